"""A framework or a report and what is asked of it -> sentences that answer, each with quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.alignment.asking import FrameworkQuestion, goal_named, label
from assistant.alignment_types import AlignmentReport, Finding, Framework, Gap, Goal
from assistant.language.dates import in_words
from assistant.language.terms import content_stems
from assistant.types import Citation, Kind

_SERVES = {"supports": "supports", "partly": "serves in part"}
_NUMBERS = (*("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),)
_MOST = 8
_MOST_NAMED = 12
# That a section serves a goal is said better by what it does.
_CLAIM = re.compile(
    r"^\W*(?:[\d.]+\s+)?(?:this (?:objective|goal|report|strategy|plan|work|serves|contributes)\b"
    r"|(?:the|our) (?:\w+ )?(?:objective|goal|report|strategy|plan|work|draft) (?:also )?"
    r"(?:serves|contributes)\b|it (?:also )?(?:serves|contributes)\b"
    r"|the (?:first|second|third) is (?:ambition|priority)\b)", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it rests on; `clashes` when its quotes cannot both hold."""

    text: str
    quotes: tuple[Citation, ...]
    clashes: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said to a question; `plain` stands without a quote, `missing` when that is a gap."""

    told: Sequence[Told] = ()
    plain: str = ""
    opening: str = ""
    missing: bool = False
    is_refusal: bool = False
    gaps: tuple[Kind, ...] | None = None


def tell_goals(asked: FrameworkQuestion, framework: Framework) -> Telling:
    """Name the goals of the framework, or those under one of them."""
    above = goal_named(asked.goal, framework) if asked.goal else None
    goals = [one for one in framework.goals if one.parent == (above.id if above else None)]
    if asked.asks_priorities and above is None:
        goals = [one for one in framework.goals if one.parent is not None] or goals
    cited = [one for one in goals if one.citation is not None]
    if not cited:
        return Telling(plain="; ".join(label(one) for one in goals))
    owner = label(above) if above else framework.title
    opening = f"{owner} has {_number(len(goals))} {plural(goals[0].level, len(goals))}:"
    return Telling([_named(goal) for goal in cited], opening=opening)


_ALONE = {
    "No strategy and no board paper serves": "No strategy and no board paper was found to serve by"
    " itself",
    "No board paper acts on": "No board paper was found to act by itself on",
    "No strategy serves": "No strategy was found to serve by itself",
}


def tell_unserved(asked: FrameworkQuestion, report: AlignmentReport) -> Telling:
    """Name the goals that nothing serves, or no board paper, or no strategy."""
    wanted = {"unserved"}
    said = "No strategy and no board paper serves"
    lowered = asked.text.lower()
    if "board" in lowered:
        wanted, said = {"unserved", "no_board"}, "No board paper acts on"
    elif "strateg" in lowered and "our strateg" not in lowered:
        wanted, said = {"unserved", "no_strategy"}, "No strategy serves"
    goals = [goal for goal in report.framework.goals if _has_gap(goal, report.gaps, wanted)]
    ambitions = [one for one in goals if one.parent is None]
    others = [one for one in goals if one.parent is not None and one.parent not in _ids(ambitions)]
    # The ambitions above the others are acted on, perhaps by what names these alone.
    told = [
        _gap(part, words) for part, words in ((ambitions, said), (others, _ALONE[said])) if part
    ]
    if not told:
        return Telling(plain="Every goal is served by a strategy or a board paper.")
    opening = "" if ambitions or asked.asks_priorities else "No ambition is left out as a whole."
    return Telling(told, opening=opening)


def tell_uncommitted(_asked: FrameworkQuestion, report: AlignmentReport) -> Telling:
    """Name the goals that are served in part or in intention only."""
    goals = [one for one in report.framework.goals if _has_gap(one, report.gaps, {"uncommitted"})]
    if not goals:
        return Telling(plain="Every goal that is served is served by a firm commitment.")
    return Telling([_gap(goals, "Only in part or in intention do the documents serve")])


def tell_served_by(
    asked: FrameworkQuestion, report: AlignmentReport, documents: Sequence[str]
) -> Telling:
    """Name the goals that a document serves, each with its own words."""
    goals = {goal.id: goal for goal in report.framework.goals}
    found = [
        one
        for one in report.findings
        if one.document_id in documents and _stance(one) in _SERVES and one.evidence
        and (goals[one.goal_id].parent is not None) == asked.asks_priorities
    ]  # fmt: skip
    told = [_served(one, goals[one.goal_id], by_goal=True) for one in _best_first(found)]
    return Telling(told[:_MOST], plain=_more(told), missing=not told, gaps=())


def tell_serving(asked: FrameworkQuestion, goal: Goal, report: AlignmentReport) -> Telling:
    """Name the documents that serve a goal, each with its own words."""
    kinds = _kinds(asked.kind)
    found = [
        one
        for one in report.findings
        if one.goal_id == goal.id and one.kind in kinds and _stance(one) in _SERVES and one.evidence
    ]  # fmt: skip
    told = [_served(one, goal, by_goal=False) for one in _best_first(found)]
    if not told:
        goal_quote = (goal.citation,) if goal.citation else ()
        none = Told(f"No {_of_kind(asked.kind)} serves {label(goal)}", goal_quote)
        return Telling([none], gaps=kinds)
    gaps = tuple(kind for kind in kinds if not any(one.kind == kind for one in found))
    return Telling(told[:_MOST], plain=_more(told), gaps=gaps)


def tell_conflicts(asked: FrameworkQuestion, report: AlignmentReport) -> Telling:
    """Set the statements that cannot both hold side by side, the newer first."""
    wanted = frozenset(content_stems(asked.subject))
    told = []
    for conflict in report.conflicts:
        sides = sorted(
            (conflict.a, conflict.b), key=lambda one: one.locator.date or "", reverse=True
        )
        stems = frozenset(content_stems(" ".join(one.quote for one in sides)))
        if wanted <= stems:
            told.append(Told(_against(sides), tuple(sides), clashes=True))
    if told:
        return Telling(told[:_MOST], plain=_more(told))
    about = f" on {asked.subject}" if asked.subject else ""
    return Telling(
        plain=f"No contradiction{about} was found: no two current documents give the same measure "
        "another figure or date, or promise what the other refuses."
    )


def tell_orphans(_asked: FrameworkQuestion, report: AlignmentReport) -> Telling:
    """Name the objectives of strategies that serve no goal."""
    told = [
        Told(f"{one.locator.title}, “{one.locator.section[-1]}”, serves no goal", (one,))
        for one in report.orphans
        if one.locator.section
    ]
    if not told:
        return Telling(plain="Every objective of the strategies serves a goal of the vision.")
    return Telling(told[:_MOST], plain=_more(told))


ON_REPORTS: dict[str, Callable[[FrameworkQuestion, AlignmentReport], Telling]] = {
    "unserved": tell_unserved,
    "uncommitted": tell_uncommitted,
    "conflicts": tell_conflicts,
    "orphans": tell_orphans,
}


def _named(goal: Goal) -> Told:
    quotes = (goal.citation,) if goal.citation else ()
    return Told(f"{goal.id}. {goal.text}", quotes)


def _gap(goals: Sequence[Goal], said: str) -> Told:
    """Name the goals in one sentence that rests on the words of each."""
    named = goals[:_MOST_NAMED]
    words = "; ".join(label(one) for one in named)
    more = f"; and {len(goals) - len(named)} more" if len(goals) > len(named) else ""
    quotes = tuple(one.citation for one in named if one.citation is not None)
    return Told(f"{said} {words}{more}", quotes)


def _served(finding: Finding, goal: Goal, *, by_goal: bool) -> Told:
    acting = acting_quotes(finding)
    words = " ".join(f"“{' '.join(one.quote.split())}”" for one in acting)
    quotes = (goal.citation, *acting) if by_goal and goal.citation else acting
    what = label(goal) if by_goal else finding.title
    dated = f", {in_words(finding.date)}" if finding.date and not by_goal else ""
    part = ", in part" if _stance(finding) == "partly" else ""
    return Told(f"{what}{dated}{part}: {words}", quotes)


def acting_quotes(finding: Finding) -> tuple[Citation, ...]:
    """Return the quote that acts; with the claim before it when the claim is the first."""
    acts = [one for one in finding.evidence if not is_claim(one)]
    first = finding.evidence[0]
    return (first, acts[0]) if acts and acts[0] is not first else (first,)


def is_claim(citation: Citation) -> bool:
    """Say whether a quote only says that something serves a goal."""
    return _CLAIM.match(citation.quote) is not None


def _against(sides: Sequence[Citation]) -> str:
    """Set two quotes against each other, each with its title and date."""
    told = []
    for one in sides:
        dated = f" ({in_words(one.locator.date)})" if one.locator.date else ""
        told.append(f"{one.locator.title}{dated}: “{' '.join(one.quote.split())}”")
    return "; but ".join(told)


def _stance(finding: Finding) -> str:
    return finding.decision.stance if finding.decision else finding.stance


def _best_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (_stance(one) != "supports", -one.score))


def _has_gap(goal: Goal, gaps: Sequence[Gap], kinds: set[str]) -> bool:
    return any(one.goal_id == goal.id and one.kind in kinds for one in gaps)


def _ids(goals: Sequence[Goal]) -> set[str]:
    return {one.id for one in goals}


def _kinds(word: str) -> tuple[Kind, ...]:
    if "board" in word or "paper" in word:
        return ("board",)
    return ("strategy",) if word and "document" not in word else ("strategy", "board")


def _of_kind(word: str) -> str:
    kinds = _kinds(word)
    names = {"board": "board paper", "strategy": "strategy"}
    return names[kinds[0]] if len(kinds) == 1 else "strategy and no board paper"


def _more(told: Sequence[Told]) -> str:
    more = len(told) - _MOST
    return f"There are {more} more; the alignment matrix lists them." if more > 0 else ""


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def plural(noun: str, count: int) -> str:
    """Return a noun for so many: one ambition, two priorities."""
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
