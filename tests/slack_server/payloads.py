"""The payloads of the Events API, as Slack sends them; pure."""

from __future__ import annotations

import re
import secrets
import time
import uuid

from tests.slack_server.workspace import Json, Workspace, new_id, new_ts


def url_verification(ws: Workspace, challenge: str | None = None) -> Json:
    return {
        "token": ws.verification_token,
        "challenge": challenge or secrets.token_hex(20),
        "type": "url_verification",
    }


def event_callback(ws: Workspace, event: Json, event_id: str | None = None) -> Json:
    """Wraps an event in the envelope that every Events API delivery has."""
    return {
        "token": ws.verification_token,
        "team_id": ws.team_id,
        "context_team_id": ws.team_id,
        "context_enterprise_id": None,
        "api_app_id": ws.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id or new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": ws.team_id,
                "user_id": ws.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(16)}",
    }


def rich_text(text: str) -> list[Json]:
    """The rich_text block that Slack's own client attaches to what a person types."""
    parts: list[Json] = []
    for piece in re.split(r"(<@[A-Z0-9]+>)", text):
        if not piece:
            continue
        mention = re.fullmatch(r"<@([A-Z0-9]+)>", piece)
        if mention:
            parts.append({"type": "user", "user_id": mention.group(1)})
        else:
            parts.append({"type": "text", "text": piece})
    section = {"type": "rich_text_section", "elements": parts}
    return [{"type": "rich_text", "block_id": new_id("")[:5], "elements": [section]}]


def user_message(
    ws: Workspace,
    text: str,
    *,
    channel: str,
    channel_type: str = "channel",
    user: str | None = None,
    ts: str | None = None,
    thread_ts: str | None = None,
    files: list[Json] | None = None,
) -> Json:
    """A `message` event: channel_type "channel" is message.channels, "im" is message.im."""
    ts = ts or new_ts()
    user = user or ws.user_id
    event: Json = {
        "type": "message",
        "user": user,
        "ts": ts,
        "client_msg_id": str(uuid.uuid4()),
        "text": text,
        "team": ws.team_id,
        "blocks": rich_text(text),
        "channel": channel,
        "event_ts": ts,
        "channel_type": channel_type,
    }
    if thread_ts:
        event["thread_ts"] = thread_ts
        event["parent_user_id"] = user
    if files:
        event["subtype"] = "file_share"
        event["files"] = files
        event["upload"] = False
        event["display_as_bot"] = False
    return event


def app_mention(
    ws: Workspace,
    text: str,
    *,
    channel: str,
    user: str | None = None,
    ts: str | None = None,
    thread_ts: str | None = None,
) -> Json:
    event = user_message(ws, text, channel=channel, user=user, ts=ts, thread_ts=thread_ts)
    event["type"] = "app_mention"
    del event["channel_type"]
    return event


def bot_message(
    ws: Workspace,
    text: str,
    *,
    channel: str,
    channel_type: str = "channel",
    own: bool = True,
    thread_ts: str | None = None,
) -> Json:
    """A `message` event for something a bot posted: this app's own bot, or another one."""
    event = user_message(
        ws,
        text,
        channel=channel,
        channel_type=channel_type,
        user=ws.bot_user_id if own else "U0OTHERBT",
        thread_ts=thread_ts,
    )
    del event["client_msg_id"]
    event["bot_id"] = ws.bot_id if own else "B0OTHERBT"
    event["app_id"] = ws.app_id if own else "A0OTHERAP"
    event["bot_profile"] = {"id": event["bot_id"], "name": "bot", "team_id": ws.team_id}
    return event


def message_changed(ws: Workspace, before: Json, text: str, channel_type: str = "channel") -> Json:
    ts = new_ts()
    plain = {k: v for k, v in before.items() if k not in ("channel", "channel_type", "event_ts")}
    plain["type"] = "message"
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": {**plain, "text": text, "edited": {"user": before["user"], "ts": ts}},
        "previous_message": plain,
        "channel": before["channel"],
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type,
    }


def message_deleted(ws: Workspace, before: Json, channel_type: str = "channel") -> Json:
    ts = new_ts()
    plain = {k: v for k, v in before.items() if k not in ("channel", "channel_type", "event_ts")}
    plain["type"] = "message"
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": plain,
        "channel": before["channel"],
        "hidden": True,
        "deleted_ts": before["ts"],
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type,
    }


def _assistant_event(kind: str, ws: Workspace, thread_ts: str, context_channel: str | None) -> Json:
    context = {"team_id": ws.team_id, "enterprise_id": None}
    if context_channel:
        context["channel_id"] = context_channel
    return {
        "type": kind,
        "assistant_thread": {
            "user_id": ws.user_id,
            "context": context,
            "channel_id": ws.dm_channel_id,
            "thread_ts": thread_ts,
        },
        "event_ts": new_ts(),
    }


def assistant_thread_started(
    ws: Workspace, thread_ts: str, context_channel: str | None = None
) -> Json:
    return _assistant_event("assistant_thread_started", ws, thread_ts, context_channel)


def assistant_thread_context_changed(
    ws: Workspace, thread_ts: str, context_channel: str | None = None
) -> Json:
    return _assistant_event("assistant_thread_context_changed", ws, thread_ts, context_channel)


def app_home_opened(ws: Workspace, tab: str = "home") -> Json:
    """tab="messages" is how an `agent_view` app learns that a person opened its DM."""
    return {
        "type": "app_home_opened",
        "user": ws.user_id,
        "channel": ws.dm_channel_id,
        "tab": tab,
        "event_ts": new_ts(),
    }


def app_context_changed(ws: Workspace, context_channel: str) -> Json:
    """The `agent_view` replacement for assistant_thread_context_changed."""
    entity = {
        "type": "slack#/types/channel_id",
        "value": context_channel,
        "team_id": ws.team_id,
    }
    return {
        "type": "app_context_changed",
        "user": ws.user_id,
        "context": {"entities": [entity]},
        "event_ts": new_ts(),
    }


def file_shared(ws: Workspace, file_id: str, channel: str) -> Json:
    return {
        "type": "file_shared",
        "file_id": file_id,
        "user_id": ws.user_id,
        "file": {"id": file_id},
        "channel_id": channel,
        "event_ts": new_ts(),
    }


def reaction_added(ws: Workspace, reaction: str, channel: str, ts: str) -> Json:
    return {
        "type": "reaction_added",
        "user": ws.user_id,
        "reaction": reaction,
        "item": {"type": "message", "channel": channel, "ts": ts},
        "item_user": ws.bot_user_id,
        "event_ts": new_ts(),
    }
