"""An alignment report -> text, JSON, CSV, HTML, XLSX or DOCX, as bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from assistant.alignment.report_docx import report_docx
from assistant.alignment.report_html import report_html
from assistant.alignment.report_xlsx import report_xlsx
from assistant.alignment.safe_cells import safe_cell
from assistant.alignment.showing import citation_body, finding_body, framework_body
from assistant.alignment_types import AlignmentReport

MARKS = {"conflicts": "✗", "supports": "●", "partly": "◐", "mentions": "○", "silent": "·"}


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
    measured = {one.goal_id for one in report.measures}
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
            {"goal_id": m.goal_id, "citation": citation_body(m.citation)} for m in report.measures
        ],
        "unmeasured": [g.id for g in report.framework.goals if g.id not in measured],
        "scope": report.scope,
        "snapshot": report.snapshot,
    }


def report_text(report: AlignmentReport) -> str:
    """Return the matrix and the lists under it for a terminal."""
    lines = [report.framework.title, ""]
    numbers = {key: n for n, (key, *_) in enumerate(report.documents, 1)}
    lines.append(" " * 44 + "".join(f"{n:>4}" for n in numbers.values()))
    marks = {(f.goal_id, _key(f.id)): MARKS[_stance(f)] for f in report.findings}
    for goal in report.framework.goals:
        name = f"{goal.id} {goal.text}"[:43]
        cells = "".join(f"{marks.get((goal.id, key), ' '):>4}" for key in numbers)
        lines.append(f"{name:<44}{cells}")
    lines += ["", "● supports  ◐ partly  ○ mentions  · silent", ""]
    lines += [
        f"{numbers[key]:>3}  {title} ({kind}{', ' + date if date else ''})"
        for key, title, kind, date in report.documents
    ]
    lines += _lists(report)
    return "\n".join([*lines, "", report.scope, ""])


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
               _stance(f),
               made.strength, made.target, made.date, made.owner, f.reason, goal_quote,
               " | ".join(one.quote for one in f.evidence)]  # fmt: skip
        writer.writerow([safe_cell(str(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _lists(report: AlignmentReport) -> list[str]:
    texts = {goal.id: goal.text for goal in report.framework.goals}
    lines = ["", "Gaps"]
    lines += [f"  {gap.goal_id} {texts[gap.goal_id]}: {gap.reason}" for gap in report.gaps] or [
        "  none"
    ]
    lines += ["", "Objectives that serve no goal: look at these"]
    lines += [
        f"  {one.locator.title}, {one.locator.section[-1]}: “{one.quote}”" for one in report.orphans
    ] or ["  none"]
    lines += ["", "Conflicts"]
    for one in report.conflicts:
        lines.append(f"  {one.reason}")
        lines += [f"    {c.locator.title}: “{c.quote}”" for c in (one.a, one.b)]
    lines += ["", "Look at this"]
    lines += [f"  {note} {c.locator.title}: “{c.quote}”" for note, c in report.remarks] or [
        "  none"
    ]
    return lines


def _stance(finding: object) -> str:
    decision = getattr(finding, "decision", None)
    return str(decision.stance if decision else getattr(finding, "stance", "silent"))


def _key(finding_id: str) -> str:
    return finding_id.split("@", 1)[1]
