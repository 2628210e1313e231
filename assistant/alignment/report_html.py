"""An alignment report -> one self-contained HTML file; every cell opens its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib import resources

from assistant.alignment import report_content as content
from assistant.alignment.findings import stance_of
from assistant.alignment_types import AlignmentReport, Finding, Goal
from assistant.types import Citation

_CONTENTS = ("Summary", "Matrix", "Coverage by kind", "Gaps", "Conflicts", "Measures",
             "Objectives of strategies", "Look at this", "Evidence")  # fmt: skip


def report_html(report: AlignmentReport) -> str:
    """Return the page."""
    title = escape(content.title_of(report))
    style = (resources.files("assistant.alignment") / "report.css").read_text(encoding="utf-8")
    links = " · ".join(f'<a href="#{_slug(one)}">{one}</a>' for one in _CONTENTS)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{style}</style></head><body>",
        f"<header><h1>{title}</h1>{_facts(report)}<nav>{links}</nav></header><main>",
        _section("Summary", _list(escape(one) for one in content.summary(report))),
        _section("Matrix", _matrix(report)),
        _section("Coverage by kind", _coverage(report)),
        _section("Gaps", _gaps(report)),
        _section("Conflicts", _conflicts(report)),
        _section("Measures", _measures(report)),
        _section("Objectives of strategies", _objectives(report)),
        _section("Look at this", _notes(report)),
        _section("Evidence", "".join(_evidence(one) for one in report.findings if one.evidence)),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _section(name: str, inside: str) -> str:
    return f'<section id="{_slug(name)}"><h2>{name}</h2>{inside or "<p>None.</p>"}</section>'


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _facts(report: AlignmentReport) -> str:
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in content.facts(report)
    )
    return f"<dl>{rows}</dl>"


def _matrix(report: AlignmentReport) -> str:
    if not report.documents:
        return "<p>No document is left to hold against the goals.</p>"
    cells = content.cells_of(report)
    heads = "".join(
        f'<th scope="col" title="{escape(title, quote=True)}">{n}</th>'
        for n, (_, title, _, _) in enumerate(report.documents, 1)
    )
    rows = "".join(
        f"<tr{_child(goal)}>{_goal(goal)}"
        + "".join(_cell(cells.at(goal, key), title) for key, title, _, _ in report.documents)
        + "</tr>"
        for goal in report.framework.goals
    )
    key = "".join(
        f'<li><span class="key {stance}">{letter}</span> {stance}: {escape(meaning)}</li>'
        for stance, letter, meaning in content.legend(report)
    )
    listed = "".join(
        f"<li>{escape(title)} ({escape(kind)}{', ' + escape(date) if date else ''})</li>"
        for _, title, kind, date in report.documents
    )
    caption = "Goals and documents. Each letter opens its evidence; * was decided by a person."
    return (
        f'<ul class="legend">{key}</ul>'
        f'<div class="wide"><table class="matrix"><caption>{caption}</caption><thead><tr>'
        f'<th scope="col">Goal</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<h3>The documents</h3><ol class="documents">{listed}</ol>'
    )


def _cell(finding: Finding | None, title: str) -> str:
    if finding is None:
        return "<td></td>"
    stance = stance_of(finding)
    mark = content.LETTERS[stance] + ("*" if finding.decision else "")
    said = f'<span class="unseen">{stance}</span>'
    about = escape(f"{finding.goal_id}, {title}: {stance}", quote=True)
    if finding.evidence:
        link = _anchor(finding)
        mark = f'<a href="#{link}" id="cell-{link}" title="{about}">{mark}{said}</a>'
    else:
        mark = f'<span title="{about}">{mark}{said}</span>'
    return f'<td class="cell {stance}">{mark}</td>'


def _coverage(report: AlignmentReport) -> str:
    kinds, rows = content.coverage_rows(report)
    caption = "Best stance of each kind of document, and how many of that kind serve the goal."
    body = [f"<tr{_child(g)}>{_goal(g)}{_tds(cells)}</tr>" for g, cells in rows]
    return _table(caption, ["Goal", *kinds], body)


def _gaps(report: AlignmentReport) -> str:
    rows = [f"<tr>{_goal(g)}<td>{escape(why)}</td></tr>" for g, why in content.gap_rows(report)]
    return _table("Goals that are not fully served.", ["Goal", "What is missing"], rows)


def _conflicts(report: AlignmentReport) -> str:
    return _list(f"{escape(c.reason)}{_quote(c.a)}{_quote(c.b)}" for c in report.conflicts)


def _measures(report: AlignmentReport) -> str:
    rows = [
        f"<tr>{_tds([goal, targets, dates, owner])}<td>{_quote(citation)}</td></tr>"
        for goal, targets, dates, owner, citation in content.measure_rows(report)
    ]
    heads = ["Goal", "Figures", "Dates", "Owner", "In the words of the document"]
    without = "; ".join(f"{goal.id} {goal.text}" for goal in content.unmeasured(report))
    lost = f"<p><strong>Goals without any:</strong> {escape(without)}</p>" if without else ""
    return lost + _table("Measures, targets, dates and owners near each goal.", heads, rows)


def _objectives(report: AlignmentReport) -> str:
    rows = [f"<tr>{_tds(row)}</tr>" for row in content.objective_rows(report)]
    return _table("What each objective serves.", ["Strategy", "Objective", "Goals served"], rows)


def _notes(report: AlignmentReport) -> str:
    orphans = [f"This objective serves no goal of the vision.{_quote(c)}" for c in report.orphans]
    return _list([*(f"{escape(note)}{_quote(c)}" for note, c in report.remarks), *orphans])


def _evidence(finding: Finding) -> str:
    link, stance = _anchor(finding), stance_of(finding)
    goal = f"<h4>The goal</h4>{_quote(finding.goal_citation)}" if finding.goal_citation else ""
    by = content.decided(finding)
    person = f'<p class="decided">{escape(by)}</p>' if by else ""
    quotes = "".join(_quote(one) for one in finding.evidence)
    return (
        f'<article id="{link}"><h3>{escape(finding.goal_id)} and {escape(finding.title)}: '
        f"{stance}</h3><p>{escape(finding.reason)} {escape(content.firmness(finding))}</p>{person}"
        f"{goal}<h4>The document</h4>{quotes}"
        f'<p class="back"><a href="#cell-{link}">Back to the matrix</a></p></article>'
    )


def _anchor(finding: Finding) -> str:
    return escape(finding.id, quote=True)


def _goal(goal: Goal) -> str:
    return f'<th scope="row">{escape(goal.id)} {escape(goal.text)}</th>'


def _child(goal: Goal) -> str:
    return ' class="child"' if goal.parent else ""


def _tds(values: Iterable[str]) -> str:
    return "".join(f"<td>{escape(value)}</td>" for value in values)


def _table(caption: str, heads: Iterable[str], rows: list[str]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return (
        f'<div class="wide"><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _list(items: Iterable[str]) -> str:
    rows = "".join(f"<li>{one}</li>" for one in items)
    return f"<ul>{rows}</ul>" if rows else ""


def _quote(citation: Citation) -> str:
    source = f"<footer>{escape(content.place(citation))}</footer>"
    return f"<blockquote>{escape(citation.quote)}{source}</blockquote>"
