"""Socket Mode -> the Bolt app: a lost connection is noticed and replaced within seconds."""

from __future__ import annotations

import logging

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from assistant.errors import SettingsError, StoreUnavailableError
from bot.slack import TOKEN_ERRORS, error_code

logger = logging.getLogger(__name__)

# A connection counts as lost after four silent intervals; with the SDK's ten seconds the bot
# would stay deaf for a minute.
PING_SECONDS = 1.0
CONCURRENCY = 20


def open_socket(bolt: App, app_token: str, client: WebClient) -> SocketModeHandler:
    """Connect to Slack; return the handler, to be closed by the caller.

    Raises:
        SettingsError: Slack does not know the app token.
        StoreUnavailableError: Slack cannot be reached.
    """
    handler = SocketModeHandler(
        bolt,
        app_token,
        web_client=client,
        ping_interval=PING_SECONDS,
        concurrency=CONCURRENCY,
        logger=logger,
    )
    try:
        handler.client.connect()
    except SlackApiError as error:
        handler.client.close()
        if error_code(error) in TOKEN_ERRORS | {"not_allowed_token_type"}:
            raise SettingsError(
                f"Slack refuses SLACK_APP_TOKEN ({error_code(error)}). It starts with xapp- and "
                "has the scope connections:write."
            ) from error
        raise StoreUnavailableError(f"Socket Mode cannot be opened: {error}.") from error
    except (OSError, SlackClientError) as error:
        handler.client.close()
        raise StoreUnavailableError(f"Slack cannot be reached: {error}.") from error
    return handler
