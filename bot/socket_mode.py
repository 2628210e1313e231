"""Socket Mode -> the Bolt app: a lost connection is noticed and replaced within seconds."""

from __future__ import annotations

import contextlib
import logging
import socket

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
        close_socket(handler)
        if error_code(error) in TOKEN_ERRORS | {"not_allowed_token_type"}:
            raise SettingsError(
                f"Slack refuses SLACK_APP_TOKEN ({error_code(error)}). It starts with xapp- and "
                "has the scope connections:write."
            ) from error
        raise StoreUnavailableError(f"Socket Mode cannot be opened: {error}.") from error
    except (OSError, SlackClientError) as error:
        close_socket(handler)
        raise StoreUnavailableError(f"Slack cannot be reached: {error}.") from error
    return handler


def close_socket(handler: SocketModeHandler) -> None:
    """Disconnect at once: the SDK alone would wait out the three seconds of its last reading."""
    handler.client.auto_reconnect_enabled = False
    session = handler.client.current_session
    if session is not None and session.sock is not None:
        with contextlib.suppress(OSError):
            session.sock.shutdown(socket.SHUT_RDWR)
    handler.client.close()
