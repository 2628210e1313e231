"""A Slack thread -> the earlier turns of its conversation; pure."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.types import Turn
from bot.mrkdwn import plain
from bot.slack import Message, mark_of
from bot.words import SOURCES

TURNS = 10
TURN_CHARACTERS = 2_000


def turns(messages: Iterable[Message], *, before: str, bot_user_id: str) -> tuple[Turn, ...]:
    """Return what people asked and the bot answered before the message `before`, oldest first."""
    said = (_turn(m, bot_user_id) for m in messages if str(m.get("ts", "")) < before)
    return tuple(turn for turn in said if turn is not None)[-TURNS:]


def _turn(message: Message, bot_user_id: str) -> Turn | None:
    text = plain(str(message.get("text") or ""), bot_user_id=bot_user_id)[:TURN_CHARACTERS]
    if message.get("user") == bot_user_id:
        if mark_of(message).get("state") != "answer":
            return None
        return Turn("assistant", text.split(f"\n\n{SOURCES}", 1)[0])
    if message.get("bot_id") or not text:
        return None
    return Turn("user", text)
