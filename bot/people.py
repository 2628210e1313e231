"""Who is in the workspace, in a channel and in a group, as Slack says; remembered for a minute."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk import WebClient

T = TypeVar("T")

# What an administrator takes away is gone after this.
REMEMBERED_SECONDS = 60.0
# A larger channel is not searched for guests: it reads what is public.
MEMBERS_MAX = 500


@dataclass(frozen=True, slots=True)
class Person:
    """A user of Slack; `is_ours` is false for guests and for people of other organisations."""

    id: str
    email: str
    is_ours: bool
    is_bot: bool


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What matters of a channel: who else may read along."""

    is_shared: bool
    is_group_message: bool


class People:
    """Looks people up; every failure to do so is the caller's to treat as "not allowed"."""

    def __init__(self, client: WebClient, team_id: str) -> None:
        self._client = client
        self._team_id = team_id
        self._lock = threading.Lock()
        self._remembered: dict[tuple[str, str], tuple[float, Any]] = {}

    def person(self, user_id: str) -> Person:
        """Return a person."""
        return self._remember("person", user_id, self._ask_person)

    def channel(self, channel_id: str) -> ChannelFacts:
        """Return what matters of a channel."""
        return self._remember("channel", channel_id, self._ask_channel)

    def members(self, channel_id: str) -> frozenset[str] | None:
        """Return who reads a channel; None when they are too many."""
        return self._remember("members", channel_id, self._ask_members)

    def group(self, group_id: str) -> frozenset[str]:
        """Return who belongs to a user group."""
        return self._remember("group", group_id, self._ask_group)

    def _remember(self, kind: str, id_: str, ask: Callable[[str], T]) -> T:
        now = time.monotonic()
        with self._lock:
            found = self._remembered.get((kind, id_))
        if found and found[0] > now:
            known: T = found[1]
            return known
        value = ask(id_)
        with self._lock:
            self._forget_old(now)
            self._remembered[kind, id_] = (now + REMEMBERED_SECONDS, value)
        return value

    def _forget_old(self, now: float) -> None:
        for key in [key for key, (until, _) in self._remembered.items() if until <= now]:
            del self._remembered[key]

    def _ask_person(self, user_id: str) -> Person:
        user: Mapping[str, Any] = self._client.users_info(user=user_id)["user"]
        foreign = user.get("team_id") not in (None, self._team_id)
        guest = any(user.get(k) for k in ("is_restricted", "is_ultra_restricted", "is_stranger"))
        email = str((user.get("profile") or {}).get("email") or "").lower()
        is_ours = not (foreign or guest or user.get("deleted"))
        return Person(user_id, email, is_ours, bool(user.get("is_bot")))

    def _ask_channel(self, channel_id: str) -> ChannelFacts:
        channel: Mapping[str, Any] = self._client.conversations_info(channel=channel_id)["channel"]
        shared = ("is_ext_shared", "is_shared", "is_pending_ext_shared", "is_org_shared")
        return ChannelFacts(any(channel.get(k) for k in shared), bool(channel.get("is_mpim")))

    def _ask_members(self, channel_id: str) -> frozenset[str] | None:
        members: set[str] = set()
        for page in self._member_pages(channel_id):
            members.update(page)
            if len(members) > MEMBERS_MAX:
                return None
        return frozenset(members)

    def _member_pages(self, channel_id: str) -> Iterator[list[str]]:
        cursor = ""
        while True:
            page = self._client.conversations_members(channel=channel_id, limit=200, cursor=cursor)
            yield page.get("members") or []
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

    def _ask_group(self, group_id: str) -> frozenset[str]:
        return frozenset(self._client.usergroups_users_list(usergroup=group_id).get("users") or [])
