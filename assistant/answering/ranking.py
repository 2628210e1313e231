"""Question and passages -> every quotable unit with what speaks for it, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, gather
from assistant.answering.model import LinearModel
from assistant.answering.rarity import rarity
from assistant.answering.unit_features import Scale, unit_features
from assistant.protocols import Library, Vectors
from assistant.types import Passage


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with what speaks for it and its score among the others."""

    evidence: Evidence
    features: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of a question, best first, and how telling each of its terms is."""

    asked: Asked
    units: Sequence[Ranked]
    weights: Mapping[str, float]


def rank(
    asked: Asked,
    vector: Vectors,
    passages: Sequence[Passage],
    library: Library,
    selection: LinearModel,
) -> Ranking:
    """Return the units of the passages in the order in which they answer."""
    documents = dict.fromkeys(passage.chunk.document_id for passage in passages)
    weights = rarity(asked.terms, map(library.canonical_text, documents))
    best = max((one.found_by.get("lexical", 0.0) for one in passages), default=0.0)
    ranked = []
    for evidence in gather(passages, vector, library):
        features = unit_features(asked, evidence, Scale(weights, best))
        ranked.append(Ranked(evidence, features, selection.score(features)))
    return Ranking(asked, sorted(ranked, key=lambda one: -one.score), weights)
