"""Question and passages -> the sentences, items and rows that answer, each with its citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked, read_question
from assistant.answering.evidence import Evidence, gather
from assistant.answering.model import Weights, packaged_weights
from assistant.answering.quoting import Quote, locate, quote_list, quote_unit
from assistant.answering.rarity import rarity
from assistant.answering.unit_features import unit_features
from assistant.answering.wording import statement_text
from assistant.citing import CitationList
from assistant.protocols import Embedder, Library
from assistant.types import Answer, No, Passage, Question, Reader, Statement

_NEAREST = 3
NOTHING = "The documents do not answer this question."
NEAR = "The documents do not answer this question. The passages that come nearest are listed."


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with what speaks for it and its score among the others."""

    evidence: Evidence
    features: Mapping[str, float]
    score: float


class ExtractiveAnswerer:
    """Answers with what the documents say, word for word, or says that they do not."""

    def __init__(
        self, embedder: Embedder, library: Library, weights: Weights | None = None
    ) -> None:
        self._embedder = embedder
        self._library = library
        self._weights = weights or packaged_weights()

    def answer(self, question: Question, passages: Sequence[Passage], *, reader: Reader) -> Answer:
        """Return an answer whose every citation stands verbatim in its document."""
        asked = read_question(question.text)
        ranked = self._rank(asked, self._readable(passages, reader))
        if not ranked or not asked.terms:
            return _not_found(question, CitationList(), no="nothing")
        best = ranked[0]
        if self._weights.answerable.probability(best.features) < self._weights.threshold:
            return _not_found(question, self._cited(ranked[:_NEAREST]), no="near")
        return self._composed(question, [self._quote(asked, best.evidence)])

    def _readable(self, passages: Sequence[Passage], reader: Reader) -> list[Passage]:
        """The searches filter already; what slipped through is dropped here, not shown."""
        return [
            passage
            for passage in passages
            if reader.may_read(self._library.document(passage.chunk.document_id).audience)
        ]

    def _rank(self, asked: Asked, passages: Sequence[Passage]) -> list[Ranked]:
        vector = self._embedder.embed([asked.text])[0]
        documents = dict.fromkeys(passage.chunk.document_id for passage in passages)
        weights = rarity(asked.terms, map(self._library.canonical_text, documents))
        best_lexical = max((one.found_by.get("lexical", 0.0) for one in passages), default=0.0)
        ranked = []
        for evidence in gather(passages, vector, self._library):
            features = unit_features(asked, evidence, weights, best_lexical)
            ranked.append(Ranked(evidence, features, self._weights.selection.score(features)))
        return sorted(ranked, key=lambda one: -one.score)

    def _quote(self, asked: Asked, evidence: Evidence) -> Quote:
        whole = quote_list(evidence, self._library) if asked.kind == "list" else None
        return whole or quote_unit(evidence)

    def _composed(self, question: Question, quotes: Sequence[Quote]) -> Answer:
        citations = CitationList()
        statements = []
        for quote in quotes:
            document_id = quote.evidence.passage.chunk.document_id
            text = self._library.canonical_text(document_id)
            number = citations.add(locate(quote, self._library), text)
            words = statement_text(quote, self._library.blocks(document_id), text)
            statements.append(Statement(words, (number,)))
        return Answer(
            id="",
            question=question.text,
            standalone_question=question.text,
            status="answered",
            text=" ".join(f"{one.text} [{one.citations[0]}]" for one in statements),
            statements=tuple(statements),
            citations=tuple(citations.citations),
            snapshot="",
        )

    def _cited(self, ranked: Sequence[Ranked]) -> CitationList:
        citations = CitationList()
        for one in ranked:
            text = self._library.canonical_text(one.evidence.passage.chunk.document_id)
            citations.add(locate(quote_unit(one.evidence), self._library), text)
        return citations


def _not_found(question: Question, nearest: CitationList, *, no: No) -> Answer:
    return Answer(
        id="",
        question=question.text,
        standalone_question=question.text,
        status="not_found",
        text=NEAR if nearest.citations else NOTHING,
        statements=(),
        citations=(),
        snapshot="",
        no=no,
        nearest=tuple(nearest.citations),
    )
