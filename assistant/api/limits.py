"""Bodies of any size and pace -> bodies within a limit, or problem 413 or 408."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import on_http_error

# Room for 2,000 characters of question, a hundred turns and some evidence; a draft is uploaded.
MAX_JSON_BYTES = 1024 * 1024
UPLOAD_LIMITS = {"/v1/documents": 200 * 1024 * 1024, "/v1/checks": 50 * 1024 * 1024}
# A body must come at this pace at least, after a while to begin with: who trickles one holds a
# connection and memory for nothing.
PATIENCE_SECONDS = 60.0
SLOWEST_BYTES_A_SECOND = 50_000


class BodyLimit:
    """Refuses a body that is too large before it is in memory, or that never ends."""

    def __init__(
        self, app: ASGIApp, limits: Mapping[str, int], patience: float = PATIENCE_SECONDS
    ) -> None:
        self._app = app
        self._limits = limits
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limits.get(scope["path"], MAX_JSON_BYTES)
        if _declared(Headers(scope=scope)) > limit:
            response = await on_http_error(Request(scope), HTTPException(413))
            await response(scope, receive, send)
            return
        size, is_whole, started = 0, False, asyncio.get_running_loop().time()

        async def receive_counted() -> Message:
            nonlocal size, is_whole
            until = None if is_whole else started + self._patience + size / SLOWEST_BYTES_A_SECOND
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(408) from error
            size += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if size > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_counted, send)


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
