"""A Slack thread -> the earlier turns of its conversation; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.types import Turn
from bot.incoming import files_of
from bot.mrkdwn import plain, unmarked
from bot.slack import Message, mark_of
from bot.words import NEAREST, QUESTION, SOURCES

TURNS = 10
TURN_CHARACTERS = 2_000


def turns(messages: Iterable[Message], *, before: str, bot_user_id: str) -> tuple[Turn, ...]:
    """Return what people asked and the bot answered before the message `before`, oldest first."""
    said = [
        turn
        for message in messages
        if str(message.get("ts", "")) < before
        for turn in _turns(message, bot_user_id)
    ]
    return tuple(said[-TURNS:])


def dropped_files(
    messages: Iterable[Message], *, until: str, bot_user_id: str
) -> tuple[Mapping[str, Any], ...]:
    """Return the files of the last message until `until` in which a person dropped any."""
    found = [
        message["files"]
        for message in messages
        if message.get("files") and not message.get("bot_id")
        and message.get("user") != bot_user_id and str(message.get("ts", "")) <= until
    ]  # fmt: skip
    return files_of(found[-1]) if found else ()


def _turns(message: Message, bot_user_id: str) -> Iterator[Turn]:
    text = plain(str(message.get("text") or ""), bot_user_id=bot_user_id)
    if message.get("user") == bot_user_id:
        mark = mark_of(message)
        if mark.get("state") == "answer":
            yield from _answered(unmarked(text) if mark.get("streamed") else text)
    elif text and not message.get("bot_id"):
        yield Turn("user", text[:TURN_CHARACTERS])


def _answered(text: str) -> Iterator[Turn]:
    """Yield an answer without its sources; one that was shared carries its question."""
    if text.startswith(QUESTION):
        question, _, text = text.removeprefix(QUESTION).partition("\n\n")
        yield Turn("user", question[:TURN_CHARACTERS])
    for heading in (SOURCES, NEAREST):
        text = text.split(f"\n\n{heading}", 1)[0]
    yield Turn("assistant", text[:TURN_CHARACTERS])
