"""An assistant and questions -> outcomes: every question searched and asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from assistant.evaluation.marking import mark_answer, mark_found
from assistant.evaluation.marks import Answered, Found, Outcome
from assistant.evaluation.questions import ExamQuestion
from assistant.protocols import TokenCounter
from assistant.types import (
    Answer,
    Citation,
    DocumentText,
    Filters,
    Question,
    Reader,
    SearchResult,
)

# nDCG and recall are measured among as many passages as a person would look through.
PASSAGES_LOOKED_AT = 10


class Examined(Protocol):
    """What is examined: the front door, or anything that searches and answers as it does."""

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer one question."""
        ...

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        ...

    def text(self, document_id: str, *, reader: Reader, version: str | None = None) -> DocumentText:
        """Return a document's canonical text in a version."""
        ...


class Exam:
    """Puts questions to an assistant as one reader; `with_answers=False` only searches."""

    def __init__(
        self,
        examined: Examined,
        tokens: TokenCounter,
        *,
        reader: Reader,
        with_answers: bool = True,
    ) -> None:
        self._examined = examined
        self._tokens = tokens
        self._reader = reader
        self._with_answers = with_answers

    def outcomes(self, questions: Iterable[ExamQuestion]) -> Iterator[Outcome]:
        """Yield the outcome of each question in turn."""
        for question in questions:
            yield Outcome(
                question.text, question.expectation, self._found(question), self._answered(question)
            )

    def _found(self, question: ExamQuestion) -> Found | None:
        if not question.evidence and question.expectation != "alignment":
            return None
        search = partial(self._examined.search, reader=self._reader, filters=Filters())
        results = search(question.text, top=PASSAGES_LOOKED_AT)
        return mark_found(question, results, self._tokens)

    def _answered(self, question: ExamQuestion) -> Answered | None:
        if not self._with_answers:
            return None
        answer = self._examined.ask(Question(question.text), reader=self._reader)
        return mark_answer(question, answer, self._cited_text)

    def _cited_text(self, citation: Citation) -> str:
        place = citation.locator
        found = self._examined.text(place.document_id, reader=self._reader, version=place.version)
        return found.text
