"""A question being answered -> the chunks of a chat completion, a checked statement at a time."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

from fastapi.sse import format_sse_event

from assistant.api.bodies import JsonObject
from assistant.api.events import KEEP_ALIVE, Event, Heard, Waiting
from assistant.api.problems import Problem
from assistant.api.schemas import AnswerBody

Complete = Callable[[AnswerBody], JsonObject]
_ANEW = "\n\nWhat was said so far is replaced by the following.\n\n"


async def chat_chunks(
    waiting: Waiting, complete: Complete, *, model: str, with_usage: bool
) -> AsyncIterator[bytes]:
    """Yield the chunks; `complete` lays the whole answer out as a chat completion."""
    reply = _Reply(model)
    yield reply.chunk({"role": "assistant", "content": ""})
    async with aclosing(waiting.events()) as events:  # type: ignore[type-var]
        async for event in events:
            yield reply.told(event)
    outcome = waiting.outcome()
    if isinstance(outcome, Problem):
        error = {"message": outcome.detail, "type": outcome.type, "code": outcome.status}
        yield _data({"error": error})
        return
    completion = complete(outcome)
    message = completion["choices"][0]["message"]
    yield reply.rest(message["content"])
    answer = outcome.model_dump(mode="json")
    yield reply.chunk({"annotations": message["annotations"]}, finish_reason="stop", answer=answer)
    if with_usage:
        yield reply.chunk(None, usage=completion["usage"])
    yield format_sse_event(data_str="[DONE]")


class _Reply:
    """The message as it grows."""

    def __init__(self, model: str) -> None:
        self._sent = ""
        self._fields = {
            "id": f"chatcmpl-{uuid.uuid4().hex}",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": model,
        }

    def told(self, event: Event) -> bytes:
        """Return a statement as the text of the answer will have it; comments for the rest."""
        if not isinstance(event, Heard):
            return KEEP_ALIVE
        marks = "".join(f"[{number}]" for number in event.statement.citations)
        return self._said(f"{' ' if self._sent else ''}{event.statement.text} {marks}")

    def rest(self, content: str) -> bytes:
        """Return what the whole message has beyond what was sent."""
        if content.startswith(self._sent):
            return self._said(content[len(self._sent) :])
        return self._said(_ANEW + content)

    def chunk(
        self, delta: JsonObject | None, finish_reason: str | None = None, **more: object
    ) -> bytes:
        """Return one chunk; without a delta, one without choices."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return _data({**self._fields, "choices": [] if delta is None else [choice], **more})

    def _said(self, text: str) -> bytes:
        self._sent += text
        return self.chunk({"content": text})


def _data(content: JsonObject) -> bytes:
    return format_sse_event(data_str=json.dumps(content, ensure_ascii=False))
