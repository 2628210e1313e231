"""The check of a draft -> text, JSON, CSV, HTML, XLSX or DOCX, as bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from html import escape

import docx
from openpyxl import Workbook

from assistant.alignment.report_docx import caption, saved, table
from assistant.alignment.safe_cells import plain, safe_cell
from assistant.alignment.showing import citation_body, framework_body, matches_body
from assistant.alignment_types import DraftCheck

_KINDS = {
    "conflict": "Contradictions",
    "superseded": "Superseded documents",
    "wrong_name": "Wrong names",
    "vague": "Vague commitments",
    "no_goal": "Sections that touch no goal",
}


def draft_bytes(check: DraftCheck, form: str) -> bytes:
    """Return the check in one of the forms."""
    forms: Mapping[str, Callable[[DraftCheck], bytes]] = {
        "text": lambda one: draft_text(one).encode(),
        "json": lambda one: (
            json.dumps(draft_body(one), indent=2, ensure_ascii=False) + "\n"
        ).encode(),
        "csv": _csv,
        "html": lambda one: _html(one).encode(),
        "xlsx": _xlsx,
        "docx": _docx,
    }
    return forms[form](check)


def draft_body(check: DraftCheck) -> dict[str, object]:
    """Return the check as JSON."""
    return {
        "title": check.title,
        "vision": check.framework.vision,
        "framework": framework_body(check.framework),
        "served": dict(check.served),
        "sections": [
            {
                "section": list(one.section),
                **matches_body(one.matches),
                "commitment": one.commitment.strength,
                "quote": one.quote,
            }
            for one in check.sections
        ],
        "remarks": [
            {
                "kind": r.kind,
                "quote": r.quote,
                "advice": r.advice,
                "against": citation_body(r.against),
            }
            for r in check.remarks
        ],
        "anchors": [{"goal_id": goal.id, "advice": advice} for goal, advice in check.anchors],
        "notes": list(check.notes),
    }


def draft_text(check: DraftCheck) -> str:
    """Return the check to read from top to bottom."""
    lines = [f"Check of “{check.title}” against {check.framework.title}", "", "What it serves"]
    lines += [f"  {name:44} {stance}" for name, stance in _served(check)]
    lines += ["", "Section by section"]
    lines += [f"  {name}: {goals} ({firm})" for name, goals, firm in _sections(check)]
    for kind, head in _KINDS.items():
        mine = [one for one in check.remarks if one.kind == kind]
        if mine:
            lines += ["", f"{head} ({len(mine)})"]
        for one in mine:
            lines.append(f"  “{one.quote}”")
            if one.against:
                lines.append(f"    {one.against.locator.title}: “{one.against.quote}”")
            lines.append(f"    → {one.advice}")
    if check.anchors:
        lines += ["", "Goals that it is about by its subject and does not serve yet"]
        lines += [f"  → {advice}" for _, advice in check.anchors]
    return "\n".join([*lines, *check.notes, ""])


def _served(check: DraftCheck) -> list[tuple[str, str]]:
    return [
        (f"{goal.id} {goal.text}"[:44], check.served[goal.id])
        for goal in check.framework.goals
        if goal.parent is None
    ]


def _sections(check: DraftCheck) -> list[tuple[str, str, str]]:
    return [
        (
            one.section[-1] if one.section else "(opening)",
            "; ".join(f"{m.goal_id} {m.text}" for m in one.matches) or "no goal",
            one.commitment.strength,
        )
        for one in check.sections
    ]


def _rows(check: DraftCheck) -> list[list[str]]:
    rows = [["served", name, stance, ""] for name, stance in _served(check)]
    rows += [["section", name, goals, firm] for name, goals, firm in _sections(check)]
    rows += [
        [one.kind, one.quote, one.advice, one.against.quote if one.against else ""]
        for one in check.remarks
    ]
    return [*rows, *(["anchor", goal.text, advice, ""] for goal, advice in check.anchors)]


def _csv(check: DraftCheck) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["kind", "what", "advice", "against"])
    writer.writerows([[safe_cell(cell) for cell in row] for row in _rows(check)])
    return out.getvalue().encode("utf-8-sig")


def _html(check: DraftCheck) -> str:
    title = escape(f"Check of {check.title}")
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _rows(check)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}"
        "td,th{border:1px solid #949494;padding:.4rem;text-align:left;vertical-align:top}</style>"
        f"</head><body><h1>{title}</h1><table><thead><tr><th>Kind</th><th>What</th><th>Advice</th>"
        f"<th>Against</th></tr></thead><tbody>{rows}</tbody></table></body></html>\n"
    )


def _xlsx(check: DraftCheck) -> bytes:
    book = Workbook()
    sheet = book.active or book.create_sheet()
    for row in [["Kind", "What", "Advice", "Against"], *_rows(check)]:
        sheet.append([safe_cell(cell) for cell in row])
    for column in "ABCD":
        sheet.column_dimensions[column].width = 14 if column == "A" else 60
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(check: DraftCheck) -> bytes:
    page = docx.Document()
    page.add_heading(plain(f"Check of {check.title}"), 0)
    caption(page, f"Table 1. Held against {check.framework.title}.")
    table(page, ["Goal", "Stance"], _served(check))
    for kind, head in _KINDS.items():
        mine = [one for one in check.remarks if one.kind == kind]
        if mine:
            page.add_heading(head, 1)
            table(page, ["In the draft", "What to do"], ([r.quote, r.advice] for r in mine))
    return saved(page)
