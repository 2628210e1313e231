"""A ranking for a question of alignment -> a quote a document, vision first, and the gaps."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.choosing import complete
from assistant.answering.quoting import Quote
from assistant.answering.ranking import Ranked, Ranking
from assistant.protocols import Library
from assistant.types import Kind, ThreadLinks

_ORDER: tuple[Kind, ...] = ("vision", "strategy", "board", "other")
_THREAD: tuple[Kind, ...] = ("vision", "strategy", "board")
# In log-odds behind the best: a further document must still speak of the subject.
_WITHIN = 4.0
_WITHIN_FOR_A_MISSING_KIND = 6.0
# A kind not yet heard needs only this share of the question's words.
_SHARED_WORDS = 0.35
_MOST_DOCUMENTS = 5
_MOST_PER_KIND = 2


def choose_thread(ranking: Ranking, library: Library) -> list[Quote]:
    """Return the best quote of each document that speaks of the subject, from vision to board."""
    chosen = sorted(_best_of_groups(ranking), key=lambda one: _ORDER.index(_kind(one)))
    return [complete(ranking, one, library) for one in chosen]


def links(quotes: Sequence[Quote], numbers: Sequence[int]) -> ThreadLinks:
    """Return the citation numbers by kind, and the kinds of the golden thread without any."""
    by_kind: dict[Kind, list[int]] = {kind: [] for kind in _ORDER}
    for quote, number in zip(quotes, numbers, strict=True):
        by_kind[quote.evidence.passage.chunk.kind].append(number)
    return ThreadLinks(
        vision=tuple(by_kind["vision"]),
        strategy=tuple(by_kind["strategy"]),
        board=tuple(by_kind["board"]),
        gaps=tuple(kind for kind in _THREAD if not by_kind[kind]),
    )


def _best_of_groups(ranking: Ranking) -> list[Ranked]:
    """Take the best unit of each document part in turn, while it is close enough to the best."""
    best = ranking.units[0].score
    chosen: dict[str, Ranked] = {}
    kinds: list[Kind] = []
    for one in ranking.units:
        kind, group = _kind(one), one.evidence.passage.chunk.group
        reach = _WITHIN if kind in kinds else _WITHIN_FOR_A_MISSING_KIND
        is_new = kind not in kinds and one.features["heading_words"] >= _SHARED_WORDS
        is_close = is_new or one.score >= best - reach
        if (
            is_close
            and kinds.count(kind) < _MOST_PER_KIND
            and group not in chosen
            and len(chosen) < _MOST_DOCUMENTS
        ):
            chosen[group] = one
            kinds.append(kind)
    return list(chosen.values())


def _kind(one: Ranked) -> Kind:
    return one.evidence.passage.chunk.kind
