"""An assistant that answers from two texts that are known by heart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import (
    Answer,
    Citation,
    Document,
    DocumentText,
    Filters,
    Locator,
    Question,
    Reader,
    SearchResult,
    Statement,
)

TEXTS = {
    "vision": "Essex needs 140,000 new homes over 20 years. Children come first.",
    "strategy": "We will build homes near stations.",
}


def locator(document_id: str, start: int, end: int) -> Locator:
    return Locator(document_id, document_id.title(), "vision", "v1", start, end)


def citation(number: int, document_id: str, quote: str) -> Citation:
    start = TEXTS[document_id].index(quote)
    return Citation(number, locator(document_id, start, start + len(quote)), quote)


def answer(text: str, *citations: Citation, question: str = "?") -> Answer:
    numbers = tuple(one.number for one in citations)
    status = "answered" if citations else "not_found"
    statements = (Statement(text, numbers),) if citations else ()
    return Answer("1", question, question, status, text, statements, citations, "snapshot")


class FakeExamined:
    def __init__(self, answers: dict[str, Answer], order: Sequence[str] = tuple(TEXTS)) -> None:
        self._answers = answers
        self._order = order
        self.readers: list[Reader] = []

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        self.readers.append(reader)
        given = self._answers.get(question.text, answer("The documents do not answer this."))
        return replace(given, question=question.text)

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        self.readers.append(reader)
        return [
            SearchResult(rank, 1 / rank, TEXTS[name], locator(name, 0, len(TEXTS[name])))
            for rank, name in enumerate(self._order[:top], 1)
        ]

    def text(self, document_id: str, *, reader: Reader, version: str | None = None) -> DocumentText:
        self.readers.append(reader)
        document = Document(document_id, f"{document_id}.md", document_id, "vision", "", "v1")
        return DocumentText(document, "v1", TEXTS[document_id])
