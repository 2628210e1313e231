"""A report and a question -> how well goals are covered, by what measured, and owned by whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.alignment.asking import FrameworkQuestion, label
from assistant.alignment.findings import stance_of
from assistant.alignment.telling import Telling, Told, acting_quotes, plural
from assistant.alignment_types import AlignmentReport, Finding, Goal, Measure
from assistant.language.dates import in_words
from assistant.types import Kind, Status

_SERVING = ("supports", "partly")
_LEAST = re.compile(r"\b(?:worst|least|fewest|weak\w*|poor\w*|thin\w*|little)\b", re.I)
_MOST = re.compile(r"\b(?:best|most|strong\w*|better)\b", re.I)
_OF_OWNER = re.compile(r"\b(?:owner|lead)s?\b", re.I)
_MOST_TOLD = 8
_MOST_RANKED = 3
_MOST_QUOTED = 3
# A paper with papers bound into it has a column for each: their titles tell them apart.
Column = tuple[str, str, Kind]
_NOUNS: tuple[tuple[Kind, str], ...] = (("strategy", "strategy"), ("board", "board paper"))


def without_superseded(report: AlignmentReport, status: Mapping[str, Status]) -> AlignmentReport:
    """Return the report without the documents that others have replaced."""

    def is_current(document_id: str) -> bool:
        return status.get(document_id.split("#")[0]) != "superseded"

    return replace(
        report,
        documents=tuple(one for one in report.documents if is_current(one[0])),
        findings=tuple(one for one in report.findings if is_current(one.document_id)),
        measures=tuple(
            one for one in report.measures if is_current(one.citation.locator.document_id)
        ),
    )


def tell_coverage(asked: FrameworkQuestion, report: AlignmentReport) -> Telling:
    """Say how many strategies and board papers serve each goal at the top, the asked end first."""
    kinds = _kinds_asked(asked.text)
    counted = [
        (goal, serving)
        for goal in report.framework.goals
        if goal.parent is None
        for serving in [[one for one in _serving(goal, report) if one.kind in kinds]]
    ]
    is_least, is_most = _LEAST.search(asked.text), _MOST.search(asked.text)
    if is_least or is_most:
        counted.sort(key=lambda pair: len(pair[1]), reverse=not is_least)
        last = len(counted[min(_MOST_RANKED, len(counted)) - 1][1]) if counted else 0
        ranked = counted[:_MOST_RANKED]
        # Those that are level with the last are told with it, unless that is nearly all.
        level = [pair for pair in counted[_MOST_RANKED:] if len(pair[1]) == last]
        counted = ranked + (level if len(level) <= _MOST_RANKED else [])
    return Telling([_counted(goal, serving, kinds, report) for goal, serving in counted])


def tell_not_serving(
    asked: FrameworkQuestion, goal: Goal | None, report: AlignmentReport
) -> Telling:
    """Name the documents of a kind that serve a goal in no part; without a goal, none at all."""
    kinds = _kinds_asked(asked.kind)
    goals = [one for one in report.framework.goals if _is_meant(one, goal)]
    serving = {
        (one.document_id, one.title, one.kind) for one in report.findings if _serves(one, goals)
    }
    left = [
        f"{title} ({in_words(date)})" if date else title
        for document, title, kind, date in report.documents
        if kind in kinds and (document.split("#")[0], title, kind) not in serving
    ]
    what = label(goal) if goal else "an ambition of the vision"
    if not left:
        nouns = " and every ".join(noun for kind, noun in _NOUNS if kind in kinds)
        return Telling(plain=f"Every {nouns} serves {what}, at least in part.")
    named = "; ".join(left[:_MOST_TOLD])
    more = f"; and {len(left) - _MOST_TOLD} more" if len(left) > _MOST_TOLD else ""
    tops = [goal] if goal else [one for one in goals if one.parent is None]
    quotes = tuple(one.citation for one in tops if one.citation is not None)
    return Telling([Told(f"Nothing that serves {what} was found in {named}{more}", quotes)])


def tell_last_board(
    goal: Goal, report: AlignmentReport, documents: Collection[str] = ()
) -> Telling:
    """Quote the newest board paper, of some documents or all, that acts on a goal or below it."""
    family = [one for one in report.framework.goals if _is_meant(one, goal)]
    acting = [
        one
        for one in report.findings
        if one.kind == "board"
        and one.date
        and one.evidence
        and _serves(one, family)
        and (not documents or one.document_id in documents)
    ]
    if not acting:
        return _nothing(goal, "board paper", "acts on")
    newest = max(acting, key=lambda one: (one.date or "", stance_of(one) == "supports", one.score))
    quotes = acting_quotes(newest)
    words = " ".join(f"“{' '.join(one.quote.split())}”" for one in quotes)
    said = f"{in_words(newest.date or '')}, in {newest.title}: {words}"
    return Telling([Told(said, quotes)])


def tell_owners(goal: Goal, report: AlignmentReport, documents: Collection[str] = ()) -> Telling:
    """Say who is named as owning what serves a goal, each in the words of its document."""
    owned = [one for one in _measures(goal, report, documents) if one.owner]
    told, owners = [], set[str]()
    for one in owned:
        if one.owner not in owners:
            told.append(Told(f"{one.owner}: {_said(one)}", (one.citation,)))
            owners.add(one.owner or "")
    if told:
        opening = f"Named for what serves {label(goal)}:"
        return Telling(told[:_MOST_TOLD], opening=opening, plain=_more(told))
    return _nothing(goal, "document", "names an owner for")


def tell_measures(goal: Goal, report: AlignmentReport, documents: Collection[str] = ()) -> Telling:
    """Quote the figures with dates that documents state for a goal and those below it."""
    found = [one for one in _measures(goal, report, documents) if one.targets]
    told = [Told(_said(one), (one.citation,)) for one in found]
    if told:
        opening = f"Stated for {label(goal)}:"
        return Telling(told[:_MOST_TOLD], opening=opening, plain=_more(told))
    return _nothing(goal, "document", "states a target with a date for")


def tell_unmeasured(asked: FrameworkQuestion, report: AlignmentReport) -> Telling:
    """Name the goals at the top for which no document states a measure, or an owner."""
    is_owner = _OF_OWNER.search(asked.kind) is not None
    goals = [
        goal
        for goal in report.framework.goals
        if goal.parent is None
        and not any(one.owner if is_owner else one.targets for one in _measures(goal, report))
    ]
    what = "an owner" if is_owner else "a target with a date"
    if not goals:
        return Telling(plain=f"For every ambition a document that was searched states {what}.")
    quotes = tuple(one.citation for one in goals if one.citation is not None)
    named = "; ".join(map(label, goals))
    return Telling([Told(f"No document that was searched states {what} for {named}", quotes)])


def _nothing(goal: Goal, noun: str, does: str) -> Telling:
    quotes = (goal.citation,) if goal.citation else ()
    return Telling([Told(f"No {noun} that was searched {does} {label(goal)}", quotes)])


def _counted(
    goal: Goal, serving: Sequence[Finding], kinds: Sequence[Kind], report: AlignmentReport
) -> Told:
    """Count what serves a goal, by kind, with a quote of each of the first."""
    parts = []
    for kind, noun in _NOUNS:
        if kind in kinds:
            every = sum(one[2] == kind for one in report.documents)
            count = sum(one.kind == kind for one in serving)
            parts.append(f"{count} of {every} {plural(noun, every)}")
    acting = [acting_quotes(one)[-1] for one in serving if one.evidence][:_MOST_QUOTED]
    quotes = (*((goal.citation,) if goal.citation else ()), *acting)
    return Told(f"{label(goal)}: served by {' and '.join(parts)}", quotes)


def _serving(goal: Goal, report: AlignmentReport) -> list[Finding]:
    """Return one finding for each document that serves the goal, those that serve it more first."""
    found: dict[Column, Finding] = {}
    for one in report.findings:
        if one.goal_id == goal.id and stance_of(one) in _SERVING:
            found.setdefault((one.document_id, one.title, one.kind), one)
    return sorted(found.values(), key=lambda one: (stance_of(one) != "supports", -one.score))


def _serves(finding: Finding, goals: Sequence[Goal]) -> bool:
    return stance_of(finding) in _SERVING and any(one.id == finding.goal_id for one in goals)


def _is_meant(one: Goal, goal: Goal | None) -> bool:
    """Say whether a goal is the one that is asked about, or below it; all are when none is."""
    return goal is None or goal.id in (one.id, one.parent)


def _measures(
    goal: Goal, report: AlignmentReport, documents: Collection[str] = ()
) -> list[Measure]:
    """Return what is stated for a goal and those below it, once each, of some documents or all."""
    family = {one.id for one in report.framework.goals if _is_meant(one, goal)}
    found: dict[tuple[str, int], Measure] = {}
    for one in report.measures:
        place = one.citation.locator
        if one.goal_id in family and (not documents or place.document_id in documents):
            found.setdefault((place.document_id, place.start), one)
    newest = sorted(found.values(), key=lambda one: one.citation.locator.date or "", reverse=True)
    # A row of a table is made to measure by; a sentence may tell of anything with a date.
    return sorted(newest, key=lambda one: " | " not in one.citation.quote)


def _said(measure: Measure) -> str:
    place = measure.citation
    date = place.locator.date
    dated = f", {in_words(date)}" if date else ""
    return f"{place.locator.title}{dated}: “{' '.join(place.quote.split())}”"


def _more(told: Sequence[Told]) -> str:
    more = len(told) - _MOST_TOLD
    return f"There are {more} more; the alignment matrix lists them." if more > 0 else ""


def _kinds_asked(words: str) -> tuple[Kind, ...]:
    lowered = words.lower()
    if "board" in lowered:
        return ("strategy", "board") if "strateg" in lowered else ("board",)
    return ("strategy",) if "strateg" in lowered or "plan" in lowered else ("strategy", "board")
