"""The bot, a Slack and a front door, wired up and started; what a person does, in one call."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.front_door import FrontDoor
from bot.process import Bot, Place
from bot.settings import BotSettings
from tests.bot.fakes import FakeAssistant
from tests.slack_server import payloads
from tests.slack_server.driver import Delivery, HttpDriver
from tests.slack_server.interactions import slash_command
from tests.slack_server.server import SlackServer
from tests.slack_server.sockets import SocketDriver
from tests.slack_server.workspace import Json, Workspace

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass
class Rig:
    """One workspace with one running bot."""

    slack: SlackServer
    assistant: FakeAssistant
    driver: HttpDriver | SocketDriver
    bot: Bot
    url: str
    state_path: Path

    @property
    def ws(self) -> Workspace:
        return self.slack.ws

    def mention(self, text: str, *, thread_ts: str | None = None, **about: Any) -> Json:
        """A person mentions the bot in a channel; delivered as both events that Slack sends."""
        event = self.new_mention(text, thread_ts=thread_ts, **about)
        self.deliver(event)
        return event

    def new_mention(self, text: str, *, thread_ts: str | None = None, **about: Any) -> Json:
        channel = about.pop("channel", self.ws.channel_id)
        whole = f"{self.ws.mention()} {text}"
        event = payloads.app_mention(self.ws, whole, channel=channel, thread_ts=thread_ts, **about)
        self.slack.add_message(event)
        return event

    def say(self, text: str, *, channel: str | None = None, **about: Any) -> Json:
        """A person writes a message, in a direct message unless a channel is given."""
        event = payloads.user_message(
            self.ws,
            text,
            channel=channel or self.ws.dm_channel_id,
            channel_type=about.pop("channel_type", "channel" if channel else "im"),
            **about,
        )
        self.slack.add_message(event)
        self.deliver(event)
        return event

    def deliver(self, event: Json, **envelope: Any) -> Delivery:
        delivery = self.driver.event({**payloads.event_callback(self.ws, event), **envelope})
        assert delivery.acked, delivery
        return delivery

    def command(self, text: str, *, channel: str | None = None, **fields: str) -> Delivery:
        """A person uses the slash command."""
        payload = slash_command(
            self.ws,
            "/golden-thread",
            text,
            channel=channel or self.ws.channel_id,
            response_url=self.slack.new_response_url(channel or self.ws.channel_id),
            trigger_id=self.slack.new_trigger(),
        )
        return self.driver.command({**payload, **fields})

    def replies(self, event: Json, *, count: int = 1, timeout: float = 10.0) -> list[Json]:
        """What the bot said in the thread of a message, once there are so many of it."""
        root = event.get("thread_ts") or event["ts"]

        def found() -> list[Json]:
            posted = self.slack.bot_messages(event["channel"], root)
            return posted if len(posted) >= count else []

        return self.slack.wait_for(found, timeout)

    def ephemerals(self, *, count: int = 1, timeout: float = 10.0) -> list[Json]:
        def found() -> list[Json]:
            posted = self.slack.ephemerals()
            return posted if len(posted) >= count else []

        return self.slack.wait_for(found, timeout)


def shown(message: Json) -> str:
    """All words of a message's blocks, as a person reads them."""
    return " ".join(_words(message.get("blocks")))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def bot_settings(slack: SlackServer, *, transport: str, **more: Any) -> BotSettings:
    return BotSettings(
        bot_token=SecretStr(slack.bot_token),
        signing_secret=SecretStr(SECRET) if transport == "http" else None,
        app_token=SecretStr(slack.app_token) if transport == "socket" else None,
        api_url=slack.api_url,
        **more,
    )


@contextlib.contextmanager
def running_bot(bot: Bot, slack: SlackServer, port: int, transport: str) -> Iterator[None]:
    """Run the bot's own main loop in a thread until the end of the block."""
    problem: list[BaseException] = []

    def run() -> None:
        try:
            bot.run()
        except BaseException as error:
            problem.append(error)
            raise

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        assert slack.sockets.wait_for_one() if transport == "socket" else wait_for_port(port)
        yield
    finally:
        bot.stop()
        thread.join(30)
    assert not thread.is_alive()
    assert not problem


def wait_for_port(port: int, timeout: float = 15.0) -> bool:
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.02)
    return False


@contextlib.contextmanager
def rig(
    tmp_path: Path,
    *,
    transport: str = "http",
    assistant: FakeAssistant | None = None,
    front_door: FrontDoor | None = None,
    public_url: str | None = None,
    slack: SlackServer | None = None,
    **settings: Any,
) -> Iterator[Rig]:
    """Start a Slack and a bot; stop both at the end, and find no violation of Slack's rules."""
    with contextlib.ExitStack() as stack:
        server = slack or stack.enter_context(SlackServer())
        fake = assistant or FakeAssistant()
        port = free_port()
        url = f"http://127.0.0.1:{port}/slack/events"
        place = Place(tmp_path / "bot.sqlite", port=port, public_url=public_url)
        bot = Bot(bot_settings(server, transport=transport, **settings), place, front_door or fake)
        stack.enter_context(running_bot(bot, server, port, transport))
        driver = HttpDriver(url, SECRET) if transport == "http" else SocketDriver(server.sockets)
        yield Rig(server, fake, driver, bot, url, place.state_path)
