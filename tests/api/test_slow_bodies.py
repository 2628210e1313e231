"""A body that trickles in holds nothing for long; one that comes steadily is taken."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from assistant.api.limits import BodyLimit

PATIENCE = 0.3


async def _reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        body = await Request(scope, receive).body()
        response = PlainTextResponse(str(len(body)))
    except Exception as error:  # noqa: BLE001 - what the framework makes of it is its own matter
        response = PlainTextResponse("", getattr(error, "status_code", 500))
    await response(scope, receive, send)


def _sent(pieces: int, size: int, pause: float) -> int:
    """Send a body in pieces; return the status."""
    left = pieces
    sent: list[Message] = []

    async def receive() -> Message:
        nonlocal left
        await asyncio.sleep(pause)
        left -= 1
        return {"type": "http.request", "body": b"x" * size, "more_body": left > 0}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": "/v1/x", "headers": []}
    asyncio.run(BodyLimit(_reads_all, {"/v1/x": 10_000_000}, PATIENCE)(scope, receive, send))
    return int(sent[0]["status"])


def test_a_body_that_trickles_is_408() -> None:
    assert _sent(pieces=1_000, size=1, pause=0.05) == 408


def test_a_large_body_that_comes_steadily_is_taken() -> None:
    assert _sent(pieces=20, size=100_000, pause=0.05) == 200
