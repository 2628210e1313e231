"""The registry of Web API methods and what each of them is given."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.slack_server import limits
from tests.slack_server.store import TRIGGER_LIFETIME, Channel, Store
from tests.slack_server.workspace import Json

TS = re.compile(r"\d{10}\.\d{6}")
# Not documented for good; what the bot writes stays far below.
METADATA_MAX = 8_000


class SlackError(Exception):
    """An {"ok": false} answer. `fault` means a correct app would never have caused it."""

    def __init__(self, code: str, messages: list[str] | None = None, fault: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []
        self.fault = fault


def bad(code: str, *messages: str) -> SlackError:
    return SlackError(code, list(messages), fault=True)


Run = Callable[["MethodContext", Json], Json]


@dataclass(frozen=True)
class Method:
    run: Run
    required: tuple[str, ...]
    token: str  # "bot", "app" or "none"
    scopes: tuple[str, ...]


METHODS: dict[str, Method] = {}


def method(
    name: str, *required: str, token: str = "bot", scopes: tuple[str, ...] = ()
) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        METHODS[name] = Method(run, required, token, scopes)
        return run

    return register


@dataclass
class MethodContext:
    store: Store
    text_max: int = limits.TEXT_MAX
    update_text_max: int = limits.TEXT_MAX
    new_socket_url: Callable[[], str] = lambda: ""

    # look-ups

    def channel(self, args: Json, name: str = "channel", member: bool = True) -> Channel:
        wanted_id = str(args[name])
        channel = self.store.channels.get(wanted_id)
        if channel is None and wanted_id[:1] in "UW" and wanted_id in self.store.users:
            channel = self.store.dm_with(wanted_id)
        if channel is None:
            wanted = wanted_id.removeprefix("#")
            channel = next((c for c in self.store.channels.values() if c.name == wanted), None)
        if channel is None:
            raise SlackError("channel_not_found")
        if member and self.store.ws.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, ts: Any, error: str = "message_not_found") -> Json:
        found = self.store.messages.get(channel.id, {}).get(str(ts))
        if found is None:
            raise SlackError(error)
        return found

    # checks

    def check_thread(self, channel: Channel, args: Json) -> str | None:
        ts = args.get("thread_ts")
        if ts in (None, ""):
            return None
        if not isinstance(ts, str) or not TS.fullmatch(ts):
            raise bad("invalid_thread_ts", f"[ERROR] thread_ts must be a string like a ts: {ts!r}")
        parent = self.store.messages.get(channel.id, {}).get(ts)
        if parent and parent.get("thread_ts") not in (None, ts):
            raise bad("invalid_thread_ts", "[ERROR] thread_ts is a reply's ts, not its parent's")
        return ts

    def check_content(self, args: Json, text_max: int) -> None:
        text, markdown = args.get("text"), args.get("markdown_text")
        blocks, attachments = args.get("blocks"), args.get("attachments")
        if not any((text, markdown, blocks, attachments)):
            raise bad(
                "no_text", "[ERROR] one of text, blocks, attachments, markdown_text is needed"
            )
        for name in ("text", "markdown_text"):
            if args.get(name) is not None and not isinstance(args[name], str):
                raise bad("invalid_arguments", f"[ERROR] {name} must be a string")
        if markdown and (text or blocks):
            raise bad("markdown_text_conflict", "[ERROR] markdown_text with text or blocks")
        if text and len(text) > text_max:
            raise bad("msg_too_long", f"[ERROR] text has {len(text)} characters, over {text_max}")
        if markdown and len(markdown) > limits.MARKDOWN_MAX:
            raise bad("msg_too_long", f"[ERROR] markdown_text has {len(markdown)} characters")
        if blocks:
            self.check_blocks(blocks, is_read_aloud=bool(text))
        check_metadata(args.get("metadata"))

    def check_blocks(self, blocks: Any, *, is_read_aloud: bool = True) -> None:
        if not is_read_aloud:
            raise bad("no_text", "[ERROR] blocks without a text for notifications and readers")
        problems = limits.check_blocks(blocks)
        if problems:
            raise bad("invalid_blocks", *problems)
        if limits.markdown_length(blocks) > limits.MARKDOWN_MAX:
            raise bad(
                "msg_blocks_too_long", "[ERROR] markdown blocks over 12,000 characters in all"
            )

    def check_view(self, view: Any, *surfaces: str) -> None:
        problems = limits.check_view(view, surfaces)
        if problems:
            raise bad("invalid_arguments", *problems)

    def use_trigger(self, args: Json) -> None:
        trigger_id = args.get("trigger_id") or args.get("interactivity_pointer")
        if not trigger_id:
            raise bad("invalid_arguments", "[ERROR] missing required field: trigger_id")
        trigger = self.store.triggers.get(str(trigger_id))
        if trigger is None:
            raise bad("invalid_trigger_id")
        if trigger.used:
            raise bad("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > TRIGGER_LIFETIME:
            raise bad("expired_trigger_id")
        trigger.used = True


def clear_status(ctx: MethodContext, channel: str, thread_ts: str | None) -> None:
    """A reply from the app clears its status."""
    thread = ctx.store.threads.get((channel, thread_ts or ""))
    if thread:
        thread.status = ""


def is_true(value: Any) -> bool:
    return value in (True, 1, "1", "true", "True")


def check_metadata(metadata: Any) -> None:
    if metadata is not None and not (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    ):
        raise bad("invalid_metadata_format")
    if metadata is not None and len(json.dumps(metadata)) > METADATA_MAX:
        raise bad("metadata_too_large")
