"""A question being answered -> server-sent events: status, statement, answer, error."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable

from fastapi.concurrency import run_in_threadpool
from fastapi.sse import format_sse_event

from assistant.api.bodies import JsonObject
from assistant.api.problems import Problem, apology, problem_of_error
from assistant.api.schemas import AnswerBody
from assistant.errors import GoldenThreadError

# Proxies drop a silent connection after 30 seconds or more; a comment keeps it open.
KEEP_ALIVE_SECONDS = 10.0
KEEP_ALIVE = b": still here\n\n"

logger = logging.getLogger(__name__)


class Waiting:
    """A question being answered in a thread; a reader who leaves is not waited for."""

    def __init__(self, answer: Callable[[], AnswerBody], reference: str) -> None:
        self._answer = answer
        self._reference = reference
        self._task: asyncio.Task[AnswerBody] | None = None

    async def keep_alive(self, seconds: float = KEEP_ALIVE_SECONDS) -> AsyncIterator[bytes]:
        """Start, and yield a comment now and then until the answer is there."""
        self._task = asyncio.create_task(run_in_threadpool(self._answer))
        try:
            while not (await asyncio.wait({self._task}, timeout=seconds))[0]:
                yield KEEP_ALIVE
        finally:
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


async def answer_events(waiting: Waiting) -> AsyncIterator[bytes]:
    """Yield the events of one answer."""
    yield _event("status", {"status": "searching", "detail": "Searching the documents."})
    async for comment in waiting.keep_alive():
        yield comment
    outcome = waiting.outcome()
    if isinstance(outcome, Problem):
        yield _event("error", outcome.model_dump())
        return
    for event in _answer(outcome):
        yield event


def _answer(body: AnswerBody) -> list[bytes]:
    by_number = {citation.number: citation for citation in body.citations}
    statements = [
        {
            **statement.model_dump(),
            "sources": [by_number[number].model_dump() for number in statement.citations],
        }
        for statement in body.statements
    ]
    return [
        *(_event("statement", statement) for statement in statements),
        _event("answer", body.model_dump(mode="json")),
    ]


def _event(name: str, content: JsonObject) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(content, ensure_ascii=False))
