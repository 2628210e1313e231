"""An alignment report -> a Word document for handing round: headings, tables, captions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistant.alignment import report_content as content
from assistant.alignment.findings import stance_of
from assistant.alignment.safe_cells import plain
from assistant.alignment_types import AlignmentReport, Finding
from assistant.types import Citation

_COLOURS = {"S": "8FC9A3", "P": "CFE8D5", "M": "F4F1E4", "C": "E0A39E"}
_HEAD = "E9EFEB"
# The width between the margins of A4 on its side, and the widest column of letters, in cm.
_WIDTH, _LETTER, _FEWEST = 25.7, 1.1, 0.62


def report_docx(report: AlignmentReport) -> bytes:
    """Return the document."""
    page = new_page(content.title_of(report), turned=True)
    table(page, ["About this report", ""], content.facts(report), widths=[4, _WIDTH - 4])
    page.add_heading("Summary", 1)
    for line in content.summary(report):
        page.add_paragraph(plain(line), style="List Bullet")
    _matrix(page, report)
    kinds, rows = content.coverage_rows(report)
    page.add_heading("Coverage by kind", 1)
    caption(page, "Table 2. Best stance of each kind of document, and how many serve the goal.")
    table(page, ["Goal", *kinds], ([f"{g.id} {g.text}", *cells] for g, cells in rows))
    page.add_heading("Gaps", 1)
    caption(page, "Table 3. Goals that are not fully served.")
    gaps = [[f"{g.id} {g.text}", why] for g, why in content.gap_rows(report)]
    table(page, ["Goal", "What is missing"], gaps, widths=[9, _WIDTH - 9])
    _conflicts(page, report)
    _measures(page, report)
    page.add_heading("Objectives of strategies", 1)
    caption(page, "Table 5. What each objective serves.")
    table(page, ["Strategy", "Objective", "Goals served"], content.objective_rows(report))
    _notes(page, report)
    _evidence(page, report)
    return saved(page)


def new_page(title: str, *, turned: bool) -> Any:
    """Return an empty A4 document with its title, page numbers at the foot."""
    page = docx.Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if turned:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    page.styles["Normal"].font.name, page.styles["Normal"].font.size = "Calibri", Pt(10.5)
    page.core_properties.title = plain(title)[:255]
    page.add_heading(plain(title), 0)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE")
    return page


def caption(page: Any, text: str) -> None:
    """Add a caption above a table, kept with it."""
    made = page.add_paragraph(plain(text), style="Caption")
    made.paragraph_format.keep_with_next = True


def table(
    page: Any,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    widths: Sequence[float] = (),
) -> Any:
    """Add a table whose head is repeated on each page; widths are in cm."""
    listed = list(rows)
    if not listed:
        page.add_paragraph("None.")
        return None
    made = page.add_table(rows=1 + len(listed), cols=len(heads), style="Table Grid")
    made.autofit = not widths
    _mark(made.rows[0], "w:tblHeader")
    for cell, text in zip(made.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(plain(text)).bold = True
        _shade(cell, _HEAD)
    for line, row in zip(made.rows[1:], listed, strict=True):
        _mark(line, "w:cantSplit")
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = plain(text)
    for column, width in zip(made.columns, widths, strict=False):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    page.add_paragraph()
    return made


def quote(page: Any, citation: Citation) -> None:
    """Add a quote with where it stands."""
    made = page.add_paragraph(plain(f"“{citation.quote}”"), style="Quote")
    made.paragraph_format.left_indent = Cm(0.8)
    made.paragraph_format.space_after = Pt(0)
    made.paragraph_format.keep_with_next = True
    source = page.add_paragraph(plain(content.place(citation)))
    source.paragraph_format.left_indent = Cm(0.8)
    for run in source.runs:
        run.font.size = Pt(9)


def saved(page: Any) -> bytes:
    """Return the document as bytes."""
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _matrix(page: Any, report: AlignmentReport) -> None:
    page.add_heading("Matrix", 1).paragraph_format.page_break_before = True
    if not report.documents:
        page.add_paragraph("No document is left to hold against the goals.")
        return
    key = "; ".join(f"{letter} {stance}" for stance, letter, _ in content.legend(report))
    caption(page, f"Table 1. {key}. The documents are listed below; * was decided by a person.")
    cells, keys = content.cells_of(report), [one for one, *_ in report.documents]
    rows = [
        [f"{g.id} {g.text}", *(_letter(cells.at(g, one)) for one in keys)]
        for g in report.framework.goals
    ]
    letter = max(_FEWEST, min(_LETTER, (_WIDTH - 6) / len(keys)))
    heads = ["Goal", *(str(n) for n, _ in enumerate(keys, 1))]
    goal = min(10.0, max(5.0, _WIDTH - letter * len(keys)))
    made = table(page, heads, rows, widths=[goal, *([letter] * len(keys))])
    for row in made.rows:
        for cell in row.cells[1:]:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _narrow(cell)
            colour = _COLOURS.get(cell.text[:1])
            if colour:
                _shade(cell, colour)
    for n, (_, title, kind, date) in enumerate(report.documents, 1):
        line = page.add_paragraph(plain(f"{n}  {title} ({kind}{', ' + date if date else ''})"))
        line.paragraph_format.space_after = Pt(0)


def _conflicts(page: Any, report: AlignmentReport) -> None:
    page.add_heading("Conflicts", 1)
    if not report.conflicts:
        page.add_paragraph("None that can be checked.")
    for one in report.conflicts:
        page.add_paragraph(plain(one.reason)).paragraph_format.keep_with_next = True
        quote(page, one.a)
        quote(page, one.b)


def _measures(page: Any, report: AlignmentReport) -> None:
    page.add_heading("Measures, targets, dates and owners", 1)
    without = "; ".join(f"{goal.id} {goal.text}" for goal in content.unmeasured(report))
    if without:
        page.add_paragraph(plain(f"Goals without any: {without}."))
    caption(page, "Table 4. What documents state near each goal, in their own words.")
    heads = ["Goal", "Figures", "Dates", "Owner", "Quote", "Document"]
    rows = [[*row[:4], row[4].quote, row[4].locator.title] for row in content.measure_rows(report)]
    table(page, heads, rows, widths=[1.5, 3.2, 3.2, 3.8, 9, 5])


def _notes(page: Any, report: AlignmentReport) -> None:
    page.add_heading("Look at this", 1)
    notes = [*report.remarks]
    notes += [("This objective serves no goal of the vision.", one) for one in report.orphans]
    if not notes:
        page.add_paragraph("Nothing.")
    for note, citation in notes:
        page.add_paragraph(plain(note)).paragraph_format.keep_with_next = True
        quote(page, citation)


def _evidence(page: Any, report: AlignmentReport) -> None:
    page.add_heading("Evidence", 1)
    for goal in report.framework.goals:
        mine = [f for f in report.findings if f.goal_id == goal.id and f.evidence]
        if not mine:
            continue
        page.add_heading(plain(f"{goal.id} {goal.text}"), 2)
        for finding in mine:
            said = f"{finding.title}: {stance_of(finding)}. {finding.reason}"
            by = content.decided(finding)
            words = plain(f"{said} {by}".strip())
            page.add_paragraph(words).paragraph_format.keep_with_next = True
            for citation in finding.evidence[:1]:
                quote(page, citation)


def _letter(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return content.LETTERS[stance_of(finding)] + ("*" if finding.decision else "")


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _narrow(cell: Any) -> None:
    """Leave a letter room in a narrow column."""
    margins = OxmlElement("w:tcMar")
    for side in ("w:left", "w:right"):
        made = OxmlElement(side)
        made.set(qn("w:w"), "20")
        made.set(qn("w:type"), "dxa")
        margins.append(made)
    cell._tc.get_or_add_tcPr().append(margins)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _field(paragraph: Any, name: str) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            made = OxmlElement("w:instrText")
            made.text = name
        else:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        run._r.append(made)
