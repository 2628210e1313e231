"""A golden thread and what was asked -> sentences, vision first, each with its quote."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.alignment.asking import label
from assistant.alignment.telling import Telling, Told, is_claim
from assistant.alignment_types import Goal, GoldenThread, ThreadLink
from assistant.language.dates import in_words
from assistant.types import Document, Kind

_CHAIN: tuple[Kind, ...] = ("vision", "strategy", "board")
_MOST: Mapping[Kind, int] = {"vision": 2, "strategy": 3, "board": 2, "other": 0}
_ACTING = ("supports", "partly")
_GAPS: Mapping[Kind, str] = {
    "vision": "No goal of the vision is about it.",
    "strategy": "No strategy that was searched acts on it.",
    "board": "No board paper that was searched acts on it.",
}
_NOT_BY_ITSELF = "No board paper that was searched was found to act on this priority by itself."
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|\([a-z]\)) ")
_DECISION = re.compile(r"\bDecision:|\bBoard (?:has )?agreed\b|\bRESOLVE|\bresolved\b")


def tell_thread(
    thread: GoldenThread, documents: Mapping[str, Document], named: Collection[str]
) -> Telling | None:
    """Say what the vision wants, what strategies do for it, what the board decided, what lacks.

    `named` are the papers that were asked for: no other of their kind is told. None when no paper
    speaks of the subject.
    """
    chosen = {kind: _of_kind(kind, thread.links, documents, named) for kind in _CHAIN}
    if not thread.goals and not any(chosen.values()):
        return None
    told = [_told(link, documents) for kind in _CHAIN for link in chosen[kind]]
    gaps = tuple(kind for kind in _CHAIN if not any(_acts(link) for link in chosen[kind]))
    unheard = [kind for kind in gaps if not chosen[kind]]
    return Telling(
        told,
        plain=" ".join(_GAPS[kind] for kind in unheard),
        opening=_opening(thread),
        gaps=gaps,
    )


def with_board_above(
    telling: Telling, above: GoldenThread, parent: Goal, documents: Mapping[str, Document]
) -> Telling:
    """Add what the board did for the ambition above a priority that no board paper speaks of.

    `above` is the thread of that ambition. Boards often name the ambition alone.
    """
    links = [one for one in _of_kind("board", above.links, documents, ()) if _acts(one)]
    if not links:
        return telling
    told = [_told(one, documents) for one in links]
    shown = {quote for one in telling.told for quote in one.quotes}
    fresh = [
        replace(one, text=f"On {label(parent)}, as a whole: {one.text}")
        for one in told
        if not shown & set(one.quotes)
    ]
    plain = telling.plain.replace(_GAPS["board"], _NOT_BY_ITSELF)
    return replace(telling, told=[*telling.told, *fresh], plain=plain)


def _opening(thread: GoldenThread) -> str:
    """Name the goal, unless the question did."""
    names = [label(goal) for goal in thread.goals]
    if not names or thread.subject.lower() in {goal.text.lower() for goal in thread.goals}:
        return ""
    subject = thread.subject[:1].upper() + thread.subject[1:]
    verb = "belongs to" if len(names) == 1 else "comes nearest to"
    return f"{subject} {verb} {' and to '.join(names)}."


def _of_kind(
    kind: Kind,
    links: Sequence[ThreadLink],
    documents: Mapping[str, Document],
    named: Collection[str],
) -> list[ThreadLink]:
    """Return the links of a kind that are told, one a paper, what acts before what speaks."""
    mine = [one for one in links if one.kind == kind and _is_current(one, documents)]
    if kind != "vision" and any(documents[one].kind == kind for one in named if one in documents):
        mine = [one for one in mine if one.citation.locator.document_id in named]
    mine.sort(key=_rank)
    acting = [one for one in mine if _acts(one)]
    best = {_voice(one): one for one in reversed(acting or mine)}
    kept = sorted(best.values(), key=_rank)[: _MOST[kind]]
    return sorted(kept, key=lambda one: one.citation.locator.date or "9999")


def _rank(link: ThreadLink) -> tuple[bool, bool, bool]:
    """Rather what is decided or done than what is only claimed or said."""
    decides = _DECISION.search(link.citation.quote) is not None
    return not _acts(link), not decides, is_claim(link.citation)


def _voice(link: ThreadLink) -> str:
    """A paper speaks once; a vision once for each goal."""
    return link.goal_id if link.kind == "vision" else link.citation.locator.document_id


def _acts(link: ThreadLink) -> bool:
    return link.kind == "vision" or link.stance in _ACTING


def _is_current(link: ThreadLink, documents: Mapping[str, Document]) -> bool:
    document = documents.get(link.citation.locator.document_id)
    return document is not None and document.status != "superseded"


def _told(link: ThreadLink, documents: Mapping[str, Document]) -> Told:
    locator = link.citation.locator
    document = documents[locator.document_id]
    date = in_words(locator.date) if locator.date else ""
    status = document.status if document.status == "draft" else ""
    notes = ", ".join(one for one in (status, date) if one and one not in locator.title)
    words = _NUMBER.sub("", " ".join(link.citation.quote.split()))
    return Told(f"{locator.title}{f' ({notes})' if notes else ''}: “{words}”", (link.citation,))
