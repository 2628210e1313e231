"""Documents read again -> 304 when nothing changed: ETag and If-None-Match."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TAGGED = ("/v1/documents", "/v1/frameworks", "/v1/alignment", "/documents/")


class Etags:
    """Tags what GET returns with a hash of it, so that a tag says no more than its page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_tagged = scope["type"] == "http" and scope["path"].startswith(TAGGED)
        if not is_tagged or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        wanted = Headers(scope=scope).get("if-none-match", "")
        start: Message = {}
        parts: list[bytes] = []

        async def send_tagged(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await _send_whole(start, b"".join(parts), wanted, send)

        await self._app(scope, receive, send_tagged)


async def _send_whole(start: Message, body: bytes, wanted: str, send: Send) -> None:
    if start["status"] == 200:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = MutableHeaders(scope=start)
        headers["ETag"] = tag
        if _matches(wanted, tag):
            start["status"], body = 304, b""
            del headers["content-length"]
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _matches(wanted: str, tag: str) -> bool:
    tags = [one.strip().removeprefix("W/") for one in wanted.split(",")]
    return tag in tags or "*" in tags
