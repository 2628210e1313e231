"""Socket Mode: tickets, connections, envelopes and their acknowledgements."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack_server.driver import Delivery, Retry
from tests.slack_server.ledger import Ledger
from tests.slack_server.workspace import Json, Workspace

MAX_SOCKETS = 10
TICKET_LIFETIME = 30.0
PING_INTERVAL = 10.0

RunInLoop = Callable[[Coroutine[Any, Any, Any], float], None]


@dataclass
class Envelope:
    """One envelope and what the app did with it."""

    id: str
    type: str
    accepts_response: bool
    sent_at: float
    acked_at: float | None = None
    response: Json | None = None


@dataclass
class Socket:
    """One connection of the app."""

    ws: web.WebSocketResponse
    transport: asyncio.Transport | None


class SocketMode:
    """All public methods may be called from any thread."""

    def __init__(self, ledger: Ledger, ws: Workspace, run_in_loop: RunInLoop) -> None:
        self._ledger = ledger
        self._ws = ws
        self._run_in_loop = run_in_loop
        self._tickets: dict[str, float] = {}
        self._sockets: list[Socket] = []
        self._turn = 0
        self._envelopes: dict[str, Envelope] = {}
        self.address = ""
        self.refuses = False

    def new_url(self) -> str:
        ticket = uuid.uuid4().hex
        self._tickets[ticket] = time.monotonic() + TICKET_LIFETIME
        return f"ws://{self.address}/link/?ticket={ticket}&app_id={self._ws.app_id}"

    def count(self) -> int:
        with self._ledger.changed:
            return len(self._sockets)

    def wait_for_one(self, timeout: float = 15.0) -> bool:
        return bool(self._ledger.wait_for(self.count, timeout))

    def send(
        self, kind: str, payload: Json, *, retry: Retry | None = None, timeout: float = 10.0
    ) -> Delivery:
        """Send "events_api", "slash_commands" or "interactive" and wait for the ack."""
        if not self.wait_for_one(timeout):
            return Delivery(None, timeout, error="no socket is connected")
        envelope = Envelope(str(uuid.uuid4()), kind, kind != "events_api", time.monotonic())
        with self._ledger.changed:
            self._envelopes[envelope.id] = envelope
            socket = self._sockets[self._turn % len(self._sockets)]
            self._turn += 1
        self._run_in_loop(socket.ws.send_json(_message(envelope, payload, retry)), timeout)
        acked_at = self._ledger.wait_for(lambda: envelope.acked_at, timeout)
        if acked_at is None:
            return Delivery(None, time.monotonic() - envelope.sent_at, error="not acked")
        body = json.dumps(envelope.response).encode() if envelope.response else b""
        return Delivery(200, acked_at - envelope.sent_at, body)

    def disconnect(self, reason: str = "refresh_requested", grace: float = 1.0) -> None:
        """Ask every connection to go, as Slack does when it recycles them, then close it.

        "dropped" closes them with no warning; "silent" leaves them open and says nothing more.
        """
        self._run_in_loop(self._disconnect(reason, grace), grace + 10)

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.ws.close()

    async def on_socket(self, request: web.Request) -> web.StreamResponse:
        with self._ledger.changed:
            expires = self._tickets.pop(request.query.get("ticket", ""), 0.0)
        if time.monotonic() > expires:
            self._ledger.violate("socket", "used_or_expired_ticket")
            return web.Response(status=408)
        ws = web.WebSocketResponse(heartbeat=PING_INTERVAL, max_msg_size=0)
        await ws.prepare(request)
        if self.count() >= MAX_SOCKETS:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
            return ws
        await ws.send_json(self._hello())
        connection = Socket(ws, request.transport)
        self._change(lambda: self._sockets.append(connection))
        try:
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    self._on_ack(message.data)
        finally:
            self._change(lambda: self._forget(connection))
        return ws

    def _forget(self, connection: Socket) -> None:
        if connection in self._sockets:
            self._sockets.remove(connection)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count() + 1,
            "debug_info": {"host": "applink", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._ws.app_id},
        }

    def _change(self, change: Callable[[], Any]) -> None:
        with self._ledger.changed:
            change()
            self._ledger.changed.notify_all()

    def _on_ack(self, data: str) -> None:
        try:
            ack = json.loads(data)
        except ValueError:
            ack = None
        with self._ledger.changed:
            if not isinstance(ack, dict) or "envelope_id" not in ack:
                self._ledger.violate("socket", "message_is_not_an_ack", data[:100])
                return
            self._check_ack(ack, self._envelopes.get(ack["envelope_id"]))
            self._ledger.changed.notify_all()

    def _check_ack(self, ack: Json, envelope: Envelope | None) -> None:
        if envelope is None:
            self._ledger.violate("socket", "ack_of_unknown_envelope", str(ack["envelope_id"]))
            return
        if envelope.acked_at is not None:
            self._ledger.violate("socket", "envelope_acked_twice", envelope.type)
            return
        envelope.acked_at = time.monotonic()
        envelope.response = ack.get("payload")
        if envelope.response and not envelope.accepts_response:
            self._ledger.violate("socket", "ack_has_unwanted_payload", envelope.type)

    async def _disconnect(self, reason: str, grace: float) -> None:
        with self._ledger.changed:
            old, self._sockets = self._sockets, []
        transports = [socket.transport for socket in old if socket.transport]
        if reason == "dropped":
            for transport in transports:
                transport.abort()
        elif reason == "silent":
            for transport in transports:
                transport.pause_reading()
        else:
            await _recycle(old, reason, grace)


async def _recycle(sockets: list[Socket], reason: str, grace: float) -> None:
    for socket in sockets:
        await socket.ws.send_json({"type": "disconnect", "reason": reason})
    await asyncio.sleep(grace)
    for socket in sockets:
        await socket.ws.close()


class SocketDriver:
    """The same interface as HttpDriver, over Socket Mode."""

    transport = "socket"

    def __init__(self, sockets: SocketMode, timeout: float = 10.0) -> None:
        self._sockets = sockets
        self._timeout = timeout

    def event(self, payload: Json, *, retry: Retry | None = None) -> Delivery:
        return self._sockets.send("events_api", payload, retry=retry, timeout=self._timeout)

    def command(self, payload: Json) -> Delivery:
        return self._sockets.send("slash_commands", payload, timeout=self._timeout)

    def interaction(self, payload: Json) -> Delivery:
        return self._sockets.send("interactive", payload, timeout=self._timeout)


def _message(envelope: Envelope, payload: Json, retry: Retry | None) -> Json:
    message: Json = {
        "envelope_id": envelope.id,
        "type": envelope.type,
        "payload": payload,
        "accepts_response_payload": envelope.accepts_response,
    }
    if envelope.type == "events_api":
        message["retry_attempt"] = retry.number if retry else 0
        message["retry_reason"] = retry.reason if retry else ""
    return message
