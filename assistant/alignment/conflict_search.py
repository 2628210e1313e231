"""Sources -> the pairs of statements that cannot both hold, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.alignment.near_pairs import alike_pairs, covering_pairs
from assistant.alignment.statements import Said, Source
from assistant.language.conflicts import (
    CONTAINED,
    SAME,
    Clash,
    Measured,
    clash,
    is_near_enough,
    measured,
)
from assistant.protocols import Vectors


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
    measured: tuple[Measured, ...]
    places: list[tuple[Source, Said]]


def clashing(sources: Sequence[Source]) -> list[Pair]:
    """Return the clashes between different current documents, each pair of wordings once."""
    stated = _stated(sources)
    found: list[Pair] = []
    for i, j in _candidates(stated):
        one, other = stated[i], stated[j]
        if not is_near_enough(float(one.vector @ other.vector), one.text, other.text):
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
                    one = _Stated(said.text, vector, measured(said.text), [])
                    by_text[said.text] = one
                one.places.append((source, said))
    return list(by_text.values())


def _candidates(stated: Sequence[_Stated]) -> list[tuple[int, int]]:
    """Return the pairs that can be of one measure, by the whole or by the main clauses of both."""
    pairs: set[tuple[int, int]] = set()
    for every in zip(*(one.measured for one in stated), strict=True):
        sets = [one.words for one in every]
        pairs.update(alike_pairs(sets, SAME))
        refusing = [i for i, one in enumerate(every) if one.refuses]
        pairs.update(covering_pairs(sets, refusing, CONTAINED))
    return sorted(pairs)


def _between(one: _Stated, other: _Stated) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of different documents that are not visions."""
    for source, said in one.places:
        for other_source, other_said in other.places:
            kinds = {source.kind, other_source.kind}
            if source.document.id != other_source.document.id and "vision" not in kinds:
                yield said, other_said
