"""SLACK_* of the environment -> BotSettings: the tokens and addresses that the bot cannot guess."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError


class BotSettings(BaseSettings):
    """What the Slack voice needs; names in the environment carry the prefix SLACK_."""

    model_config = SettingsConfigDict(
        env_prefix="SLACK_", frozen=True, extra="ignore", env_ignore_empty=True
    )

    bot_token: SecretStr = Field(description="Bot token, xoxb-...")
    signing_secret: SecretStr | None = Field(
        None, description="Signing secret; needed over HTTP, when there is no app token."
    )
    app_token: SecretStr | None = Field(
        None, description="App-level token, xapp-...; chooses Socket Mode."
    )
    api_url: str = Field(
        "https://slack.com/api/", description="Address of the Web API; another one for tests."
    )
    state_path: Path | None = Field(
        None, description="SQLite file of events; default: the records' path with '.slack' added."
    )
    channels_path: Path = Field(
        Path(__file__).with_name("channels.yaml"),
        description="Who may read what: audiences of channels and users.",
    )


def load_bot_settings() -> BotSettings:
    """Return the bot's settings.

    Raises:
        SettingsError: a token that the bot cannot do without is missing.
    """
    try:
        settings = BotSettings()
    except ValidationError as error:
        names = ", ".join("SLACK_" + str(e["loc"][0]).upper() for e in error.errors())
        raise SettingsError(f"The Slack bot needs {names}. See docs/how-to/slack.md.") from error
    if settings.app_token is None and settings.signing_secret is None:
        raise SettingsError(
            "The Slack bot needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP). "
            "See docs/how-to/slack.md."
        )
    return settings.model_copy(update={"api_url": settings.api_url.rstrip("/") + "/"})
