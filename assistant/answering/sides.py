"""The sides that should speak -> the units that are quoted, all of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.bearing import Bearing

# A unit is rather chosen when another side says what is like it: the same measure, the same plan.
_ALIKE = 0.35
_LOOKED_AT = 6
# A further paper of a kind must be about as good as the best of its kind.
_WITHIN, _EVERY_WITHIN = 0.3, 0.45
# What is this near to a chosen unit of another side is on the subject by that.
_LINKED, _MEANT_LINKED = 0.55, 0.45
_LINKED_WORDS = 0.3


@dataclass(frozen=True, slots=True)
class Side:
    """Papers of which the best units are wanted, `most` of them: one that is named, or of a kind.

    `is_meant`: the question asks for them; others speak only when they have something on it, and,
    unless `is_further`, when none of their kind has. `wants_every`: "which strategies ...?"
    """

    candidates: Sequence[Bearing]
    most: int
    is_meant: bool = True
    is_further: bool = True
    wants_every: bool = False


def settle(sides: Sequence[Side]) -> list[list[Bearing]]:
    """Return for each side the units that are quoted, the best first, at most one of a paper.

    What was not asked for by name must bear on the subject, or on what the others say of it.
    """
    first = _ranked(sides, [side.candidates[:_LOOKED_AT] for side in sides])
    ranked = _ranked(sides, [[one for one, _ in pairs[:1]] for pairs in first])
    meant = [
        pairs[0][0]
        for side, pairs in zip(sides, ranked, strict=True)
        if side.is_meant and pairs and pairs[0][0].is_on_it_at_all
    ]
    asked = [
        _chosen(side, pairs, meant) if side.is_meant else []
        for side, pairs in zip(sides, ranked, strict=True)
    ]
    heard = [one for some in asked for one in some]
    return [
        told
        if side.is_meant or _is_told(side, heard)
        else _chosen(side, _unheard(pairs, heard), heard)
        for side, pairs, told in zip(sides, ranked, asked, strict=True)
    ]


def _unheard(
    ranked: Sequence[tuple[Bearing, float]], heard: Sequence[Bearing]
) -> list[tuple[Bearing, float]]:
    """Leave out the papers that have spoken: others need not be as good as these."""
    spoken = {_paper(one) for one in heard}
    return [pair for pair in ranked if _paper(pair[0]) not in spoken]


def _is_told(side: Side, heard: Sequence[Bearing]) -> bool:
    kinds = {_kind(one) for one in side.candidates}
    return not side.is_further and any(_kind(one) in kinds for one in heard)


def _paper(one: Bearing) -> str:
    return one.evidence.passage.chunk.group


def _kind(one: Bearing) -> str:
    return one.evidence.passage.chunk.kind


def _chosen(
    side: Side, ranked: Sequence[tuple[Bearing, float]], firm: Sequence[Bearing]
) -> list[Bearing]:
    best: dict[str, tuple[Bearing, float]] = {}
    for one, score in ranked:
        if _may_speak(side, one, firm):
            best.setdefault(_paper(one), (one, score))
    found = list(best.values())
    within = _EVERY_WITHIN if side.wants_every else _WITHIN
    return [one for one, score in found if score >= found[0][1] - within][: side.most]


def _may_speak(side: Side, one: Bearing, firm: Sequence[Bearing]) -> bool:
    if one.is_on_subject or (side.is_meant and one.is_on_it_at_all):
        return True
    if side.wants_every:
        return False
    if not side.is_meant and one.coverage < _LINKED_WORDS:
        return False
    least = _MEANT_LINKED if side.is_meant else _LINKED
    return any(_alike(one, other) >= least for other in firm if other is not one)


def _ranked(
    sides: Sequence[Side], heard: Sequence[Sequence[Bearing]]
) -> list[list[tuple[Bearing, float]]]:
    """Return the units of each side by how well they bear on it and go with what others say."""
    return [
        sorted(
            zip(side.candidates, _scores(side, [*heard[:place], *heard[place + 1 :]]), strict=True),
            key=lambda pair: -pair[1],
        )
        for place, side in enumerate(sides)
    ]


def _scores(side: Side, others: Sequence[Sequence[Bearing]]) -> list[float]:
    spoken = [some for some in others if some]
    return [
        one.score
        + _ALIKE * sum(max(_alike(one, it) for it in some) for some in spoken) / max(1, len(spoken))
        for one in side.candidates
    ]


def _alike(one: Bearing, other: Bearing) -> float:
    return float(one.evidence.vector @ other.evidence.vector)
