"""A ranking for a question of alignment -> a quote a document, vision first, and the gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.choosing import complete, distinct
from assistant.answering.evidence import stems_of
from assistant.answering.quoting import Quote
from assistant.answering.ranking import Ranked, Ranking
from assistant.protocols import Library
from assistant.types import Kind, ThreadLinks

_NAMED = re.compile(
    r"\b(?:the|our|its) ((?!board|vision)[a-z]+(?: and [a-z]+)?) (?:strategy|plan|report)\b", re.I
)
_ORDER: tuple[Kind, ...] = ("vision", "strategy", "board", "other")
_THREAD: tuple[Kind, ...] = ("vision", "strategy", "board")
# In log-odds behind the best: a further document must still speak of the subject.
_WITHIN = 6.0
# A kind not yet heard needs only this share of the question's words.
_SHARED_WORDS = 0.2
# A second unit of a document must be nearly as good as its first.
_SECOND_WITHIN = 1.0
_MOST_GROUPS = 7
_MOST_PER_KIND = 3
_MOST_UNITS = 8


def choose_thread(ranking: Ranking, library: Library) -> list[Quote]:
    """Return the best quote of each document that speaks of the subject, from vision to board."""
    groups = _best_of_groups(ranking)
    chosen = _one_of_a_list([*groups.values(), *_seconds(ranking, groups)])[:_MOST_UNITS]
    chosen.sort(key=lambda one: _ORDER.index(_kind(one)))
    return distinct(complete(ranking, one, library) for one in chosen)


def links(numbered: Sequence[tuple[Quote, int]]) -> ThreadLinks:
    """Return the citation numbers by kind, and the kinds of the golden thread without any."""
    by_kind: dict[Kind, list[int]] = {kind: [] for kind in _ORDER}
    for quote, number in numbered:
        by_kind[quote.evidence.passage.chunk.kind].append(number)
    return ThreadLinks(
        vision=tuple(by_kind["vision"]),
        strategy=tuple(by_kind["strategy"]),
        board=tuple(by_kind["board"]),
        gaps=tuple(kind for kind in _THREAD if not by_kind[kind]),
    )


def _one_of_a_list(chosen: Sequence[Ranked]) -> list[Ranked]:
    """Keep the first item of each list: the others would say its lead once more."""
    kept: list[Ranked] = []
    seen: set[tuple[str, int]] = set()
    for one in chosen:
        group = one.evidence.block.group
        key = (one.evidence.passage.chunk.document_id, group or 0)
        if group is None or one.evidence.block.kind != "list_item" or key not in seen:
            kept.append(one)
            seen.add(key)
    return kept


def _best_of_groups(ranking: Ranking) -> dict[str, Ranked]:
    """Take the best unit of each document part in turn, while it is close enough to the best."""
    best = ranking.units[0].score
    chosen: dict[str, Ranked] = {}
    kinds: list[Kind] = []
    for one in _of_named_documents(ranking):
        kind, group = _kind(one), _group(one)
        is_new = kind not in kinds and one.features["heading_words"] >= _SHARED_WORDS
        is_close = is_new or one.score >= best - _WITHIN
        if is_close and group not in chosen and kinds.count(kind) < _MOST_PER_KIND:
            chosen[group] = one
            kinds.append(kind)
    return dict(list(chosen.items())[:_MOST_GROUPS])


def _of_named_documents(ranking: Ranking) -> list[Ranked]:
    """Leave out other documents of a kind when the question names one: "the health strategy"."""
    units = [one for one in ranking.units if one.evidence.block.kind != "heading"]
    match = _NAMED.search(ranking.asked.text)
    if match is None:
        return units
    wanted = stems_of(match.group(1))
    named = [one for one in units if wanted <= one.evidence.context.title_stems]
    kinds, groups = {_kind(one) for one in named}, {_group(one) for one in named}
    return [one for one in units if _kind(one) not in kinds or _group(one) in groups]


def _seconds(ranking: Ranking, groups: dict[str, Ranked]) -> list[Ranked]:
    """Return further units of the documents that are nearly as good as the document's best."""
    return [
        one
        for one in ranking.units
        if one.evidence.block.kind != "heading"
        and (first := groups.get(_group(one))) is not None
        and one is not first
        and one.score >= first.score - _SECOND_WITHIN
    ]


def _group(one: Ranked) -> str:
    return one.evidence.passage.chunk.group


def _kind(one: Ranked) -> Kind:
    return one.evidence.passage.chunk.kind
