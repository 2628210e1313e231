"""Ranked lists of hits -> one; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.types import Hit

Fused = list[tuple[Hit, dict[str, float]]]
Fuse = Callable[[Mapping[str, Sequence[Hit]]], Fused]


# Measured on SciFact's train queries and the question files; 1.0 to 1.3 differ little.
WEIGHTS: Mapping[str, float] = {"dense": 1.2, "lexical": 1.0}


def fuse(lists: Mapping[str, Sequence[Hit]]) -> Fused:
    """Return the weighted sum of min-max scaled scores, best first, with each way's own score.

    Each list's scores are scaled so that its best is 1 and its worst 0; a chunk that a way did not
    find counts 0 there. Measured ahead of both ways alone and of reciprocal ranks
    (docs/retrieval.md).
    """
    worth = {
        way: [WEIGHTS.get(way, 1.0) * value for value in scaled([hit.score for hit in hits])]
        for way, hits in lists.items()
    }
    return summed(lists, worth)


def summed(lists: Mapping[str, Sequence[Hit]], worth: Mapping[str, Sequence[float]]) -> Fused:
    """Return the hits of all lists by the sum of what each list says they are worth."""
    totals: dict[int, float] = {}
    found_by: dict[int, dict[str, float]] = {}
    for way, hits in lists.items():
        for hit, value in zip(hits, worth[way], strict=True):
            totals[hit.row] = totals.get(hit.row, 0.0) + value
            found_by.setdefault(hit.row, {})[way] = hit.score
    order = sorted(totals, key=lambda row: (-totals[row], row))
    return [(Hit(row, totals[row]), found_by[row]) for row in order]


def scaled(scores: Sequence[float]) -> list[float]:
    """Return the scores so that the best is 1 and the worst 0; 1 for all when they are alike."""
    if not scores:
        return []
    lowest, span = min(scores), max(scores) - min(scores)
    return [(score - lowest) / span if span else 1.0 for score in scores]
