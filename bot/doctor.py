"""Tokens and scopes -> what is wrong with the set-up, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from assistant.errors import GoldenThreadError
from bot.grants import read_grants
from bot.settings import BotSettings
from bot.slack import Slack, error_code

MANIFEST = Path(__file__).with_name("manifest.yaml")


def problems(settings: BotSettings) -> list[str]:
    """Return one sentence for each thing that keeps the bot from working; [] when all is well."""
    return [*_token_problems(settings), *_socket_problems(settings), *_grant_problems(settings)]


def wanted_scopes() -> frozenset[str]:
    """Return the scopes that the manifest asks for."""
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])


def _token_problems(settings: BotSettings) -> Iterator[str]:
    slack = Slack.at(settings.api_url, settings.bot_token.get_secret_value())
    try:
        slack.identity()
    except GoldenThreadError as error:
        yield str(error)
        return
    granted = slack.granted_scopes
    missing = wanted_scopes() - granted if granted else frozenset()
    if missing:
        yield (
            f"The bot token lacks the scopes {', '.join(sorted(missing))}. Add them under "
            "OAuth & Permissions and install the app again."
        )


def _socket_problems(settings: BotSettings) -> Iterator[str]:
    if settings.app_token is None:
        return
    client = WebClient(base_url=settings.api_url)
    try:
        client.apps_connections_open(app_token=settings.app_token.get_secret_value())
    except SlackApiError as error:
        yield (
            f"Slack refuses SLACK_APP_TOKEN ({error_code(error)}). It starts with xapp- and has "
            "the scope connections:write; Socket Mode is switched on in the app's settings."
        )
    except (OSError, SlackClientError) as error:
        yield f"Slack cannot be reached: {error}."


def _grant_problems(settings: BotSettings) -> Iterator[str]:
    try:
        read_grants(settings.channels_path)
    except GoldenThreadError as error:
        yield str(error)
