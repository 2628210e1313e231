"""Bodies of any size -> bodies within a limit, or problem 413; counted while they are read."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import on_http_error

# Room for 2,000 characters of question, a hundred turns and some evidence; a draft is uploaded.
MAX_JSON_BYTES = 1024 * 1024
UPLOAD_LIMITS = {"/v1/documents": 200 * 1024 * 1024, "/v1/checks": 50 * 1024 * 1024}


class BodyLimit:
    """Refuses a body that is too large before it is in memory, declared or sent in chunks."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]) -> None:
        self._app = app
        self._limits = limits

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
        size = 0

        async def receive_counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_counted, send)


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
