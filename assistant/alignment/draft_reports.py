"""The check of a draft -> text, JSON, CSV, HTML, XLSX or DOCX, as bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib import resources

from openpyxl import Workbook

from assistant.alignment.report_content import place
from assistant.alignment.report_docx import caption, new_page, saved, table
from assistant.alignment.report_xlsx import table_sheet
from assistant.alignment.safe_cells import plain, safe_cell
from assistant.alignment.showing import citation_body, framework_body, matches_body
from assistant.alignment_types import DraftCheck, Goal, Remark

_ANCHORS = "Goals that it is about by its subject and does not serve yet"
_ANCHORS_SHEET, _LONGEST_SHEET_NAME = "Goals not served yet", 31
_FIRM = {"will": "commits", "done": "done", "aims": "only aims", "explores": "only explores",
         "none": "no commitment"}  # fmt: skip
# Widths in cm of tables with two and three columns.
_COLUMNS = {2: [8.5, 8.5], 3: [5.7, 5.7, 5.6]}
_KINDS = {
    "conflict": "Contradictions",
    "decided": "Differences from decisions",
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
    lines = [_title(check), "", *_summary(check), "", "What it serves"]
    lines += [f"  {name:54} {stance}" for name, stance in _served(check)]
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
        lines += ["", _ANCHORS]
        lines += [f"  → {advice}" for _, advice in check.anchors]
    return "\n".join([*lines, *check.notes, ""])


def _title(check: DraftCheck) -> str:
    return f"Check of “{check.title}” against {check.framework.title}"


def _summary(check: DraftCheck) -> list[str]:
    """Return the check in a few sentences: what it serves, what to mend first."""
    tops = [goal for goal in check.framework.goals if goal.parent is None]
    level = tops[0].level if tops else "goal"
    lines = [
        f"It {verb} {len(some)} of {_counted(len(tops), level)}: {_named(some)}."
        for verb, some in (
            ("supports", [goal for goal in tops if check.served[goal.id] == "supports"]),
            ("serves in part", [goal for goal in tops if check.served[goal.id] == "partly"]),
        )
        if some
    ] or [f"It serves none of {_counted(len(tops), level)}."]
    counts = [
        f"{head.lower()}: {number}"
        for kind, head in _KINDS.items()
        if (number := sum(one.kind == kind for one in check.remarks))
    ]
    lines.append(f"To mend: {'; '.join(counts)}." if counts else "Nothing was found to mend.")
    return lines


def _named(goals: Sequence[Goal]) -> str:
    return "; ".join(f"{goal.id} {goal.text}" for goal in goals)


def _counted(number: int, level: str) -> str:
    plural = f"{level[:-1]}ies" if level.endswith("y") else f"{level}s"
    return f"{number} {level if number == 1 else plural}"


def _served(check: DraftCheck) -> list[tuple[str, str]]:
    """Return every goal of the first level, and those below that the draft is not silent on."""
    return [
        (f"{'   ' if goal.parent else ''}{goal.id} {goal.text}"[:54], check.served[goal.id])
        for goal in check.framework.goals
        if goal.parent is None or check.served[goal.id] != "silent"
    ]


def _sections(check: DraftCheck) -> list[tuple[str, str, str]]:
    return [
        (
            one.section[-1] if one.section else "(opening)",
            "; ".join(f"{m.goal_id} {m.text}" for m in one.matches) or "no goal",
            _FIRM[one.commitment.strength],
        )
        for one in check.sections
    ]


def _tables(check: DraftCheck) -> list[tuple[str, list[str], list[list[str]]]]:
    """Return every part of the check as a heading, column heads and rows."""
    tables = [
        ("What it serves", ["Goal", "Stance"], [list(row) for row in _served(check)]),
        (
            "Section by section",
            ["Section", "Goals that it serves", "How firmly"],
            [list(row) for row in _sections(check)],
        ),
    ]
    for kind, head in _KINDS.items():
        mine = [one for one in check.remarks if one.kind == kind]
        if mine and kind in {"conflict", "decided"}:
            rows = [[one.quote, _against(one), one.advice] for one in mine]
            tables.append((head, ["In the draft", "Approved", "What to do"], rows))
        elif mine:
            rows = [[one.quote, one.advice] for one in mine]
            tables.append((head, ["In the draft", "What to do"], rows))
    if check.anchors:
        rows = [[f"{goal.id} {goal.text}", advice] for goal, advice in check.anchors]
        tables.append((_ANCHORS, ["Goal", "What to do"], rows))
    return tables


def _against(remark: Remark) -> str:
    one = remark.against
    return f"“{one.quote}” ({place(one)})" if one else ""


def _rows(check: DraftCheck) -> list[list[str]]:
    rows = [["served", name.strip(), stance, ""] for name, stance in _served(check)]
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
    title = escape(_title(check))
    style = (resources.files("assistant.alignment") / "report.css").read_text(encoding="utf-8")
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{style}</style></head><body><h1>{title}</h1>",
        f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in _summary(check))}</ul>",
    ]
    for head, heads, rows in _tables(check):
        columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
        )
        parts.append(
            f'<section><h2>{escape(head)}</h2><div class="wide"><table><thead><tr>{columns}</tr>'
            f"</thead><tbody>{body}</tbody></table></div></section>"
        )
    parts += [f"<p>{escape(note)}</p>" for note in check.notes]
    return "\n".join([*parts, "</body></html>\n"])


def _xlsx(check: DraftCheck) -> bytes:
    book = Workbook()
    first = book.active or book.create_sheet()
    first.title = "About"
    table_sheet(first, ["What", "Value"], [["Check", one] for one in _about(check)])
    for head, heads, rows in _tables(check):
        name = _ANCHORS_SHEET if head == _ANCHORS else head
        table_sheet(book.create_sheet(name[:_LONGEST_SHEET_NAME]), heads, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(check: DraftCheck) -> list[str]:
    return [_title(check), *_summary(check), *check.notes]


def _docx(check: DraftCheck) -> bytes:
    page = new_page(_title(check), turned=False)
    for line in (*_summary(check), *check.notes):
        page.add_paragraph(plain(line), style="List Bullet")
    for number, (head, heads, rows) in enumerate(_tables(check), 1):
        page.add_heading(plain(head), 1)
        caption(page, f"Table {number}. {head}, held against {check.framework.title}.")
        table(page, heads, rows, widths=_COLUMNS[len(heads)])
    return saved(page)
