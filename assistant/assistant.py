"""The front door for readers: ask, search, and look up documents, always as some reader."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.conversation.chat import plainly_asked
from assistant.conversation.fillers import without_fillers
from assistant.conversation.followups import standalone
from assistant.errors import UsageError
from assistant.hearing import Hearing
from assistant.protocols import Answerer, Listener, Shortcut
from assistant.scope import by_whom, refusal, scope, why_not_searched, with_what_was_not_searched
from assistant.timing import Observe, nobody, timed
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

logger = logging.getLogger(__name__)

# A question and who asks -> the same, slips of the fingers mended.
Mended = Callable[[str, Reader], str]
LONGEST_QUESTION = 2_000
# Passages handed to the answerer: the evidence is among ten nearly always (docs/retrieval.md).
_PASSAGES = 10


class OpenIndex(Protocol):
    """What the front door needs of an open snapshot."""

    snapshot: Snapshot

    def documents(self, *, reader: Reader) -> list[Document]:
        """Every document that the reader may read, refused ones included."""
        ...

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        """The documents of which something may be searched, refused ones included."""
        ...

    def readable(self, document_id: str, *, reader: Reader) -> Document:
        """One document; NotFoundError also when the reader may not read it."""
        ...

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        """The canonical text of a document's version; NotFoundError when there is none to read."""
        ...

    def locate(self, passage: Passage, rank: int) -> SearchResult:
        """A passage as a reader sees it."""
        ...


class Retriever(Protocol):
    """Question -> passages."""

    def retrieve(self, query: str, *, reader: Reader, filters: Filters, top: int) -> list[Passage]:
        """Return at most `top` passages, best first."""
        ...


class Assistant:
    """Answers from one index. Every method that reads takes the reader, so none can forget it."""

    def __init__(
        self,
        index: OpenIndex,
        retriever: Retriever,
        answerer: Answerer,
        shortcuts: Sequence[Shortcut] = (),
        observe: Observe = nobody,
        mended: Mended = lambda text, _reader: text,
    ) -> None:
        self._index = index
        self._retriever = retriever
        self._answerer = answerer
        self._shortcuts = shortcuts
        self._observe = observe
        self._mended = mended

    def ask(
        self, question: Question, *, reader: Reader, listener: Listener | None = None
    ) -> Answer:
        """Answer a question with checked citations, or say plainly that nothing answers it.

        A listener hears each statement as soon as it is checked; when it says that it is gone,
        a language model is no longer waited for.

        Raises:
            UsageError: the question is empty or longer than 2,000 characters.
        """
        started = time.perf_counter()
        documents = self._index.documents(reader=reader)
        asked = self._understood(question, documents, reader)
        hearing = Hearing(listener) if listener else None
        if hearing:
            hearing.note("searching")
        searched = self._index.searched(reader=reader, filters=asked.filters)
        answer = self._shortcut(asked, reader)
        why = why_not_searched(asked.filters, documents, searched)
        if why and (answer is None or answer.no != "not_searched"):
            answer = refusal(asked, why, "not_searched")
        answer = answer or self._searched(asked, reader, hearing)
        answer = with_what_was_not_searched(answer, asked, documents, searched)
        if hearing:
            hearing.finish(answer)
        answer = replace(
            answer,
            id=uuid.uuid4().hex,
            snapshot=self._index.snapshot.id,
            scope=scope(searched) + by_whom(answer),
            took_ms=round((time.perf_counter() - started) * 1000),
        )
        logger.info("answer %s: %s in %d ms", answer.id, answer.status, answer.took_ms)
        return answer

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages.

        Raises:
            UsageError: the query is empty or longer than 2,000 characters.
        """
        words = checked_words(query, "query")
        passages = self._retriever.retrieve(words, reader=reader, filters=filters, top=top)
        return [self._index.locate(passage, rank) for rank, passage in enumerate(passages, 1)]

    def documents(self, *, reader: Reader) -> list[Document]:
        """List the documents that the reader may read."""
        return self._index.documents(reader=reader)

    def document(self, document_id: str, *, reader: Reader) -> Document:
        """Return one document; NotFoundError also when the reader may not read it."""
        return self._index.readable(document_id, reader=reader)

    def text(self, document_id: str, *, reader: Reader, version: str | None = None) -> DocumentText:
        """Return a document's canonical text, now or in an earlier version."""
        return self._index.text(document_id, reader=reader, version=version)

    def snapshot(self) -> Snapshot:
        """Return what the served index was built from."""
        return self._index.snapshot

    def _understood(
        self, question: Question, documents: Sequence[Document], reader: Reader
    ) -> Question:
        """Return the question alone: without chat, its slips mended, with what it leans on."""
        text = checked_words(question.text, "question")
        titles = [document.title for document in documents]
        asked = self._mended(plainly_asked(text), reader)
        alone = without_fillers(standalone(asked, question.conversation, titles))
        # A chain of follow-ups must not grow beyond what may be asked.
        kept = None if alone == text or len(alone) > LONGEST_QUESTION else alone
        return replace(question, text=text, standalone=kept)

    def _shortcut(self, asked: Question, reader: Reader) -> Answer | None:
        """Return the answer of the first that knows how, without a search."""
        answers = (one.answer(asked, reader=reader) for one in self._shortcuts)
        return next((answer for answer in answers if answer is not None), None)

    def _searched(self, asked: Question, reader: Reader, listener: Listener | None) -> Answer:
        with timed("retrieve", self._observe):
            passages = self._retriever.retrieve(
                asked.alone, reader=reader, filters=asked.filters, top=_PASSAGES
            )
        with timed("answer", self._observe):
            return self._answerer.answer(asked, passages, reader=reader, listener=listener)


def checked_words(text: str, field: str) -> str:
    """Return a question or query without outer white space.

    Raises:
        UsageError: it is empty or longer than 2,000 characters.
    """
    words = text.strip()
    if not words:
        raise UsageError(f"The {field} is empty. Ask in a sentence.", field=field)
    if len(words) > LONGEST_QUESTION:
        raise UsageError(
            f"The {field} is too long: {len(words):,} characters. "
            f"Use at most {LONGEST_QUESTION:,}.",
            field=field,
        )
    return words
