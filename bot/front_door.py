"""What the bot asks of the assistant, in process or over HTTP."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from assistant.errors import GoldenThreadError, NotFoundError
from assistant.types import (
    Answer,
    Document,
    DocumentText,
    Filters,
    Question,
    Reader,
    SearchResult,
)

logger = logging.getLogger(__name__)


class FrontDoor(Protocol):
    """The assistant as the bot sees it; every method that reads takes the reader."""

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer a question with checked citations."""
        ...

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        ...

    def documents(self, *, reader: Reader) -> Sequence[Document]:
        """List the documents that the reader may read."""
        ...

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        """Return a document's canonical text."""
        ...


@runtime_checkable
class FeedbackTaker(Protocol):
    """A front door that keeps what people think of an answer."""

    def give_feedback(self, answer_id: str, *, helpful: bool, comment: str) -> None:
        """Keep a person's judgement of an answer."""
        ...


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What came of checking a draft: a few sentences, and the report as a file."""

    summary: str
    report_name: str
    report: bytes


@runtime_checkable
class DraftChecker(Protocol):
    """A front door that checks drafts against the golden thread, without keeping them."""

    def check_draft(self, name: str, content: bytes, *, reader: Reader) -> CheckedDraft:
        """Check a draft against what the reader may read; UnreadableDocumentError if it cannot."""
        ...


class CurrentFrontDoor:
    """The assistant of the moment: opened at the first question, again after a new snapshot."""

    def __init__(self, current: Callable[[], FrontDoor]) -> None:
        self._current = current

    def warm(self) -> None:
        """Open the assistant before the first question does; what is wrong is said then."""
        try:
            self._current()
        except GoldenThreadError as error:
            logger.warning("no question can be answered yet: %s", error)

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer a question with checked citations."""
        return self._current().ask(question, reader=reader)

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        return self._current().search(query, reader=reader, filters=filters, top=top)

    def documents(self, *, reader: Reader) -> Sequence[Document]:
        """List the documents that the reader may read."""
        return self._current().documents(reader=reader)

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        """Return a document's canonical text."""
        return self._current().text(document_id, reader=reader, version=version)

    def give_feedback(self, answer_id: str, *, helpful: bool, comment: str) -> None:
        """Keep a person's judgement of an answer, where the assistant keeps any."""
        front_door = self._current()
        if not isinstance(front_door, FeedbackTaker):
            raise NotFoundError("This assistant keeps no feedback.")
        front_door.give_feedback(answer_id, helpful=helpful, comment=comment)
