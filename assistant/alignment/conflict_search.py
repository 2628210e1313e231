"""Sources -> the pairs of statements that cannot both hold, without comparing all with all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.alignment.statements import Said, Source
from assistant.language.conflicts import Clash, clash, measured_words
from assistant.protocols import Vectors

# Statements further apart than this speak of different things.
_ALIKE = 0.62
# Two statements of one measure share at least this much of the words of the shorter one.
_SHARED = 0.72


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that clash, and how many other pairs of documents say the same two things."""

    a: Said
    b: Said
    why: Clash
    also: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """One wording, with every statement of it."""

    text: str
    vector: Vectors
    words: tuple[frozenset[str], ...]
    places: list[tuple[Source, Said]]


def clashing(sources: Sequence[Source]) -> list[Pair]:
    """Return the clashes between different current documents, each pair of wordings once."""
    stated = _stated(sources)
    found: list[Pair] = []
    for i, j in _candidates(stated):
        one, other = stated[i], stated[j]
        if float(one.vector @ other.vector) < _ALIKE:
            continue
        why = clash(one.text, other.text)
        if why is not None:
            pairs = list(_between(one, other))
            if pairs:
                found.append(Pair(*pairs[0], why, len(pairs) - 1))
    return found


def _stated(sources: Sequence[Source]) -> list[_Stated]:
    by_text: dict[str, _Stated] = {}
    for source in sources:
        if source.document.status == "superseded":
            continue
        for said, vector in zip(source.said, source.vectors, strict=True):
            if said.commitment.strength in {"will", "aims"} and not said.is_row:
                one = by_text.get(said.text)
                if one is None:
                    one = _Stated(said.text, vector, measured_words(said.text), [])
                    by_text[said.text] = one
                one.places.append((source, said))
    return list(by_text.values())


def _candidates(stated: Sequence[_Stated]) -> list[tuple[int, int]]:
    """Return the pairs that can be of one measure: they share one of the rarest words of either.

    A pair that shares most of the words of the shorter one shares one of its rarest words, so only
    those are looked up; common words, which nearly all statements have, never are.
    """
    holders = _holders(stated)
    pairs: set[tuple[int, int]] = set()
    for i, one in enumerate(stated):
        for words in one.words:
            for word in _rarest(words, holders):
                pairs.update(
                    (min(i, j), max(i, j))
                    for j in holders[word]
                    if j != i and any(_share(words, theirs) for theirs in stated[j].words)
                )
    return sorted(pairs)


def _share(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(mine & theirs) >= _SHARED * min(len(mine), len(theirs))


def _holders(stated: Sequence[_Stated]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(stated):
        for word in frozenset().union(*one.words):
            holders[word].append(i)
    return holders


def _rarest(words: frozenset[str], holders: Mapping[str, list[int]]) -> list[str]:
    needed = len(words) - math.ceil(_SHARED * len(words)) + 1
    return sorted(words, key=lambda word: (len(holders[word]), word))[:needed]


def _between(one: _Stated, other: _Stated) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of different documents that are not visions."""
    for source, said in one.places:
        for other_source, other_said in other.places:
            kinds = {source.kind, other_source.kind}
            if source.document.id != other_source.document.id and "vision" not in kinds:
                yield said, other_said
