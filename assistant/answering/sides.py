"""The sides that should speak -> the units that are quoted, chosen so that they speak of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.bearing import Bearing

# A unit is rather chosen when another side says what is like it: the same measure, the same plan.
_ALIKE = 0.35
_LOOKED_AT = 6
# A further paper of a kind must be about as good as the best of its kind.
_WITHIN = 0.3
# What is this near to a chosen unit of another side is on the subject by that.
_LINKED = 0.55


@dataclass(frozen=True, slots=True)
class Side:
    """Papers of which the best units are wanted, `most` of them: one that is named, or of a kind.

    `is_meant`: the question asks for them; others speak only when they have something on it.
    """

    candidates: Sequence[Bearing]
    most: int
    is_meant: bool = True


def settle(sides: Sequence[Side]) -> list[list[Bearing]]:
    """Return for each side the units that are quoted, the best first, at most one of a paper.

    What was not asked for by name must bear on the subject, or on what the others say of it.
    """
    scores = [_scores(side, [one for one in sides if one is not side]) for side in sides]
    ranked = [
        sorted(zip(side.candidates, some, strict=True), key=lambda pair: -pair[1])
        for side, some in zip(sides, scores, strict=True)
    ]
    firm = [
        pairs[0][0]
        for side, pairs in zip(sides, ranked, strict=True)
        if side.is_meant and pairs and pairs[0][0].is_on_it_at_all
    ]
    return [_chosen(side, pairs, firm) for side, pairs in zip(sides, ranked, strict=True)]


def _chosen(
    side: Side, ranked: Sequence[tuple[Bearing, float]], firm: Sequence[Bearing]
) -> list[Bearing]:
    best: dict[str, tuple[Bearing, float]] = {}
    for one, score in ranked:
        if _may_speak(side, one, firm):
            best.setdefault(one.evidence.passage.chunk.group, (one, score))
    found = list(best.values())
    return [one for one, score in found if score >= found[0][1] - _WITHIN][: side.most]


def _may_speak(side: Side, one: Bearing, firm: Sequence[Bearing]) -> bool:
    if one.is_on_subject or (side.is_meant and one.is_on_it_at_all):
        return True
    return any(_alike(one, other) >= _LINKED for other in firm if other is not one)


def _scores(side: Side, others: Sequence[Side]) -> list[float]:
    """Return how well each unit bears on the subject and goes with what the other sides say."""
    heard = [one.candidates[:_LOOKED_AT] for one in others if one.candidates]
    return [
        one.score
        + (_ALIKE * float(np.mean([max(_alike(one, it) for it in some) for some in heard])) if heard else 0.0)
        for one in side.candidates
    ]


def _alike(one: Bearing, other: Bearing) -> float:
    return float(one.evidence.vector @ other.evidence.vector)
