"""An alignment report -> one self-contained HTML file; every cell opens its evidence."""

from __future__ import annotations

from html import escape

from assistant.alignment_types import AlignmentReport, Finding
from assistant.types import Citation

_MARKS = {"conflicts": "✗", "supports": "●", "partly": "◐", "mentions": "○", "silent": "·"}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;
max-width:76rem;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #949494;padding:.35rem .5rem;text-align:left;vertical-align:top}
thead th{background:#f1f1f1}.cell{text-align:center;white-space:nowrap}
.supports{background:#1d6b3a;color:#fff}.partly{background:#cfe8d5}.mentions{background:#f4f1e4}
.silent{background:#fff;color:#595959}.conflicts{background:#8c1c13;color:#fff}
.cell a{color:inherit;display:block}.child th{font-weight:400;padding-left:1.5rem}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #949494}
.wide{overflow-x:auto}:target{outline:3px solid #b8860b}
@media print{body{margin:0;max-width:none;font-size:10pt}.wide{overflow:visible}
article{break-inside:avoid}*{print-color-adjust:exact}}
"""


def report_html(report: AlignmentReport) -> str:
    """Return the page."""
    title = f"Alignment with {report.framework.title}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1><p>{escape(report.scope)}</p>",
            _matrix(report),
            _gaps(report),
            _conflicts(report),
            _notes(report),
            "<h2>Evidence</h2>",
            *(_evidence(one) for one in report.findings if one.evidence),
            "</body></html>",
        ]
    )


def _matrix(report: AlignmentReport) -> str:
    heads = "".join(f'<th scope="col">{n}</th>' for n, _ in enumerate(report.documents, 1))
    found = {(one.goal_id, one.id.split("@", 1)[1]): one for one in report.findings}
    rows = []
    for goal in report.framework.goals:
        cells = "".join(_cell(found.get((goal.id, key))) for key, *_ in report.documents)
        child = ' class="child"' if goal.parent else ""
        rows.append(
            f'<tr{child}><th scope="row">{escape(goal.id)} {escape(goal.text)}</th>{cells}</tr>'
        )
    listed = "".join(
        f"<li>{escape(title)} ({escape(kind)}{', ' + escape(date) if date else ''})</li>"
        for _, title, kind, date in report.documents
    )
    key = " &nbsp; ".join(f"{mark} {name}" for name, mark in _MARKS.items())
    return (
        f'<h2>Matrix</h2><p>{key}</p><div class="wide"><table>'
        "<caption>Goals and documents</caption>"
        f'<thead><tr><th scope="col">Goal</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div><ol>{listed}</ol>"
    )


def _cell(finding: Finding | None) -> str:
    if finding is None:
        return '<td class="cell"></td>'
    stance = finding.decision.stance if finding.decision else finding.stance
    mark = f'<span aria-hidden="true">{_MARKS[stance]}</span> {stance}'
    decided = " (decided)" if finding.decision else ""
    if finding.evidence:
        mark = f'<a href="#{escape(finding.id, quote=True)}">{mark}{decided}</a>'
    return f'<td class="cell {stance}">{mark}</td>'


def _gaps(report: AlignmentReport) -> str:
    texts = {goal.id: goal.text for goal in report.framework.goals}
    rows = "".join(
        f"<li>{escape(gap.goal_id)} {escape(texts[gap.goal_id])}: {escape(gap.reason)}</li>"
        for gap in report.gaps
    )
    return f"<h2>Gaps</h2><ul>{rows or '<li>None.</li>'}</ul>"


def _conflicts(report: AlignmentReport) -> str:
    rows = "".join(
        f"<li>{escape(one.reason)}{_quote(one.a)}{_quote(one.b)}</li>" for one in report.conflicts
    )
    return f"<h2>Conflicts</h2><ul>{rows or '<li>None that can be checked.</li>'}</ul>"


def _notes(report: AlignmentReport) -> str:
    orphans = "".join(f"<li>{_quote(one)}</li>" for one in report.orphans)
    notes = "".join(f"<li>{escape(note)}{_quote(c)}</li>" for note, c in report.remarks)
    return (
        f"<h2>Objectives that serve no goal</h2><ul>{orphans or '<li>None.</li>'}</ul>"
        f"<h2>Look at this</h2><ul>{notes or '<li>Nothing.</li>'}</ul>"
    )


def _evidence(finding: Finding) -> str:
    made = finding.commitment
    beside = [name for name in ("target", "date", "owner") if getattr(made, name)]
    firm = f"{made.strength}, with {', '.join(beside) if beside else 'no target, date or owner'}"
    goal = _quote(finding.goal_citation) if finding.goal_citation else ""
    decided = ""
    if finding.decision:
        one = finding.decision
        decided = (
            f"<p>Decided by {escape(one.name)}: {escape(one.stance)}. {escape(one.reason)}</p>"
        )
    return (
        f'<article id="{escape(finding.id, quote=True)}"><h3>{escape(finding.goal_id)} and '
        f"{escape(finding.title)}: {finding.stance}</h3><p>{escape(finding.reason)} "
        f"Commitment: {firm}.</p>{decided}{goal}{''.join(_quote(one) for one in finding.evidence)}"
        "</article>"
    )


def _quote(citation: Citation) -> str:
    where = citation.locator
    place = ", ".join(
        one
        for one in (where.title, where.date, where.section[-1] if where.section else None)
        if one
    )
    page = f", page {where.page_label or where.page}" if where.page else ""
    source = f"<small>{escape(place)}{escape(page)}</small>"
    return f"<blockquote>{escape(citation.quote)}<br>{source}</blockquote>"
