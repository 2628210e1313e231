"""The front door for readers: ask, search, and look up documents, always as some reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.protocols import Answerer
from assistant.types import (
    Answer,
    Document,
    DocumentText,
    Filters,
    Passage,
    Question,
    Reader,
    SearchResult,
    Snapshot,
)


class OpenIndex(Protocol):
    """What the front door needs of an open snapshot."""

    @property
    def snapshot(self) -> Snapshot:
        """What the index was built from."""
        ...

    def documents(self, *, reader: Reader) -> list[Document]:
        """Every document that the reader may read, refused ones included."""
        ...

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        """The canonical text of a document's version; NotFoundError when there is none to read."""
        ...


class Retriever(Protocol):
    """Question -> passages."""

    def retrieve(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> list[Passage]:
        """Return at most `top` passages, best first."""
        ...


class Assistant:
    """Answers from one index. Every method that reads takes the reader, so none can forget it."""

    def __init__(
        self,
        index: OpenIndex,
        retriever: Retriever,
        answerer: Answerer,
        locate: Callable[[Passage], SearchResult],
    ) -> None:
        self._index = index
        self._retriever = retriever
        self._answerer = answerer
        self._locate = locate

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer a question with checked citations, or say plainly that nothing answers it.

        Raises:
            UsageError: the question is empty or longer than 2,000 characters.
        """
        raise NotImplementedError

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        raise NotImplementedError

    def documents(self, *, reader: Reader) -> list[Document]:
        """List the documents that the reader may read."""
        raise NotImplementedError

    def document(self, document_id: str, *, reader: Reader) -> Document:
        """Return one document; NotFoundError also when the reader may not read it."""
        raise NotImplementedError

    def text(
        self, document_id: str, *, reader: Reader, version: str | None = None
    ) -> DocumentText:
        """Return a document's canonical text, now or in an earlier version."""
        raise NotImplementedError

    def snapshot(self) -> Snapshot:
        """Return what the served index was built from; IndexMissingError when there is none."""
        raise NotImplementedError
