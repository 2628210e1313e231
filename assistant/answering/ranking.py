"""Question and passages -> every quotable unit with what speaks for it, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, gather
from assistant.answering.model import LinearModel
from assistant.answering.rarity import rarity
from assistant.answering.token_match import QuestionTokens
from assistant.answering.unit_features import Scale, unit_features
from assistant.protocols import Library, TokenEmbedder, Vectors
from assistant.types import Passage

# Each costs some 5 ms; those further down are hardly ever the answer.
_READ_IN_CONTEXT = 8


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
    passages: Sequence[Passage],
    library: Library,
    selection: LinearModel,
    embedder: TokenEmbedder,
) -> Ranking:
    """Return the units of the passages in the order in which they answer.

    The best by what is known already are embedded once more in their context, since a sentence
    often owes its subject to its heading or to the sentence before.
    """
    question = embedder.read([asked.text])[0]
    documents = dict.fromkeys(passage.chunk.document_id for passage in passages)
    weights = rarity(asked.terms, map(library.canonical_text, documents))
    best = max((one.found_by.get("lexical", 0.0) for one in passages), default=0.0)
    ranked = []
    for evidence in gather(passages, question.vector, library):
        features = unit_features(asked, evidence, Scale(weights, best))
        features |= {"in_context": evidence.similarity, "words_met": 0.0}
        ranked.append(Ranked(evidence, features, selection.score(features)))
    ranked.sort(key=lambda one: -one.score)
    asking = QuestionTokens(asked, question, weights)
    again = _read_in_context(ranked, asking, question.vector, selection, embedder)
    return Ranking(asked, sorted(again, key=lambda one: -one.score), weights)


def _read_in_context(
    ranked: Sequence[Ranked],
    asking: QuestionTokens,
    question: Vectors,
    selection: LinearModel,
    embedder: TokenEmbedder,
) -> list[Ranked]:
    """Read the best in context; the others are taken to be like the least of these."""
    texts = [one.evidence.in_context for one in ranked[:_READ_IN_CONTEXT]]
    if not texts:
        return []
    starts = [len(text) - len(one.evidence.text) for text, one in zip(texts, ranked, strict=False)]
    readings = embedder.read(texts)
    found = [
        (float(reading.vector @ question), asking.met_by(reading, start))
        for reading, start in zip(readings, starts, strict=True)
    ]
    least = (min(one for one, _ in found), min(one for _, one in found))
    found += [least] * (len(ranked) - len(found))
    return [_with_context(one, *pair, selection) for one, pair in zip(ranked, found, strict=True)]


def _with_context(one: Ranked, similarity: float, met: float, selection: LinearModel) -> Ranked:
    features = {**one.features, "in_context": similarity, "words_met": met}
    return Ranked(one.evidence, features, selection.score(features))
