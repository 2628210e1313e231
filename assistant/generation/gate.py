"""Whether it is certain that the evidence holds no answer, so that no model need be asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.evidence import Evidence
from assistant.language.terms import content_stems
from assistant.types import Answer

# Below these no question of the calibration sets had its answer (benchmarks/generation).
_LEAST_SIMILARITY = 0.2
_LEAST_WORDS = 0.25


def is_hopeless(question: str, evidence: Sequence[Evidence], plain: Answer) -> bool:
    """Say whether the extractive gate refused and nothing comes near the question."""
    if plain.status != "not_found":
        return False
    if plain.no == "nothing":
        return True
    stems = frozenset(content_stems(question))
    there = frozenset().union(*(one.read_stems for one in evidence))
    shared = len(stems & there) / len(stems) if stems else 0.0
    nearest = max(one.similarity for one in evidence)
    return shared < _LEAST_WORDS or nearest < _LEAST_SIMILARITY
