"""An alignment report -> a Word document for handing round: headings, tables, captions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT

from assistant.alignment.safe_cells import plain
from assistant.alignment_types import AlignmentReport
from assistant.types import Citation

_MARKS = {"conflicts": "✗", "supports": "●", "partly": "◐", "mentions": "○", "silent": "·"}


def report_docx(report: AlignmentReport) -> bytes:
    """Return the document."""
    page = docx.Document()
    _turn(page)
    page.core_properties.title = plain(f"Alignment with {report.framework.title}")
    page.add_heading(plain(f"Alignment with {report.framework.title}"), 0)
    page.add_paragraph(plain(report.scope))
    texts = {goal.id: goal.text for goal in report.framework.goals}
    page.add_heading("Matrix", 1)
    caption(
        page, "Table 1. ● supports, ◐ partly, ○ mentions, · silent. Documents are listed below."
    )
    found = {(f.goal_id, f.id.split("@", 1)[1]): f for f in report.findings}
    keys = [key for key, *_ in report.documents]
    heads = ["Goal", *(str(n) for n, _ in enumerate(keys, 1))]
    rows = (
        [f"{g.id} {g.text}", *(_mark(found.get((g.id, key))) for key in keys)]
        for g in report.framework.goals
    )
    table(page, heads, rows)
    for _, title, kind, date in report.documents:
        page.add_paragraph(
            plain(f"{title} ({kind}{', ' + date if date else ''})"), style="List Number"
        )
    page.add_heading("Gaps", 1)
    caption(page, "Table 2. Goals that are not fully served.")
    table(
        page, ["Goal", "Gap"], ([f"{g.goal_id} {texts[g.goal_id]}", g.reason] for g in report.gaps)
    )
    page.add_heading("Conflicts", 1)
    for one in report.conflicts:
        page.add_paragraph(plain(one.reason))
        quote(page, one.a)
        quote(page, one.b)
    page.add_heading("Look at this", 1)
    for note, citation in report.remarks:
        page.add_paragraph(plain(note))
        quote(page, citation)
    for citation in report.orphans:
        page.add_paragraph("This objective serves no goal of the vision.")
        quote(page, citation)
    _evidence(page, report)
    return saved(page)


def caption(page: Any, text: str) -> None:
    """Add a caption above a table."""
    page.add_paragraph(plain(text), style="Caption")


def table(page: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Add a table whose head is repeated on each page."""
    made = page.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(made.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(plain(text)).bold = True
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(docx.oxml.ns.qn("w:tblHeader"), {}))
    for row in rows:
        cells = made.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = plain(text)
    page.add_paragraph()


def quote(page: Any, citation: Citation) -> None:
    """Add a quote with where it stands."""
    page.add_paragraph(plain(f"“{citation.quote}”"), style="Quote")
    section = f", {citation.locator.section[-1]}" if citation.locator.section else ""
    page.add_paragraph(plain(f"{citation.locator.title}{section}"))


def saved(page: Any) -> bytes:
    """Return the document as bytes."""
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _evidence(page: Any, report: AlignmentReport) -> None:
    page.add_heading("Evidence", 1)
    for goal in report.framework.goals:
        mine = [f for f in report.findings if f.goal_id == goal.id and f.evidence]
        if not mine:
            continue
        page.add_heading(plain(f"{goal.id} {goal.text}"), 2)
        for finding in mine:
            page.add_paragraph(plain(f"{finding.title}: {finding.stance}. {finding.reason}"))
            for citation in finding.evidence[:2]:
                page.add_paragraph(plain(f"“{citation.quote}”"), style="Quote")


def _mark(finding: Any) -> str:
    if finding is None:
        return ""
    return _MARKS[finding.decision.stance if finding.decision else finding.stance]


def _turn(page: Any) -> None:
    section = page.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
