"""A question being answered -> server-sent events: status, statement, answer, error."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable

from fastapi.concurrency import run_in_threadpool
from fastapi.sse import format_sse_event

from assistant.api.bodies import JsonObject
from assistant.api.problems import apology, problem_of_error
from assistant.api.schemas import AnswerBody
from assistant.errors import GoldenThreadError

# Proxies drop a silent connection after 30 seconds or more; a comment keeps it open.
KEEP_ALIVE_SECONDS = 10.0
KEEP_ALIVE = b": still here\n\n"

logger = logging.getLogger(__name__)


async def answer_events(
    answer: Callable[[], AnswerBody], reference: str, keep_alive_seconds: float = KEEP_ALIVE_SECONDS
) -> AsyncIterator[bytes]:
    """Yield the events of one answer; a reader who leaves is not waited for."""
    yield _event("status", {"status": "searching", "detail": "Searching the documents."})
    task = asyncio.create_task(run_in_threadpool(answer))
    try:
        while not (await asyncio.wait({task}, timeout=keep_alive_seconds))[0]:
            yield KEEP_ALIVE
        for event in _outcome(task, reference):
            yield event
    finally:
        task.cancel()


def _outcome(task: asyncio.Task[AnswerBody], reference: str) -> list[bytes]:
    error = task.exception()
    if error is None:
        return _answer(task.result())
    if isinstance(error, GoldenThreadError):
        return [_event("error", problem_of_error(error, reference).model_dump())]
    logger.error("Unexpected error in a stream, reference %s", reference, exc_info=error)
    return [_event("error", apology(reference).model_dump())]


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
