"""A question and a unit -> the few figures by which units are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.answer_types import holds_answer, is_typed
from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence

# Units of fewer words than this are headings, labels or torn sentences more often than answers.
_SHORT = 5
_NEXT_TO = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """What a question's units are measured against: term weights, the best word score found."""

    weights: Mapping[str, float]
    best_lexical: float


def unit_features(asked: Asked, evidence: Evidence, scale: Scale) -> dict[str, float]:
    """Return what speaks for the unit, each about 0 to 1."""
    found_by = evidence.passage.found_by
    near = evidence.stems | evidence.near_stems
    headed = near | evidence.context.heading_stems
    lexical = found_by.get("lexical", 0.0) / scale.best_lexical if scale.best_lexical else 0.0
    before, after = evidence.neighbour(-1), evidence.neighbour(1)
    return {
        "similarity": evidence.similarity,
        "before_similarity": before.similarity if before else 0.0,
        "after_similarity": after.similarity if after else 0.0,
        "passage_similarity": found_by.get("dense", 0.0),
        "passage_words": lexical,
        "first_passage": 1.0 / (1 + evidence.context.rank),
        "own_words": coverage(asked, evidence.stems, scale.weights),
        "heading_words": coverage(asked, headed, scale.weights),
        "all_words": coverage(asked, headed | evidence.context.stems, scale.weights),
        "heads": _share_of_heads(asked, headed),
        "pairs": _pairs(asked, evidence),
        "listed": _lists(asked, evidence),
        "type": holds_answer(asked, evidence) if is_typed(asked) else 0.0,
        "is_short": float(len(evidence.words) < _SHORT),
    }


def coverage(asked: Asked, stems: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the share of the question's terms, by their weight, that are among `stems`."""
    total = sum(weights[stem] for stem in asked.stems)
    if not total:
        return 0.0
    return sum(weights[stem] for stem in asked.stems if stem in stems) / total


def _share_of_heads(asked: Asked, stems: frozenset[str]) -> float:
    return len(asked.heads & stems) / len(asked.heads) if asked.heads else 0.0


def _lists(asked: Asked, evidence: Evidence) -> float:
    """A list is asked for, and the unit introduces one or is an item of one."""
    is_listed = evidence.block.kind == "list_item" or evidence.text.rstrip().endswith(":")
    return float(asked.kind == "list" and is_listed)


def _pairs(asked: Asked, evidence: Evidence) -> float:
    """Return the share of neighbouring question terms that stand close together in the unit."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(evidence.words):
        places.setdefault(word.stem, []).append(place)
    pairs = list(zip(asked.stems, asked.stems[1:], strict=False))
    close = sum(
        any(abs(a - b) <= _NEXT_TO for a in places.get(one, ()) for b in places.get(other, ()))
        for one, other in pairs
    )
    return close / len(pairs) if pairs else 0.0
