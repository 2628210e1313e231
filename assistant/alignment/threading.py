"""A subject, goals and findings -> the golden thread: vision, strategy, board, in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alignment.subjects import Spoken
from assistant.alignment_types import Finding, Goal, GoldenThread, Stance, ThreadLink
from assistant.types import Citation, Kind

_CHAIN: tuple[Kind, ...] = ("vision", "strategy", "board")
_NAMES = {"strategy": "strategy", "board": "board paper"}
_SHOWN = {"supports", "partly", "mentions"}
_MOST = 12


def golden_thread(
    subject: str,
    goals: Sequence[Goal],
    findings: Sequence[Finding],
    hidden: int,
    *,
    vision_says: Sequence[Spoken] = (),
    is_goal_only: bool = False,
) -> GoldenThread:
    """Return the chain for these goals, with the kinds that say nothing named as gaps.

    `vision_says` is what visions say of the subject itself; `is_goal_only`: nothing else speaks of
    it, so the links are about its goals.
    """
    links = [_of_goal(goal, goal.citation) for goal in goals if goal.citation is not None]
    if goals:
        links += [_of_goal(goals[0], one.citation) for one in vision_says]
    ids = [goal.id for goal in goals]
    mine = [f for f in findings if f.goal_id in ids and _stance(f) in _SHOWN and f.kind != "vision"]
    mine.sort(key=lambda f: (_stance(f) == "mentions", -f.score))
    seen = {(link.citation.locator.document_id, link.citation.quote) for link in links}
    for finding in mine[:_MOST]:
        for citation in finding.evidence[:1]:
            if (citation.locator.document_id, citation.quote) not in seen:
                seen.add((citation.locator.document_id, citation.quote))
                links.append(ThreadLink(finding.kind, _stance(finding), finding.goal_id, citation))
    links.sort(key=lambda link: (_place(link.kind), link.citation.locator.date or "9999"))
    acting = {link.kind for link in links if link.kind == "vision" or link.stance != "mentions"}
    gaps = tuple(kind for kind in _CHAIN if kind not in acting)
    text = _said(subject, goals, links, gaps, is_goal_only=is_goal_only)
    unread = f" {hidden} documents could not be read." if hidden else ""
    return GoldenThread(subject, tuple(goals), tuple(links), gaps, f"{text}{unread}")


def _stance(finding: Finding) -> Stance:
    return finding.decision.stance if finding.decision else finding.stance


def _of_goal(goal: Goal, citation: Citation) -> ThreadLink:
    return ThreadLink("vision", "supports", goal.id, citation)


def _place(kind: Kind) -> int:
    return _CHAIN.index(kind) if kind in _CHAIN else len(_CHAIN)


def _said(
    subject: str,
    goals: Sequence[Goal],
    links: Sequence[ThreadLink],
    gaps: Sequence[Kind],
    *,
    is_goal_only: bool,
) -> str:
    if not goals:
        return f"No goal of the vision is about “{subject}”."
    names = "; ".join(f"{goal.id} {goal.text}" for goal in goals)
    itself = subject.lower() in {goal.text.lower() for goal in goals}
    head = f"{names}." if itself else f"“{subject}” belongs to {names}."
    others = any(link.kind != "vision" for link in links)
    if is_goal_only and others:
        head += f" No strategy or board paper speaks of “{subject}” itself; these act on the goal."
    missing = [f"no {_NAMES[kind]}" for kind in gaps if kind != "vision"]
    if missing:
        return f"{head} Missing: {' and '.join(missing)} acts on it."
    return f"{head} No link is missing."
