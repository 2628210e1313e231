"""Ranked passages -> the best of them in the order of a reranker, the rest behind; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.protocols import Reranker
from assistant.types import Passage

# A cross-encoder reads each of them with the question: more costs time and changes little.
_RERANKED = 20


def rerank(query: str, passages: Sequence[Passage], reranker: Reranker) -> list[Passage]:
    """Return all passages; the first ones by what the reranker says of heading and text."""
    first, rest = passages[:_RERANKED], passages[_RERANKED:]
    scores = reranker.scores(query, [f"{one.chunk.prefix}\n{one.chunk.text}" for one in first])
    scored = [_scored(one, score) for one, score in zip(first, scores, strict=True)]
    ordered = sorted(scored, key=lambda passage: -passage.found_by["reranker"])
    # Scores must go on falling, whatever scale the reranker has.
    places = sorted((one.score for one in first), reverse=True)
    moved = [replace(one, score=place) for one, place in zip(ordered, places, strict=True)]
    return [*moved, *rest]


def _scored(passage: Passage, score: float) -> Passage:
    return replace(passage, found_by={**passage.found_by, "reranker": score})
