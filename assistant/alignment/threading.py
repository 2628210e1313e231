"""A subject, goals and findings -> the golden thread: vision, strategy, board, in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alignment_types import Finding, Goal, GoldenThread, ThreadLink
from assistant.types import Citation, Kind

_CHAIN: tuple[Kind, ...] = ("vision", "strategy", "board")
_SHOWN = {"supports", "partly", "mentions"}
_MOST = 12


def golden_thread(
    subject: str, goals: Sequence[Goal], findings: Sequence[Finding], hidden: int
) -> GoldenThread:
    """Return the chain for these goals, with the kinds that say nothing named as gaps."""
    links = [_of_goal(goal, goal.citation) for goal in goals if goal.citation is not None]
    ids = [goal.id for goal in goals]
    mine = [f for f in findings if f.goal_id in ids and f.stance in _SHOWN and f.kind != "vision"]
    mine.sort(key=lambda f: (f.stance == "mentions", -f.score))
    seen: set[tuple[str, str]] = set()
    for finding in mine[:_MOST]:
        for citation in finding.evidence[:1]:
            if (citation.locator.document_id, citation.quote) not in seen:
                seen.add((citation.locator.document_id, citation.quote))
                links.append(ThreadLink(finding.kind, finding.stance, finding.goal_id, citation))
    links.sort(key=lambda link: (_place(link.kind), link.citation.locator.date or "9999"))
    acting = {link.kind for link in links if link.kind == "vision" or link.stance != "mentions"}
    gaps = tuple(kind for kind in _CHAIN if kind not in acting)
    return GoldenThread(
        subject, tuple(goals), tuple(links), gaps, _said(subject, goals, gaps, hidden)
    )


def _of_goal(goal: Goal, citation: Citation) -> ThreadLink:
    return ThreadLink("vision", "supports", goal.id, citation)


def _place(kind: Kind) -> int:
    return _CHAIN.index(kind) if kind in _CHAIN else len(_CHAIN)


def _said(subject: str, goals: Sequence[Goal], gaps: Sequence[Kind], hidden: int) -> str:
    if not goals:
        return f"No goal of the vision is about “{subject}”."
    names = "; ".join(f"{goal.id} {goal.text}" for goal in goals)
    missing = (
        f" Missing: no {' and no '.join(gaps)} document acts on it."
        if gaps
        else " No link is missing."
    )
    unread = (
        f" {hidden} document(s) were left out because they could not be read." if hidden else ""
    )
    return f"“{subject}” belongs to {names}.{missing}{unread}"
