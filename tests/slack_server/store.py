"""What the pretend workspace contains: people, channels, messages, files, views."""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass, field
from typing import Any

from tests.slack_server.payloads import rich_text
from tests.slack_server.workspace import Json, Workspace, new_id, new_ts

TRIGGER_LIFETIME = 3.0  # seconds
RESPONSE_URL_LIFETIME = 1800.0
RESPONSE_URL_USES = 5


@dataclass
class Channel:
    id: str
    name: str
    kind: str  # "channel", "group" (private), "im" or "mpim"
    members: set[str]
    is_shared: bool = False


@dataclass
class File:
    id: str
    name: str
    content: bytes
    user: str
    mimetype: str = "text/plain"
    title: str = ""
    expected_length: int | None = None  # set while an upload by the app is under way
    completed: bool = True
    channels: list[str] = field(default_factory=list)
    more: Json = field(default_factory=dict)  # what is odd about it


@dataclass
class Trigger:
    issued: float
    used: bool = False


@dataclass
class ResponseUrl:
    channel: str
    user: str
    message_ts: str | None
    expires: float
    uses: int = 0


@dataclass
class Stream:
    channel: str
    text: str = ""
    open: bool = True


@dataclass
class AssistantThread:
    title: str = ""
    status: str = ""
    statuses: list[str] = field(default_factory=list)
    prompts: list[Json] = field(default_factory=list)


class Store:
    """Plain state. The server holds a lock around every use of it."""

    def __init__(self, ws: Workspace, base_url: str) -> None:
        self.ws = ws
        self.base_url = base_url
        self.users: dict[str, Json] = {
            ws.user_id: {"name": ws.user_name, "is_bot": False},
            ws.other_user_id: {"name": ws.other_user_name, "is_bot": False},
            ws.bot_user_id: {"name": ws.bot_name, "is_bot": True},
        }
        people = {ws.user_id, ws.other_user_id}
        everyone = people | {ws.bot_user_id}
        self.channels = {
            c.id: c
            for c in (
                Channel(ws.channel_id, ws.channel_name, "channel", set(everyone)),
                Channel(ws.second_channel_id, "support", "channel", set(everyone)),
                Channel(ws.outside_channel_id, "outside", "channel", set(people)),
                Channel(ws.dm_channel_id, "dm", "im", {ws.user_id, ws.bot_user_id}),
            )
        }
        self.groups: dict[str, list[str]] = {}
        self.messages: dict[str, dict[str, Json]] = {channel_id: {} for channel_id in self.channels}
        self.ephemerals: list[Json] = []
        self.files: dict[str, File] = {}
        self.views: dict[str, Json] = {}
        self.home_views: dict[str, Json] = {}
        self.view_stack: list[str] = []
        self.streams: dict[str, Stream] = {}
        self.threads: dict[tuple[str, str], AssistantThread] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}

    # messages

    def add(self, channel: str, message: Json) -> Json:
        message.setdefault("type", "message")
        message.setdefault("ts", new_ts())
        message.setdefault("team", self.ws.team_id)
        if not message.get("blocks"):
            # Slack always shows blocks on a stored message, even one sent as text.
            message["blocks"] = rich_text(message.get("text", ""))
        assign_ids(message["blocks"])
        self.messages.setdefault(channel, {})[message["ts"]] = message
        return message

    def add_bot(self, channel: str, **fields: Any) -> Json:
        message = {
            "user": self.ws.bot_user_id,
            "bot_id": self.ws.bot_id,
            "app_id": self.ws.app_id,
            **{k: v for k, v in fields.items() if v is not None},
        }
        parent = self.messages.get(channel, {}).get(message.get("thread_ts", ""))
        if parent:
            message["parent_user_id"] = parent["user"]
        return self.add(channel, message)

    def add_ephemeral(self, channel: str, user: str, **fields: Any) -> Json:
        message = {
            "type": "message",
            "subtype": "ephemeral",
            "channel": channel,
            "to": user,
            "ts": new_ts(),
            "user": self.ws.bot_user_id,
            **{k: v for k, v in fields.items() if v is not None},
        }
        assign_ids(message.get("blocks") or [])
        self.ephemerals.append(message)
        return message

    def thread(self, channel: str, ts: str) -> list[Json]:
        found = self.messages.get(channel, {}).values()
        return sorted(
            (m for m in found if m["ts"] == ts or m.get("thread_ts") == ts), key=lambda m: m["ts"]
        )

    def timeline(self, channel: str) -> list[Json]:
        """Top-level messages, newest first, as conversations.history gives them."""
        found = self.messages.get(channel, {}).values()
        top = [
            m for m in found if m.get("thread_ts") in (None, m["ts"]) or m.get("reply_broadcast")
        ]
        return sorted(top, key=lambda m: m["ts"], reverse=True)

    def shown(self, channel: str, message: Json, metadata: bool = False) -> Json:
        """A message as the Web API returns it."""
        shown = copy.deepcopy(message)
        if not metadata:
            shown.pop("metadata", None)
        replies = [m for m in self.thread(channel, message["ts"]) if m["ts"] != message["ts"]]
        if replies:
            shown["thread_ts"] = message["ts"]
            shown["reply_count"] = len(replies)
            shown["reply_users"] = sorted({m["user"] for m in replies})
            shown["latest_reply"] = replies[-1]["ts"]
        return shown

    def dm_with(self, user: str) -> Channel:
        for channel in self.channels.values():
            if channel.kind == "im" and user in channel.members:
                return channel
        channel = Channel(new_id("D"), "dm", "im", {user, self.ws.bot_user_id})
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        return channel

    # interactivity

    def new_trigger(self) -> str:
        trigger_id = f"{new_id('')}.{new_id('')}"
        self.triggers[trigger_id] = Trigger(time.monotonic())
        return trigger_id

    def new_response_url(self, channel: str, user: str, message_ts: str | None = None) -> str:
        url_id = new_id("")
        self.response_urls[url_id] = ResponseUrl(
            channel, user, message_ts, time.monotonic() + RESPONSE_URL_LIFETIME
        )
        return f"{self.base_url}/response_url/{url_id}"

    def new_view(self, view: Json, previous: Json | None = None) -> Json:
        view_id = new_id("V")
        stored = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            **copy.deepcopy(view),
            "id": view_id,
            "team_id": self.ws.team_id,
            "app_id": self.ws.app_id,
            "bot_id": self.ws.bot_id,
            "app_installed_team_id": self.ws.team_id,
            "state": {"values": {}},
            "hash": new_ts(),
            "root_view_id": previous["root_view_id"] if previous else view_id,
            "previous_view_id": previous["id"] if previous else None,
        }
        assign_ids(stored.get("blocks") or [])
        self.views[view_id] = stored
        return stored

    # files

    def file_json(self, file: File) -> Json:
        url = f"{self.base_url}/files-pri/{self.ws.team_id}-{file.id}/{file.name}"
        return {
            "id": file.id,
            "created": int(time.time()),
            "timestamp": int(time.time()),
            "name": file.name,
            "title": file.title or file.name,
            "mimetype": file.mimetype,
            "filetype": file.name.rsplit(".", 1)[-1] if "." in file.name else "text",
            "user": file.user,
            "size": len(file.content),
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "url_private": url,
            "url_private_download": url.replace(f"/{file.name}", f"/download/{file.name}"),
            "permalink": f"{self.base_url}/files/{file.user}/{file.id}/{file.name}",
            "channels": list(file.channels),
            "file_access": "visible",
            **file.more,
        }


def assign_ids(blocks: list[Json]) -> None:
    """Gives blocks and their elements the ids that Slack makes up when an app leaves them out."""
    for block in blocks:
        block.setdefault("block_id", new_id("")[:5])
        elements = (
            block.get("elements", []) if block.get("type") in ("actions", "context_actions") else []
        )
        for element in [*elements, block.get("accessory"), block.get("element")]:
            if isinstance(element, dict) and element.get("type") != "image":
                element.setdefault("action_id", new_id("")[:5])
