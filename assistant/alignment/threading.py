"""A subject, goals and findings -> the golden thread: vision, strategy, board, in order of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.alignment.findings import stance_of
from assistant.alignment.stances import is_process
from assistant.alignment.statements import Said, Source
from assistant.alignment.subjects import Spoken
from assistant.alignment.telling import is_claim
from assistant.alignment_types import Finding, Goal, GoldenThread, ThreadLink
from assistant.types import Citation, Kind

_CHAIN: tuple[Kind, ...] = ("vision", "strategy", "board")
_SHOWN = {"supports", "partly", "mentions"}
_NAMES: Mapping[str, str] = {"strategy": "strategy", "board": "board paper"}
_MOST = 12
_POINT = re.compile(r"^\W*(?:[\d.]+\s+)?(?:Decision:|The Board agreed)")
_WANTED = re.compile(
    r"(?:we|our (?:ambition|aim|goal)|this ambition)\b.*\b(?:want|will|is to)\b", re.I
)


def golden_thread(
    subject: str, goals: Sequence[Goal], links: Sequence[ThreadLink], hidden: int
) -> GoldenThread:
    """Return the chain of these links, with the kinds that do nothing named as gaps."""
    ordered = sorted(
        _distinct(links), key=lambda one: (_place(one.kind), one.citation.locator.date or "9999")
    )
    acting = {link.kind for link in links if link.kind == "vision" or link.stance != "mentions"}
    gaps = tuple(kind for kind in _CHAIN if kind not in acting)
    said = _said(subject, goals, links, hidden)
    return GoldenThread(subject, tuple(goals), tuple(ordered), gaps, said)


def links_of_goals(goals: Sequence[Goal], findings: Sequence[Finding]) -> list[ThreadLink]:
    """Return what strategies and board papers do for the goals, the strongest of each first.

    What serves a goal below the first counts only when it serves it in full.
    """
    above = {goal.id for goal in goals if goal.parent not in {one.id for one in goals}}
    below = {goal.id for goal in goals} - above
    mine = [
        one
        for one in findings
        if one.kind != "vision" and one.evidence
        and ((one.goal_id in above and stance_of(one) in _SHOWN)
             or (one.goal_id in below and stance_of(one) == "supports"))
    ]  # fmt: skip
    mine.sort(key=lambda one: (stance_of(one) == "mentions", -one.score))
    return _distinct(
        ThreadLink(one.kind, stance_of(one), one.goal_id, _telling(one)) for one in mine[:_MOST]
    )


def _telling(finding: Finding) -> Citation:
    """Return the quote that decides or does something rather than claims to."""
    return min(
        finding.evidence,
        key=lambda one: (is_claim(one), is_process(one.quote), _POINT.match(one.quote) is None),
    )


def links_of_subject(
    goals: Sequence[Goal], spoken: Sequence[Spoken], cite: Callable[[Said], Citation]
) -> list[ThreadLink]:
    """Return what strategies and board papers say of a subject, the strongest of each first."""
    goal_id = goals[0].id if goals else ""
    mine = [one for one in spoken if one.source.kind in ("strategy", "board")]
    mine.sort(key=lambda one: (one.stance == "mentions", -one.score))
    return _distinct(
        ThreadLink(one.source.kind, one.stance, goal_id, cite(one.said)) for one in mine[:_MOST]
    )


def links_of_vision(
    goals: Sequence[Goal], sources: Sequence[Source], cite: Callable[[Said], Citation]
) -> list[ThreadLink]:
    """Return the words of the vision for each goal: the statement that holds its name."""
    links = []
    for goal in goals:
        if goal.citation is not None:
            said = _statement_of(goal.citation, sources) or _described(goal, sources)
            citation = cite(said) if said is not None else goal.citation
            links.append(ThreadLink("vision", "supports", goal.id, citation))
    return _distinct(links)


def _statement_of(citation: Citation, sources: Sequence[Source]) -> Said | None:
    """Return the statement around a goal's name, when the name opens one."""
    at = citation.locator
    around = (
        said
        for source in sources
        if source.document.id == at.document_id
        for said in source.said
        if said.locator.start <= at.start and at.end < said.locator.end
    )
    return next(around, None)


def _described(goal: Goal, sources: Sequence[Source]) -> Said | None:
    """Return the sentence of a goal's description that says what is wanted, else its first."""
    description = " ".join(goal.description.split())
    document_id = goal.citation.locator.document_id if goal.citation else ""
    inside = [
        said
        for source in sources
        if source.document.id == document_id and source.kind == "vision"
        for said in source.said
        if " ".join(said.text.split()) in description
    ]
    wanted = (said for said in inside if _WANTED.match(said.text.strip()))
    return next(wanted, inside[0] if inside else None)


def _distinct(links: Iterable[ThreadLink]) -> list[ThreadLink]:
    kept: dict[tuple[str, str], ThreadLink] = {}
    for link in links:
        kept.setdefault((link.citation.locator.document_id, link.citation.quote), link)
    return list(kept.values())


def _place(kind: Kind) -> int:
    return _CHAIN.index(kind) if kind in _CHAIN else len(_CHAIN)


def _said(subject: str, goals: Sequence[Goal], links: Sequence[ThreadLink], hidden: int) -> str:
    if not goals and not links:
        return f"Nothing that was searched is about “{subject}”."
    names = "; ".join(f"{goal.id} {goal.text}" for goal in goals)
    belongs = (
        f"“{subject}” belongs to {names}."
        if goals
        else f"No goal of the vision is about “{subject}”; what was found is listed."
    )
    unread = (
        f" {hidden} document(s) were left out because they could not be read." if hidden else ""
    )
    return f"{belongs} {_missing(links)}{unread}"


def _missing(links: Sequence[ThreadLink]) -> str:
    acting = {one.kind for one in links if one.stance != "mentions"}
    spoken = {one.kind for one in links}
    parts = [
        f"no {_NAMES[kind]} {'commits to anything on it' if kind in spoken else 'acts on it'}"
        for kind in ("strategy", "board")
        if kind not in acting
    ]
    return f"Missing: {'; '.join(parts)}." if parts else "No link is missing."
