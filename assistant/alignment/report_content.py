"""An alignment report -> what every form of it shows: facts, counts, rows, in the same words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.alignment.findings import column_of, stance_of
from assistant.alignment_types import AlignmentReport, Coverage, Finding, Goal, Measure, Stance
from assistant.types import Citation

# Letters first: the matrix must be readable without colour, on paper and aloud.
LETTERS: Mapping[Stance, str] = {
    "supports": "S", "partly": "P", "mentions": "M", "silent": "–", "conflicts": "C",
}  # fmt: skip
MEANINGS: Mapping[Stance, str] = {
    "supports": "commits to, decides or does something that serves the goal",
    "partly": "serves a part of it, or only intends to",
    "mentions": "speaks of it without action",
    "silent": "says nothing of it",
    "conflicts": "was judged by a person to stand against it",
}
KIND_NAMES = {"vision": "visions", "strategy": "strategies", "board": "board papers",
              "other": "other papers"}  # fmt: skip
_SERVED = {"supports", "partly"}


@dataclass(frozen=True, slots=True)
class Cells:
    """The findings of a report by goal and column."""

    by_place: Mapping[tuple[str, str], Finding]

    def at(self, goal: Goal, key: str) -> Finding | None:
        """Return the finding of one cell."""
        return self.by_place.get((goal.id, key))


def cells_of(report: AlignmentReport) -> Cells:
    """Return the findings by goal and column."""
    return Cells({(one.goal_id, column_of(one.id)): one for one in report.findings})


def title_of(report: AlignmentReport) -> str:
    """Return the title of the report."""
    return f"Alignment with {report.framework.title}"


def facts(report: AlignmentReport) -> list[tuple[str, str]]:
    """Return what a reader must know before believing the report."""
    audience = "everything" if report.audiences is None else ", ".join(report.audiences) or "none"
    found = [
        ("Vision", report.framework.title),
        ("Made on", report.made),
        ("Snapshot", report.snapshot),
        ("Read as", f"a reader of: {audience}" if report.audiences is not None else audience),
        ("Columns", f"{len(report.documents)} documents, or parts of one with a kind of its own"),
        ("Basis", report.scope),
    ]
    if report.unread:
        found.append(("Could not be read", "; ".join(report.unread)))
    return [(name, value) for name, value in found if value]


def summary(report: AlignmentReport) -> list[str]:
    """Return the report in a few sentences."""
    if not report.documents:
        return ["No document is left to hold against the goals: nothing can be said of gaps."]
    tops = [goal for goal in report.framework.goals if goal.parent is None]
    ids = {goal.id for goal in tops}
    unserved = [g.goal_id for g in report.gaps if g.kind == "unserved"]
    lost = [goal for goal in tops if goal.id in unserved]
    served = len(tops) - len(lost)
    lines = [f"{served} of {len(tops)} {_plural(tops)} are served by at least one document."]
    if lost:
        names = "; ".join(f"{goal.id} {goal.text}" for goal in lost)
        lines.append(f"Nobody has picked up: {names}.")
    below = [g for g in unserved if g not in ids]
    if below:
        verb = "goal below them is" if len(below) == 1 else "goals below them are"
        lines.append(f"{len(below)} {verb} served by nothing.")
    if report.conflicts:
        lines.append(f"{_counted(len(report.conflicts), 'pair')} of statements cannot both hold.")
    else:
        lines.append("No two statements contradict each other in a way that can be checked.")
    looks = len(report.orphans) + len(report.remarks)
    lines.append(f"{_counted(looks, 'thing')} to look at.")
    return lines


def gap_rows(report: AlignmentReport) -> list[tuple[Goal, str]]:
    """Return each goal with a gap once, with all that is missing."""
    reasons: dict[str, list[str]] = {}
    for gap in report.gaps:
        reasons.setdefault(gap.goal_id, []).append(gap.reason)
    return [(g, " ".join(reasons[g.id])) for g in report.framework.goals if g.id in reasons]


def coverage_rows(report: AlignmentReport) -> tuple[list[str], list[tuple[Goal, list[str]]]]:
    """Return the kinds of document, and for each goal the best stance and count of each kind."""
    kinds = list(dict.fromkeys(one.kind for one in report.coverage))
    by_place = {(one.goal_id, one.kind): one for one in report.coverage}
    rows = [
        (goal, [_covered(by_place.get((goal.id, kind))) for kind in kinds])
        for goal in report.framework.goals
    ]
    return [KIND_NAMES[kind] for kind in kinds], rows


def measure_rows(report: AlignmentReport) -> list[tuple[str, str, str, str, Citation]]:
    """Return goals, targets, dates, owner and the quote of each measure, in the goals' order."""
    order = [goal.id for goal in report.framework.goals]
    by_span: dict[tuple[str, int, int], list[Measure]] = {}
    for one in sorted(report.measures, key=lambda one: order.index(one.goal_id)):
        where = one.citation.locator
        by_span.setdefault((where.document_id, where.start, where.end), []).append(one)
    return [
        (
            ", ".join(dict.fromkeys(one.goal_id for one in some)),
            ", ".join(some[0].targets) or "–",
            ", ".join(some[0].dates) or "–",
            some[0].owner or "–",
            some[0].citation,
        )
        for some in by_span.values()
    ]


def unmeasured(report: AlignmentReport) -> list[Goal]:
    """Return the goals for which no document states a measure, target, date or owner."""
    measured = {one.goal_id for one in report.measures}
    return [goal for goal in report.framework.goals if goal.id not in measured]


def objective_rows(report: AlignmentReport) -> list[tuple[str, str, str]]:
    """Return each objective of a strategy with the goals that it serves."""
    rows = []
    for row in report.objectives:
        served = [f for f in row.findings if stance_of(f) in _SERVED]
        goals = ", ".join(f"{f.goal_id} ({stance_of(f)})" for f in served)
        name = f"{row.objective.id} {row.objective.text}"
        rows.append((row.title, name, goals or "no goal of this vision"))
    return rows


def firmness(finding: Finding) -> str:
    """Return how firmly a document commits, in words."""
    made = finding.commitment
    if made.strength == "none":
        return "No commitment."
    beside = [name for name in ("target", "date", "owner") if getattr(made, name)]
    words = {"will": "It commits", "done": "It is done", "aims": "It only intends",
             "explores": "It only explores"}[made.strength]  # fmt: skip
    return f"{words}, with {' and '.join(beside) if beside else 'no target, date or owner'}."


def decided(finding: Finding) -> str:
    """Return who decided what and why, or nothing."""
    one = finding.decision
    if one is None:
        return ""
    verb = "accepted this" if one.accepted else f"put “{one.stance}” in place of “{finding.stance}”"
    return f"{one.name} {verb} on {one.made[:10]}: {one.reason}"


def place(citation: Citation) -> str:
    """Return where a quote stands, in words."""
    where = citation.locator
    page = f"page {where.page_label or where.page}" if where.page else None
    number = where.paragraph
    if number and number[0].isdigit():
        number = f"paragraph {number}"
    section = where.section[-1] if where.section else None
    named = (where.title, where.date, None if section == where.title else section, number, page)
    return ", ".join(one for one in named if one)


def legend(report: AlignmentReport) -> list[tuple[Stance, str, str]]:
    """Return stance, letter and meaning of all that the matrix may show."""
    shown = {stance_of(one) for one in report.findings}
    return [
        (stance, letter, MEANINGS[stance])
        for stance, letter in LETTERS.items()
        if stance != "conflicts" or stance in shown
    ]


def _covered(one: Coverage | None) -> str:
    return "–" if one is None else f"{one.stance} ({one.serving} of {one.documents})"


def _plural(goals: list[Goal]) -> str:
    level = goals[0].level if goals else "goal"
    return f"{level[:-1]}ies" if level.endswith("y") else f"{level}s"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"
