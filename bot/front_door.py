"""What the bot asks of the assistant, in process or over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.alignment_types import Report
from assistant.errors import (
    IndexMissingError,
    IndexUnusableError,
    ModelError,
    StoreUnavailableError,
)
from assistant.protocols import Listener
from assistant.types import (
    Answer,
    Document,
    DocumentText,
    Filters,
    Question,
    Reader,
    SearchResult,
)

# These pass when the service or the index is back.
TRANSIENT = (StoreUnavailableError, IndexMissingError, IndexUnusableError, ModelError)


class FrontDoor(Protocol):
    """The assistant as the bot sees it; every method that reads takes the reader."""

    def ask(
        self, question: Question, *, reader: Reader, listener: Listener | None = None
    ) -> Answer:
        """Answer a question with checked citations; the listener hears each when it is checked."""
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

    def earlier_answer(self, answer_id: str, *, reader: Reader) -> Answer:
        """Return a kept answer to a reader who may read all that its asker might."""
        ...

    def visions(self, *, reader: Reader) -> Sequence[tuple[str, str]]:
        """Return the id and the title of every vision whose goals the reader may read."""
        ...

    def check(
        self, name: str, content: bytes, *, reader: Reader, vision: str | None, form: str
    ) -> Report:
        """Check a draft, without keeping it; UnreadableDocumentError if it cannot be read."""
        ...

    def matrix(self, *, reader: Reader, filters: Filters, vision: str | None, form: str) -> Report:
        """Hold every document that the reader may read against the goals of a vision."""
        ...

    def give_feedback(
        self, answer_id: str, *, helpful: bool, comment: str, person: str | None
    ) -> None:
        """Keep a person's judgement of an answer."""
        ...
