"""Every request -> an id, a time and a line in the log; every response -> safe headers.

A bug is caught here: its traceback goes to the log, its reference to the caller.
"""

from __future__ import annotations

import errno
import logging
import re
import time
import uuid
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.metrics import Metrics
from assistant.api.problems import apology, problem_of, respond
from assistant.api.request_ids import CURRENT
from assistant.api.tracing import Span, Tracing

REQUEST_ID = "X-Request-ID"
_USABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
SAFE_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-cache",
}

NO_ROOM = "The disk of the service is full or cannot be written, so nothing was kept."
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

logger = logging.getLogger(__name__)


class Envelope:
    """The outermost layer around the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, tracing: Tracing) -> None:
        self._app = app
        self._metrics = metrics
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers.get(REQUEST_ID))
        scope.setdefault("state", {})["request_id"] = request_id
        token = CURRENT.set(request_id)
        try:
            with self._tracing.request(scope["method"], headers) as span:
                await self._serve(scope, receive, send, span)
        finally:
            CURRENT.reset(token)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, span: Span) -> None:
        request_id = scope["state"]["request_id"]
        started, status = time.perf_counter(), 0

        # What GET gives, without the body: load balancers and checkers of links ask so.
        is_head = scope["method"] == "HEAD"
        if is_head:  # in a copy: the server itself goes on to look at the scope
            scope = {**scope, "method": "GET"}

        async def send_dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _dress(message, request_id)
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, receive, send_dressed)
        except Exception as error:
            logger.exception("Unexpected error, reference %s", request_id)
            if status:
                raise
            problem, headers = apology(request_id), {}
            if _is_no_room(error):
                problem, headers = problem_of(503, NO_ROOM, request_id), {"Retry-After": "60"}
            response = respond(Request(scope, receive), problem, headers)
            await response(scope, receive, send_dressed)
        finally:
            self._note(scope, span, status, time.perf_counter() - started)

    def _note(self, scope: Scope, span: Span, status: int, seconds: float) -> None:
        """Log and count by the route's pattern: neither ids nor questions appear."""
        path = getattr(scope.get("route"), "path", "unknown")
        span.end(path, status)
        self._metrics.count_request(scope["method"], path, status, seconds)
        logger.info(
            "%s %s %d %.3f s %s",
            scope["method"],
            path,
            status,
            seconds,
            scope["state"]["request_id"],
            extra={
                "method": scope["method"],
                "path": path,
                "status": status,
                "seconds": round(seconds, 4),
            },
        )


def _is_no_room(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def _request_id(given: str | None) -> str:
    return given if given and _USABLE_ID.fullmatch(given) else uuid.uuid4().hex


def _dress(message: Message, request_id: str) -> None:
    headers = MutableHeaders(scope=message)
    headers[REQUEST_ID] = request_id
    for name, value in SAFE_HEADERS.items():
        headers.setdefault(name, value)
