"""Socket Mode -> the Bolt app: a lost connection is noticed and replaced within seconds."""

from __future__ import annotations

import contextlib
import logging
import socket
import time

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.interval_runner import IntervalRunner

from assistant.errors import SettingsError, StoreUnavailableError
from bot.slack import TOKEN_ERRORS, error_code

logger = logging.getLogger(__name__)

# With the SDK's interval of ten seconds the bot would stay deaf for a minute.
PING_SECONDS = 0.6
# Without an answer to a ping for so long, a connection counts as lost.
SILENCE_SECONDS = 3.0
WATCH_SECONDS = 0.5
# How long a reading may hold the connection when it is to be replaced; the SDK takes three.
READING_SECONDS = 1.0
CONCURRENCY = 20


class OpenSocket:
    """A connection to Slack that is kept up until it is closed."""

    def __init__(self, client: SocketModeClient) -> None:
        self._client = client
        self._watched: tuple[str, float] = ("", 0.0)
        self._watch = IntervalRunner(self._look, WATCH_SECONDS).start()

    def close(self) -> None:
        """Disconnect at once."""
        self._client.auto_reconnect_enabled = False
        self._watch.event.set()
        session = self._client.current_session
        if session is not None and session.sock is not None:
            with contextlib.suppress(OSError, AttributeError):
                session.sock.shutdown(socket.SHUT_RDWR)
            # As in `_look`: its reader, which that woke, may be the first to close it.
            with contextlib.suppress(AttributeError):
                session.disconnect()
        # Its reader of messages waits a second for the next one: this is none.
        self._client.closed = True
        self._client.message_queue.put(None)
        self._client.close()

    def _look(self) -> None:
        """Give a connection up at the first ping that cannot be sent, or when it is silent.

        The SDK waits for five failures, and never gives up one that was silent from the start.
        """
        session = self._client.current_session
        if session is None or session.sock is None:
            return
        # The SDK's reader may close the socket at the same time, and `disconnect` does not look
        # again once it holds the lock: then there is none to close, which is what we want.
        with contextlib.suppress(OSError, AttributeError):
            session.sock.settimeout(READING_SECONDS)
            if session.consecutive_check_state_error_count or self._is_silent(session):
                logger.warning("the connection to Slack is lost; connecting again")
                session.disconnect()

    def _is_silent(self, session: Connection) -> bool:
        now = time.time()
        if self._watched[0] != session.session_id:
            self._watched = (session.session_id, now)
        heard: float = session.last_ping_pong_time or self._watched[1]
        return now - heard > SILENCE_SECONDS


def open_socket(bolt: App, app_token: str, client: WebClient) -> OpenSocket:
    """Connect to Slack; return the connection, to be closed by the caller.

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
    opened = OpenSocket(handler.client)
    try:
        handler.client.connect()
    except SlackApiError as error:
        opened.close()
        if error_code(error) in TOKEN_ERRORS | {"not_allowed_token_type"}:
            raise SettingsError(
                f"Slack refuses SLACK_APP_TOKEN ({error_code(error)}). It starts with xapp- and "
                "has the scope connections:write."
            ) from error
        raise StoreUnavailableError(f"Socket Mode cannot be opened: {error}.") from error
    except (OSError, SlackClientError) as error:
        opened.close()
        raise StoreUnavailableError(f"Slack cannot be reached: {error}.") from error
    return opened
