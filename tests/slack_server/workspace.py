"""The one workspace that the server plays: its people, its ids, its timestamps."""

from __future__ import annotations

import secrets
import string
import threading
import time
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_ALPHABET = string.ascii_uppercase + string.digits


@dataclass(frozen=True)
class Workspace:
    """The one workspace, app, bot and set of people that the harness plays."""

    team_id: str = "T0HARNESS"
    team_domain: str = "harness"
    app_id: str = "A0HARNESS"
    bot_user_id: str = "U0DOCSBOT"
    bot_id: str = "B0DOCSBOT"
    bot_name: str = "docsbot"
    verification_token: str = "verification-token"
    user_id: str = "U0ALICE01"
    user_name: str = "alice"
    other_user_id: str = "U0BOB0001"
    other_user_name: str = "bob"
    channel_id: str = "C0GENERAL"
    channel_name: str = "general"
    second_channel_id: str = "C0SUPPORT"
    outside_channel_id: str = "C0OUTSIDE"  # the bot is not a member of it
    dm_channel_id: str = "D0ALICE01"

    def mention(self) -> str:
        return f"<@{self.bot_user_id}>"

    def user_name_of(self, user_id: str) -> str:
        return {
            self.user_id: self.user_name,
            self.other_user_id: self.other_user_name,
            self.bot_user_id: self.bot_name,
        }.get(user_id, user_id.lower())


class _TimestampSource:
    """Issues strictly increasing Slack timestamps ("1700000000.000100")."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> str:
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1_000)
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


_timestamps = _TimestampSource()


def new_ts() -> str:
    return _timestamps.next()


def new_id(prefix: str) -> str:
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(10))
