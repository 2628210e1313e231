"""A question being answered -> server-sent events: status, statement, answer, error."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass

from anyio.to_thread import run_sync
from fastapi.sse import format_sse_event

from assistant.api.bodies import JsonObject, citation_of, statement_of
from assistant.api.problems import Problem, apology, problem_of_error
from assistant.api.schemas import AnswerBody
from assistant.api.turns import STREAMING
from assistant.errors import GoldenThreadError
from assistant.protocols import Listener
from assistant.types import Citation, Stage, Statement

# Proxies drop a silent connection after 30 seconds or more; a comment keeps it open.
KEEP_ALIVE_SECONDS = 10.0
KEEP_ALIVE = b": still here\n\n"
DETAILS: Mapping[Stage, str] = {
    "searching": "Searching the documents.",
    "writing": "A language model writes; each sentence is checked before it is shown.",
    "mending": "Sentences that the documents do not carry are written again.",
    "replaced": "What was shown so far is replaced: too little of it could be confirmed.",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """A checked statement and the citations that carry it."""

    statement: Statement
    citations: Sequence[Citation]


Event = Stage | Heard | None


class Waiting:
    """A question being answered in a thread; a reader who leaves is not waited for.

    It is the listener of that thread. What it hears goes to the event loop of the stream.
    """

    def __init__(self, answer: Callable[[Listener], AnswerBody], reference: str) -> None:
        self._answer = answer
        self._reference = reference
        self._left = threading.Event()
        self._heard: asyncio.Queue[Event] = asyncio.Queue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[AnswerBody] | None = None

    def note(self, stage: Stage) -> None:
        """Take what happens now."""
        self._put(stage)

    def hear(self, statement: Statement, citations: Sequence[Citation]) -> None:
        """Take a checked statement."""
        self._put(Heard(statement, tuple(citations)))

    def is_gone(self) -> bool:
        """Say whether the reader has left."""
        return self._left.is_set()

    async def events(self, seconds: float = KEEP_ALIVE_SECONDS) -> AsyncIterator[Event]:
        """Start, and yield what is heard until the answer is there; None after each silence."""
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(run_sync(self._answer, self, limiter=STREAMING))
        # The task ends after all that it told: this wakes the wait below, and comes last.
        self._task.add_done_callback(lambda _: self._heard.put_nowait(None))
        try:
            while not self._task.done() or not self._heard.empty():
                try:
                    event = await asyncio.wait_for(self._heard.get(), timeout=seconds)
                except TimeoutError:
                    yield None
                    continue
                if event is not None:
                    yield event
        finally:
            self._left.set()
            self._task.cancel()

    def outcome(self) -> AnswerBody | Problem:
        """Return the answer, or the problem that came instead; a bug is logged."""
        assert self._task is not None
        error = self._task.exception()
        if error is None:
            return self._task.result()
        if isinstance(error, GoldenThreadError):
            return problem_of_error(error, self._reference)
        logger.error("Unexpected error in a stream, reference %s", self._reference, exc_info=error)
        return apology(self._reference)

    def _put(self, event: Event) -> None:
        if self._loop is not None and not self.is_gone():
            with contextlib.suppress(RuntimeError):  # the service is shutting down
                self._loop.call_soon_threadsafe(self._heard.put_nowait, event)


async def answer_events(waiting: Waiting, public_url: str | None) -> AsyncIterator[bytes]:
    """Yield the events of one answer."""
    async with contextlib.aclosing(waiting.events()) as events:  # type: ignore[type-var]
        async for event in events:
            yield _told(event, public_url)
    outcome = waiting.outcome()
    if isinstance(outcome, Problem):
        yield _event("error", outcome.model_dump())
    else:
        yield _event("answer", outcome.model_dump(mode="json"))


def _told(event: Event, public_url: str | None) -> bytes:
    if event is None:
        return KEEP_ALIVE
    if isinstance(event, Heard):
        sources = [citation_of(one, public_url).model_dump() for one in event.citations]
        return _event(
            "statement", {**statement_of(event.statement).model_dump(), "sources": sources}
        )
    return _event("status", {"status": event, "detail": DETAILS[event]})


def _event(name: str, content: JsonObject) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(content, ensure_ascii=False))
