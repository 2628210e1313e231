"""What the bot asks of the assistant, in process or over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from assistant.types import Answer, Document, Question, Reader


class FrontDoor(Protocol):
    """The assistant as the bot sees it; every method takes the reader."""

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer a question with checked citations."""
        ...

    def documents(self, *, reader: Reader) -> Sequence[Document]:
        """List the documents that the reader may read."""
        ...


@runtime_checkable
class FeedbackTaker(Protocol):
    """A front door that keeps what people think of an answer."""

    def give_feedback(self, answer_id: str, *, helpful: bool, comment: str) -> None:
        """Keep a person's judgement of an answer."""
        ...


class CurrentFrontDoor:
    """The assistant of the moment: opened at the first question, again after a new snapshot."""

    def __init__(self, current: Callable[[], FrontDoor]) -> None:
        self._current = current

    def ask(self, question: Question, *, reader: Reader) -> Answer:
        """Answer a question with checked citations."""
        return self._current().ask(question, reader=reader)

    def documents(self, *, reader: Reader) -> Sequence[Document]:
        """List the documents that the reader may read."""
        return self._current().documents(reader=reader)
