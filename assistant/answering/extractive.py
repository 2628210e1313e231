"""Question and passages -> the sentences, items and rows that answer, each with its citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.answerability import answer_features
from assistant.answering.asking import Asked, read_question
from assistant.answering.choosing import choose
from assistant.answering.model import Weights, packaged_weights
from assistant.answering.quoting import Quote, locate, quote_unit
from assistant.answering.ranking import Ranked, Ranking, rank
from assistant.answering.thread import choose_thread, links
from assistant.answering.wording import statement_text
from assistant.citing import CitationList
from assistant.protocols import Embedder, Library, Listener
from assistant.types import Answer, Kind, No, Passage, Question, Reader, Statement

_NEAREST = 3
# Below this similarity the documents do not speak of the subject; nothing is near.
_NEAR = 0.3
# A question of alignment is answered by its gaps too, so less evidence is enough.
_LENIENCE = 0.3
_GAPS: Mapping[Kind, str] = {
    "vision": "No passage of a vision was found on this.",
    "strategy": "No passage of a strategy was found on this.",
    "board": "No board document was found on this.",
}
NOTHING = "The documents do not answer this question."
NEAR = "The documents do not answer this question. The passages that come nearest are listed."


class ExtractiveAnswerer:
    """Answers with what the documents say, word for word, or says that they do not."""

    def __init__(
        self, embedder: Embedder, library: Library, weights: Weights | None = None
    ) -> None:
        self._embedder = embedder
        self._library = library
        self._weights = weights or packaged_weights()

    def answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        *,
        reader: Reader,
        listener: Listener | None = None,  # noqa: ARG002 - made at once, told by the front door
    ) -> Answer:
        """Return an answer whose every citation stands verbatim in its document."""
        asked = read_question(question.alone)
        ranking = self._rank(asked, self._readable(passages, reader))
        if not ranking.units or not asked.terms:
            return _not_found(question, CitationList(), no="nothing")
        features = answer_features(ranking)
        probability = self._weights.answerable.probability(features)
        aligned = asked.kind == "alignment"
        if probability < self._weights.threshold * (_LENIENCE if aligned else 1.0):
            return self._refused(question, ranking, features["best_similarity"])
        if aligned:
            return self._threaded(question, choose_thread(ranking, self._library))
        return self._composed(question, choose(ranking, self._library))

    def _readable(self, passages: Sequence[Passage], reader: Reader) -> list[Passage]:
        """The searches filter already; what slipped through is dropped here, not shown."""
        return [
            passage
            for passage in passages
            if reader.may_read(self._library.document(passage.chunk.document_id).audience)
        ]

    def _rank(self, asked: Asked, passages: Sequence[Passage]) -> Ranking:
        selection = self._weights.selection
        return rank(asked, passages, self._library, selection, self._embedder)

    def _refused(self, question: Question, ranking: Ranking, similarity: float) -> Answer:
        if similarity < _NEAR:
            return _not_found(question, CitationList(), no="nothing")
        return _not_found(question, self._cited(ranking.units[:_NEAREST]), no="near")

    def _threaded(self, question: Question, quotes: Sequence[Quote]) -> Answer:
        """Compose the quotes from vision to board, and say for which kinds there is none."""
        answer = self._composed(question, quotes)
        thread = links(quotes, [statement.citations[0] for statement in answer.statements])
        missing = " ".join(_GAPS[kind] for kind in thread.gaps)
        return replace(answer, thread=thread, text=f"{answer.text} {missing}".strip())

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
            standalone_question=question.alone,
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
        standalone_question=question.alone,
        status="not_found",
        text=NEAR if nearest.citations else NOTHING,
        statements=(),
        citations=(),
        snapshot="",
        no=no,
        nearest=tuple(nearest.citations),
    )
