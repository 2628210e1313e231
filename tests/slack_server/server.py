"""A Slack to run a bot against, on a port of its own and in a thread of its own.

with SlackServer() as server:
    ...start the bot with its Web API address set to server.api_url...
    server.inject(Fault("chat.postMessage", status=429, retry_after=2))
    server.wait_for_call("chat.postMessage")
    assert not server.violations()
"""

from __future__ import annotations

import asyncio
import copy
import threading
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from aiohttp import web

from tests.slack_server.ledger import Call, Fault, Ledger, Violation
from tests.slack_server.methods import MethodContext
from tests.slack_server.sockets import SocketMode
from tests.slack_server.store import Channel, File, Store
from tests.slack_server.web_api import WebApi
from tests.slack_server.workspace import Json, Workspace, new_id

T = TypeVar("T")
HOST = "127.0.0.1"


class SlackServer:
    """All public methods may be called from any thread."""

    def __init__(
        self,
        *,
        workspace: Workspace | None = None,
        bot_token: str = "xoxb-test",
        app_token: str = "xapp-test",
        scopes: Iterable[str] | None = None,
    ) -> None:
        self.ws = workspace or Workspace()
        self.bot_token, self.app_token = bot_token, app_token
        self.ledger = Ledger()
        self.sockets = SocketMode(self.ledger, self.ws, self._in_loop)
        self.store = Store(self.ws, "")
        ctx = MethodContext(self.store, new_socket_url=self.sockets.new_url)
        self.api = WebApi(self.ledger, ctx, bot_token, app_token)
        self.api.scopes = None if scopes is None else set(scopes)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="slack-server", daemon=True)
        self._ready = threading.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def start(self) -> SlackServer:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def stop(self) -> None:
        self._in_loop(self.sockets.close(), 5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def __enter__(self) -> SlackServer:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    # What a test asks.

    def calls(self, method: str = "*", since: int = 0) -> list[Call]:
        return self.ledger.calls(method, since)

    def violations(self) -> list[Violation]:
        return self.ledger.violations()

    def wait_for(self, condition: Callable[[], T], timeout: float = 10.0) -> T:
        return self.ledger.wait_for(condition, timeout)

    def wait_for_call(
        self, method: str = "*", since: int = 0, timeout: float = 10.0
    ) -> Call | None:
        return self.wait_for(lambda: next(iter(self.calls(method, since)), None), timeout)

    def settle(self, quiet: float = 0.7, timeout: float = 15.0) -> None:
        self.ledger.settle(quiet, timeout)

    def bot_messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """What the bot has posted in a channel, or in one thread of it."""
        with self.ledger.changed:
            found = self.store.messages.get(channel, {}).values()
            return [
                copy.deepcopy(m)
                for m in sorted(found, key=lambda m: str(m["ts"]))
                if m["user"] == self.ws.bot_user_id and thread_ts in (None, m.get("thread_ts"))
            ]

    def ephemerals(self) -> list[Json]:
        with self.ledger.changed:
            return copy.deepcopy(self.store.ephemerals)

    def open_streams(self) -> list[str]:
        with self.ledger.changed:
            return [ts for ts, s in self.store.streams.items() if s.open]

    # What a test does.

    def inject(self, fault: Fault) -> None:
        self.ledger.inject(fault)

    def clear_faults(self) -> None:
        self.ledger.clear_faults()

    def forget_streams(self) -> None:
        """Close every stream, as Slack does with those that nothing was written to for long."""
        with self.ledger.changed:
            self.store.streams.clear()

    def add_message(self, event: Json) -> Json:
        """Store the message that a `message` or `app_mention` event is about."""
        with self.ledger.changed:
            left_out = ("channel", "channel_type", "event_ts")
            kept = {k: v for k, v in event.items() if k not in left_out}
            return self.store.add(event["channel"], {**kept, "type": "message"})

    def add_file(
        self, name: str, content: bytes, mimetype: str = "text/plain", **more: Any
    ) -> Json:
        """Let a person upload a file; `more` is what files.info says differently of it."""
        with self.ledger.changed:
            file = File(new_id("F"), name, content, self.ws.user_id, mimetype, more=more)
            self.store.files[file.id] = file
            return self.store.file_json(file)

    def add_user(self, user_id: str, **more: Any) -> str:
        """Let somebody else join the workspace: `is_restricted=True` for a guest."""
        with self.ledger.changed:
            name = user_id.lower()
            self.store.users[user_id] = {"name": name, "is_bot": False, "more": more}
            return user_id

    def add_channel(self, channel_id: str, kind: str, *members: str, shared: bool = False) -> str:
        with self.ledger.changed:
            everyone = {*members, self.ws.bot_user_id}
            channel = Channel(channel_id, channel_id.lower(), kind, everyone, shared)
            self.store.channels[channel_id] = channel
            self.store.messages[channel_id] = {}
            return channel_id

    def new_trigger(self) -> str:
        with self.ledger.changed:
            return self.store.new_trigger()

    def new_response_url(self, channel: str, message_ts: str | None = None) -> str:
        with self.ledger.changed:
            return self.store.new_response_url(channel, self.ws.user_id, message_ts)

    # Its own thread.

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        if self._runner:
            self._loop.run_until_complete(self._runner.cleanup())
        self._loop.close()

    async def _listen(self) -> None:
        app = web.Application(client_max_size=64 * 2**20)
        app.add_routes([*self.api.routes(), web.get("/link/", self.sockets.on_socket)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0).start()
        address = f"{HOST}:{self._runner.addresses[0][1]}"
        self.url = self.store.base_url = f"http://{address}"
        self.sockets.address = address

    def _in_loop(self, coroutine: Coroutine[Any, Any, Any], timeout: float) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout)
