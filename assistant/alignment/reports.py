"""An alignment report -> text, JSON, CSV, HTML, XLSX or DOCX, as bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from assistant.alignment import report_content as content
from assistant.alignment.findings import stance_of
from assistant.alignment.report_docx import report_docx
from assistant.alignment.report_html import report_html
from assistant.alignment.report_xlsx import report_xlsx
from assistant.alignment.safe_cells import safe_cell
from assistant.alignment.showing import citation_body, finding_body, framework_body, goal_body
from assistant.alignment_types import AlignmentReport, Finding

_GOAL_WIDTH = 46


def report_bytes(report: AlignmentReport, form: str) -> bytes:
    """Return the report in one of the forms."""
    forms: Mapping[str, Callable[[AlignmentReport], bytes]] = {
        "text": lambda one: report_text(one).encode(),
        "json": lambda one: (
            json.dumps(report_body(one), indent=2, ensure_ascii=False) + "\n"
        ).encode(),
        "csv": report_csv,
        "html": lambda one: report_html(one).encode(),
        "xlsx": report_xlsx,
        "docx": report_docx,
    }
    return forms[form](report)


def report_body(report: AlignmentReport) -> dict[str, object]:
    """Return the report as JSON."""
    return {
        "framework": framework_body(report.framework),
        "documents": [
            {"key": key, "title": title, "kind": kind, "date": date}
            for key, title, kind, date in report.documents
        ],
        "findings": [finding_body(one) for one in report.findings],
        "gaps": [{"goal_id": g.goal_id, "kind": g.kind, "reason": g.reason} for g in report.gaps],
        "orphans": [citation_body(one) for one in report.orphans],
        "conflicts": [
            {"kind": c.kind, "reason": c.reason, "a": citation_body(c.a), "b": citation_body(c.b)}
            for c in report.conflicts
        ],
        "remarks": [{"note": n, "citation": citation_body(c)} for n, c in report.remarks],
        "measures": [
            {
                "goal_id": m.goal_id,
                "targets": list(m.targets),
                "dates": list(m.dates),
                "owner": m.owner,
                "citation": citation_body(m.citation),
            }
            for m in report.measures
        ],
        "unmeasured": [goal.id for goal in content.unmeasured(report)],
        "coverage": [
            {
                "goal_id": c.goal_id,
                "kind": c.kind,
                "stance": c.stance,
                "serving": c.serving,
                "documents": c.documents,
            }
            for c in report.coverage
        ],
        "objectives": [
            {
                "document_id": row.document_id,
                "title": row.title,
                "objective": goal_body(row.objective),
                "findings": [finding_body(one) for one in row.findings],
            }
            for row in report.objectives
        ],
        "summary": content.summary(report),
        "unread": list(report.unread),
        "made": report.made,
        "scope": report.scope,
        "snapshot": report.snapshot,
    }


def report_text(report: AlignmentReport) -> str:
    """Return the matrix and the lists under it for a terminal."""
    lines = [content.title_of(report), "", *content.summary(report), ""]
    cells, keys = content.cells_of(report), [key for key, *_ in report.documents]
    lines.append(" " * _GOAL_WIDTH + "".join(f"{n:>4}" for n, _ in enumerate(keys, 1)))
    for goal in report.framework.goals:
        indent = "  " if goal.parent else ""
        name = _cut(f"{indent}{goal.id} {goal.text}", _GOAL_WIDTH - 1)
        row = "".join(f"{_mark(cells.at(goal, key)):>4}" for key in keys)
        lines.append(f"{name:<{_GOAL_WIDTH}}{row}")
    lines += ["", *(f"{letter}  {s}: {why}" for s, letter, why in content.legend(report)), ""]
    lines += [
        f"{n:>3}  {title} ({kind}{', ' + date if date else ''})"
        for n, (_, title, kind, date) in enumerate(report.documents, 1)
    ]
    return "\n".join([*lines, *_lists(report), "", report.scope, ""])


def report_csv(report: AlignmentReport) -> bytes:
    """Return one row per finding."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["goal", "goal text", "document", "title", "kind", "date", "stance", "strength", "target",
         "dated", "owner", "reason", "goal quote", "evidence"]
    )  # fmt: skip
    texts = {goal.id: goal.text for goal in report.framework.goals}
    for f in report.findings:
        made = f.commitment
        goal_quote = f.goal_citation.quote if f.goal_citation else texts[f.goal_id]
        row = [f.goal_id, texts[f.goal_id], f.document_id, f.title, f.kind, f.date or "",
               stance_of(f),
               made.strength, made.target, made.date, made.owner, f.reason, goal_quote,
               " | ".join(one.quote for one in f.evidence)]  # fmt: skip
        writer.writerow([safe_cell(str(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _lists(report: AlignmentReport) -> list[str]:
    none = ["  none"]
    lines = ["", "Gaps"]
    lines += [f"  {g.id} {g.text}: {why}" for g, why in content.gap_rows(report)] or none
    lines += ["", "Conflicts"]
    for one in report.conflicts:
        lines.append(f"  {one.reason}")
        lines += [f"    {c.locator.title}: “{c.quote}”" for c in (one.a, one.b)]
    lines += [] if report.conflicts else ["  none that can be checked"]
    lines += ["", "Goals without a measure, target, date or owner"]
    lines += [f"  {goal.id} {goal.text}" for goal in content.unmeasured(report)] or none
    lines += ["", "Objectives that serve no goal: look at these"]
    lines += [f"  {content.place(one)}: “{one.quote}”" for one in report.orphans] or none
    lines += ["", "Look at this"]
    lines += [f"  {note} {c.locator.title}: “{c.quote}”" for note, c in report.remarks] or none
    return lines


def _mark(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return content.LETTERS[stance_of(finding)] + ("*" if finding.decision else "")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
