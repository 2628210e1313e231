"""A question and a unit -> the few figures by which units are compared."""

from __future__ import annotations

import math
from collections.abc import Mapping

from assistant.answering.answer_types import holds_answer
from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence

# Units of fewer words than this are headings, labels or torn sentences more often than answers.
_SHORT = 5


def unit_features(
    asked: Asked, evidence: Evidence, weights: Mapping[str, float], best_lexical: float
) -> dict[str, float]:
    """Return what speaks for the unit, each about 0 to 1."""
    found_by = evidence.passage.found_by
    own = coverage(asked, evidence.stems, weights)
    near = evidence.stems | evidence.near_stems
    headed = near | evidence.heading_stems
    return {
        "similarity": evidence.similarity,
        "passage_similarity": found_by.get("dense", 0.0),
        "passage_words": found_by.get("lexical", 0.0) / best_lexical if best_lexical else 0.0,
        "first_passage": 1.0 / (1 + evidence.rank),
        "own_words": own,
        "near_words": coverage(asked, near, weights),
        "heading_words": coverage(asked, headed, weights),
        "all_words": coverage(asked, headed | evidence.around_stems, weights),
        "type": holds_answer(asked, evidence),
        "is_short": float(len(evidence.words) < _SHORT),
        "length": math.log(1 + len(evidence.words)),
    }


def coverage(asked: Asked, stems: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the share of the question's terms, by their weight, that are among `stems`."""
    total = sum(weights[stem] for stem in asked.stems)
    if not total:
        return 0.0
    return sum(weights[stem] for stem in asked.stems if stem in stems) / total
