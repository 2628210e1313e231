"""Bytes that are no request -> problem 400, as for every other error; the server itself says so.

An address or headers beyond what the server reads (64 KB), a broken first line: nothing of the
application ever sees these.
"""

from __future__ import annotations

import json
import uuid

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from assistant.api.envelope import REQUEST_ID, SAFE_HEADERS
from assistant.api.problems import MEDIA_TYPE, problem_of

MOST_HEAD_BYTES = 64 * 1024
_DETAIL = (
    "This is no request that can be read: its first line or its headers are malformed, or larger "
    "than 64 KB together."
)
_REMEDY = "Put what is long into the body of a POST, and send well-formed HTTP/1.1."


class HttpProtocol(AutoHTTPProtocol):  # type: ignore[misc]
    """The server's protocol, with an end to headers and our words for what it cannot read."""

    _head_bytes = 0
    _is_in_head = True

    def on_message_begin(self) -> None:
        """Begin to read a request."""
        self._head_bytes, self._is_in_head = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Go on to its body."""
        self._is_in_head = False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on; a first line and headers that never end would fill the memory."""
        super().data_received(data)
        self._head_bytes += len(data) if self._is_in_head else 0
        if self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("")

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the server's signature
        """Answer and hang up: where the next request begins, nobody can say."""
        self.transport.write(_unreadable())
        self.transport.close()


def _unreadable() -> bytes:
    reference = uuid.uuid4().hex
    problem = problem_of(400, _DETAIL, reference).model_copy(update={"remedy": _REMEDY})
    body = json.dumps(problem.model_dump()).encode()
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
        REQUEST_ID: reference,
        **SAFE_HEADERS,
    }
    lines = ["HTTP/1.1 400 Bad Request", *(f"{name}: {text}" for name, text in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body
