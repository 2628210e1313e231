"""A POST sent twice with one Idempotency-Key -> done once; the second gets the first's reply."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.callers import Caller
from assistant.api.problems import on_http_error

HEADER = "Idempotency-Key"
KEPT_SECONDS = 24 * 3600
MAX_REPLIES = 2_000
MAX_BYTES = 32 * 1024 * 1024
MAX_KEY = 200

# Who, with which audiences, where, and the key: replies never cross from one caller to another.
Place = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the first request was and got; `messages` are None while it is under way."""

    snapshot: str
    sent: float
    fingerprint: str | None = None
    messages: tuple[Message, ...] | None = None

    @property
    def size(self) -> int:
        """How many bytes the reply has."""
        return sum(len(message.get("body", b"")) for message in self.messages or ())


class Replies:
    """The replies of a day, in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._replies: OrderedDict[Place, Reply] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def begin(self, place: Place, snapshot: str) -> Reply | None:
        """Return the earlier reply, or None and note that a first request is under way.

        A reply does not outlive the snapshot that it was read from: what it quotes may be gone.
        """
        with self._lock:
            known = self._replies.get(place)
            is_old = known is not None and self._clock() - known.sent > KEPT_SECONDS
            if known is not None and not is_old and known.snapshot == snapshot:
                return known
            self._put(place, Reply(snapshot, self._clock()))
            return None

    def end(self, place: Place, reply: Reply | None) -> None:
        """Keep the reply of a first request; None when it may be tried again."""
        with self._lock:
            if reply is None:
                self._drop(place)
            else:
                self._put(place, reply)

    def clear(self) -> None:
        """Forget all replies: a document that they may quote was withdrawn."""
        with self._lock:
            self._replies.clear()
            self._size = 0

    def _put(self, place: Place, reply: Reply) -> None:
        self._drop(place)
        self._replies[place] = reply
        self._size += reply.size
        while len(self._replies) > MAX_REPLIES or self._size > MAX_BYTES:
            self._drop(next(iter(self._replies)))

    def _drop(self, place: Place) -> None:
        dropped = self._replies.pop(place, None)
        self._size -= dropped.size if dropped else 0


class Idempotency:
    """Recognises repeated posts."""

    def __init__(self, app: ASGIApp, replies: Replies, snapshot: Callable[[], str]) -> None:
        self._app = app
        self._replies = replies
        self._snapshot = snapshot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        key = Headers(scope=scope).get(HEADER) if scope["type"] == "http" else None
        if key is None or scope["method"] != "POST" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        try:
            await self._serve(scope, receive, send, key)
        except HTTPException as error:
            response = await on_http_error(Request(scope), error)
            await response(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, key: str) -> None:
        if not 0 < len(key) <= MAX_KEY:
            raise HTTPException(400, f"{HEADER} has 1 to {MAX_KEY} characters.")
        caller: Caller = scope["state"]["caller"]
        who = caller.key.id if caller.key else None
        place = (who, caller.reader.audiences, caller.asker.person, scope["path"], key)
        # Uploads quote nothing, and the snapshot changes because of them.
        snapshot = "" if scope["path"] == "/v1/documents" else self._snapshot()
        earlier = self._replies.begin(place, snapshot)
        if earlier is None:
            await self._first(scope, receive, send, place, snapshot)
        else:
            await self._again(receive, send, earlier)

    async def _first(
        self, scope: Scope, receive: Receive, send: Send, place: Place, snapshot: str
    ) -> None:
        digest = hashlib.sha256()
        sent: list[Message] = []

        async def receive_hashed() -> Message:
            message = await receive()
            digest.update(message.get("body", b""))
            return message

        async def send_kept(message: Message) -> None:
            sent.append(message)
            await send(message)

        reply: Reply | None = None
        try:
            await self._app(scope, receive_hashed, send_kept)
            if sent and sent[0]["status"] < 500 and sent[0]["status"] != 429:
                reply = Reply(snapshot, time.monotonic(), digest.hexdigest(), tuple(sent))
        finally:
            self._replies.end(place, reply)

    async def _again(self, receive: Receive, send: Send, earlier: Reply) -> None:
        digest = hashlib.sha256()
        more = True
        while more:
            message = await receive()
            digest.update(message.get("body", b""))
            more = message.get("more_body", False)
        if earlier.messages is None:
            raise HTTPException(
                409, "The first request with this key is under way.", {"Retry-After": "1"}
            )
        if digest.hexdigest() != earlier.fingerprint:
            raise HTTPException(422, f"This {HEADER} was used for another body; use a new one.")
        for message in earlier.messages:
            await send(message)
