"""A payload of Slack -> what the bot shall do about it; pure but for one question to the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.identity import Identity
from bot.jobs import Asked, Job
from bot.mrkdwn import plain

# Every other subtype is the system or a bot speaking, or an edit, handled apart.
SPOKEN_SUBTYPES = (None, "file_share", "thread_broadcast")
SLACKBOT = "USLACKBOT"

Payload = Mapping[str, Any]
TakesPart = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Edited:
    """The message behind a job has another text now, or none when it was deleted.

    `job` is what it asks for when the bot is mentioned in it only now.
    """

    key: str
    text: str | None
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person has stopped the work in a thread."""

    lane: str


def from_event(
    body: Payload, me: Identity, takes_part: TakesPart, *, redelivered: bool = False
) -> Job | Edited | Stopped | None:
    """Return what an Events API payload asks for; None when it is not for the bot."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        return None
    match event.get("type"):
        case "app_mention" | "message":
            return _from_message(body, event, me, takes_part, redelivered=redelivered)
        case "app_home_opened":
            return _once(body, event, "home", str(event.get("user", "")))
        case "assistant_thread_started":
            return _once(body, event, "pane", _pane_lane(event))
        case "agent_session_stopped":
            return Stopped(message_key(str(event.get("channel")), str(event.get("thread_ts"))))
    return None


def from_command(body: Payload, me: Identity) -> Job:
    """Return the job of a slash command."""
    command = Asked(
        user=str(body.get("user_id", "")),
        text=str(body.get("text", "")).strip(),
        channel=str(body.get("channel_id", "")),
        team=str(body.get("team_id", "")),
        external=body.get("team_id") not in (None, me.team_id),
        response_url=str(body.get("response_url", "")),
    )
    key = "command:" + str(body.get("trigger_id") or _digest(body))
    return Job("ask", key, key, command.to_payload())


def message_key(channel: str, ts: str) -> str:
    """Return the key of a message: one mention comes as two events with one channel and ts."""
    return f"{channel}:{ts}"


def _from_message(
    body: Payload, event: Payload, me: Identity, takes_part: TakesPart, *, redelivered: bool
) -> Job | Edited | None:
    channel, ts = event.get("channel"), event.get("ts")
    if not isinstance(channel, str) or not isinstance(ts, str) or not channel or not ts:
        return None
    if event.get("subtype") in ("message_changed", "message_deleted"):
        return _edited(body, event, channel, me, takes_part)
    if not _is_spoken_by_a_person(event, me):
        return None
    root = str(event.get("thread_ts") or ts)
    lane = message_key(channel, root)
    if not _is_for_the_bot(event, me, lane, takes_part):
        return None
    asked = Asked(
        user=str(event["user"]),
        text=plain(str(event.get("text") or ""), bot_user_id=me.user_id),
        channel=channel,
        ts=ts,
        root=root,
        team=str(event.get("user_team") or event.get("team") or ""),
        channel_type=str(event.get("channel_type") or ""),
        files=files_of(event.get("files")),
        external=_is_external(body, event, me),
        redelivered=redelivered,
    )
    return Job("ask", message_key(channel, ts), lane, asked.to_payload())


def _is_spoken_by_a_person(event: Payload, me: Identity) -> bool:
    user = event.get("user")
    return (
        event.get("subtype") in SPOKEN_SUBTYPES
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and not event.get("hidden")
        and isinstance(user, str)
        and user not in ("", me.user_id, SLACKBOT)
    )


def _is_for_the_bot(event: Payload, me: Identity, lane: str, takes_part: TakesPart) -> bool:
    text = str(event.get("text") or "")
    if event["type"] == "app_mention" or me.mention in text:
        return True
    if event.get("channel_type") == "im" or str(event["channel"]).startswith("D"):
        return True
    # Someone else is spoken to: people may talk to each other in the bot's thread.
    if text.lstrip().startswith("<@"):
        return False
    return bool(event.get("thread_ts")) and takes_part(lane)


def _edited(
    body: Payload, event: Payload, channel: str, me: Identity, takes_part: TakesPart
) -> Edited | None:
    before = event.get("previous_message")
    ts = before.get("ts") if isinstance(before, Mapping) else event.get("deleted_ts")
    if not isinstance(ts, str):
        return None
    if event["subtype"] == "message_deleted":
        return Edited(message_key(channel, ts), None)
    after = event.get("message")
    if not isinstance(after, Mapping) or after.get("subtype") == "tombstone":
        return Edited(message_key(channel, ts), None)
    text = str(after.get("text") or "")
    edited = Edited(message_key(channel, ts), plain(text, bot_user_id=me.user_id))
    was_said = str(before.get("text") or "") if isinstance(before, Mapping) else me.mention
    if me.mention not in text or me.mention in was_said:
        return edited
    about = {"type": "message", "channel": channel, "channel_type": event.get("channel_type")}
    asked = _from_message(body, {**after, **about}, me, takes_part, redelivered=False)
    return replace(edited, job=asked) if isinstance(asked, Job) else edited


def _is_external(body: Payload, event: Payload, me: Identity) -> bool:
    team = event.get("user_team") or event.get("team")
    return bool(body.get("is_ext_shared_channel")) or bool(team and team != me.team_id)


def files_of(files: Any) -> tuple[Mapping[str, Any], ...]:
    """Return what is kept of a message's files: enough to name them and to ask for them."""
    found = [file for file in files if isinstance(file, Mapping)] if isinstance(files, list) else []
    kept = ("id", "name", "mimetype")
    return tuple({key: str(file.get(key) or "") for key in kept} for file in found)


def _once(body: Payload, event: Payload, kind: Any, lane: str) -> Job:
    key = f"{kind}:{body.get('event_id') or _digest(body)}"
    return Job(kind, key, f"{kind}:{lane}", dict(event))


def _pane_lane(event: Payload) -> str:
    thread = event.get("assistant_thread")
    return str(thread.get("channel_id", "")) if isinstance(thread, Mapping) else ""


def _digest(body: Payload) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()[:32]
