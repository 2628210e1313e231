"""Who the bot is in its workspace, as auth.test tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot's ids; `bot_id` marks its messages, `user_id` its mentions."""

    user_id: str
    bot_id: str
    team_id: str

    @property
    def mention(self) -> str:
        """The start of a mention of the bot in the text of a message."""
        return f"<@{self.user_id}"
