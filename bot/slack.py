"""The Web API calls that the bot makes, with the right patience for each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from assistant.errors import SettingsError, StoreUnavailableError
from bot.identity import Identity

logger = logging.getLogger(__name__)

ANSWER_EVENT = "golden_thread_answer"
TOKEN_ERRORS = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
)
# A thread that is longer is answered without its middle. Slack gives 1,000 replies at a time.
REPLIES_PAGES = 3
REPLIES_PER_PAGE = 1_000
# Our clock and Slack's may differ by as much as their signatures allow, and more.
CLOCKS_SECONDS = 600.0
# What is only a courtesy may not delay the answer by more.
HASTY_SECONDS = 1

Message = Mapping[str, Any]
Blocks = Sequence[dict[str, Any]]


class Patience(RateLimitErrorRetryHandler):
    """Waits as Slack says after a refusal for haste, and tells of it before it waits.

    The wait dies with the process; what was told outlives it (`Store.note_refusal`).
    """

    def __init__(self) -> None:
        super().__init__(max_retry_count=3)
        self.tell: Callable[[float], None] | None = None

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Tell how many seconds Slack asks for, and wait."""
        if response is not None and self.tell is not None:
            self.tell(_seconds_to_wait(response.headers))
        super().prepare_for_next_attempt(
            state=state, request=request, response=response, error=error
        )


class Slack:
    """Clients: one that may repeat a call, one that must not, and two that do not wait.

    A message whose posting broke off may have been posted: only the work that asked for it
    may try again, after it has looked for the message. A call refused with 429 was not made.
    """

    me: Identity
    granted_scopes: frozenset[str]

    def __init__(
        self,
        reading: WebClient,
        posting: WebClient,
        once: WebClient,
        hasty: WebClient,
        patience: Patience,
    ) -> None:
        self.reading = reading
        self.posting = posting
        self.once = once
        self.hasty = hasty
        self.patience = patience

    @classmethod
    def at(cls, api_url: str, token: str) -> Slack:
        """Make the clients for a Web API address."""

        def client(timeout: int, *handlers: Any) -> WebClient:
            return WebClient(token, api_url, timeout=timeout, retry_handlers=list(handlers))

        patience = Patience()
        again = (ConnectionErrorRetryHandler(2), ServerErrorRetryHandler(2))
        return cls(
            client(15, patience, *again),
            client(15, patience),
            client(15),
            client(HASTY_SECONDS),
            patience,
        )

    def identity(self) -> Identity:
        """Return who the bot is.

        Raises:
            SettingsError: Slack does not know the token.
            StoreUnavailableError: Slack cannot be reached.
        """
        try:
            answer = self.reading.auth_test()
        except SlackApiError as error:
            if error_code(error) in TOKEN_ERRORS:
                raise SettingsError(
                    f"Slack refuses SLACK_BOT_TOKEN ({error_code(error)}). Install the app again "
                    "and set the new token."
                ) from error
            raise StoreUnavailableError(f"Slack answers auth.test with {error}.") from error
        except (OSError, SlackClientError) as error:
            raise StoreUnavailableError(f"Slack cannot be reached: {error}.") from error
        headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
        scopes = str(headers.get("x-oauth-scopes") or "").replace(" ", "")
        self.granted_scopes = frozenset(filter(None, scopes.split(",")))
        self.me = Identity(
            str(answer["user_id"]), str(answer.get("bot_id") or ""), str(answer["team_id"])
        )
        return self.me

    def post(
        self,
        channel: str,
        thread_ts: str,
        *,
        text: str,
        blocks: Blocks | None,
        mark: Message,
        is_patient: bool = True,
    ) -> str:
        """Post a message that carries its question's key in its metadata; return its ts."""
        client = self.posting if is_patient else self.once
        response = client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts or None,
            text=text,
            blocks=blocks,
            metadata=_metadata(mark),
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(response["ts"])

    def update(
        self,
        channel: str,
        ts: str,
        *,
        text: str,
        blocks: Blocks,
        mark: Message,
        is_patient: bool = True,
    ) -> None:
        """Put something else in the place of one of the bot's messages."""
        client = self.posting if is_patient else self.once
        client.chat_update(
            channel=channel, ts=ts, text=text, blocks=blocks, metadata=_metadata(mark)
        )

    def start_stream(
        self, channel: str, thread_ts: str, *, user: str, team: str, chunks: Blocks
    ) -> str:
        """Begin a message that grows; return its ts. In a channel Slack asks for whom it is."""
        response = self.once.chat_startStream(
            channel=channel,
            thread_ts=thread_ts,
            recipient_user_id=user,
            recipient_team_id=team or self.me.team_id,
            chunks=chunks,
        )
        return str(response["ts"])

    def go_on_streaming(self, channel: str, ts: str, *, chunks: Blocks) -> None:
        """Write more into a message that grows."""
        self.once.chat_appendStream(channel=channel, ts=ts, chunks=chunks)

    def end_stream(
        self, channel: str, ts: str, *, chunks: Blocks, blocks: Blocks, mark: Message
    ) -> None:
        """Write the rest of a message that grows, with its blocks: in one call, all or nothing."""
        self.posting.chat_stopStream(
            channel=channel, ts=ts, chunks=chunks, blocks=blocks, metadata=_metadata(mark)
        )

    def cut_stream(self, channel: str, ts: str) -> None:
        """End a message that grows as it is; Slack may have ended it by itself."""
        try:
            self.once.chat_stopStream(channel=channel, ts=ts)
        except SlackApiError as error:
            logger.info("stream %s not ended: %s", ts, error_code(error))

    def post_ephemeral(self, channel: str, user: str, text: str, blocks: Blocks | None) -> None:
        """Show a message to one person; where the bot is no member, in a direct message."""
        try:
            self.posting.chat_postEphemeral(channel=channel, user=user, text=text, blocks=blocks)
        except SlackApiError as error:
            if error_code(error) not in (
                "not_in_channel",
                "channel_not_found",
                "user_not_in_channel",
            ):
                raise
            self.post(user, "", text=text, blocks=blocks, mark={"state": "answer"})

    def direct_channel(self, user: str) -> str:
        """Return the channel of the direct messages with a person."""
        return str(self.reading.conversations_open(users=[user])["channel"]["id"])

    def latest(self, channel: str, *, since: float) -> list[Message]:
        """Return what was said in a channel, outside threads, since about this time."""
        page = self.reading.conversations_history(
            channel=channel,
            oldest=f"{since - CLOCKS_SECONDS:.6f}",
            limit=200,
            include_all_metadata=True,
        )
        return list(page.get("messages") or [])

    def discard_stream(self, channel: str, ts: str) -> None:
        """Take a message back that may still be growing."""
        self.cut_stream(channel, ts)
        self.delete(channel, ts)

    def delete(self, channel: str, ts: str) -> None:
        """Take one of the bot's own messages back; that it is gone already is no failure."""
        try:
            self.posting.chat_delete(channel=channel, ts=ts)
        except SlackApiError as error:
            logger.info("message %s not deleted: %s", ts, error_code(error))

    def thread(self, channel: str, root: str, *, since: str = "") -> list[Message]:
        """Return a thread's messages with their metadata, oldest first; [] when there is none.

        A very long thread is cut; what was said after `since` is always there.
        """
        try:
            found = list(self._replies(channel, root))
        except SlackApiError as error:
            if error_code(error) in ("thread_not_found", "message_not_found"):
                return []
            raise
        if since and len(found) >= REPLIES_PAGES * REPLIES_PER_PAGE:
            last = str(found[-1].get("ts", ""))
            later = self._replies(channel, root, oldest=max(since, last))
            found += [message for message in later if str(message.get("ts", "")) > last]
        return found

    def set_status(self, channel: str, root: str, status: str) -> None:
        """Show what the bot is doing; a courtesy, so that no failure of it matters."""
        try:
            self.hasty.assistant_threads_setStatus(
                channel_id=channel, thread_ts=root, status=status
            )
        except (OSError, SlackClientError) as error:
            logger.info("status not shown: %s", error)

    def _replies(self, channel: str, root: str, *, oldest: str = "0") -> Iterator[Message]:
        cursor = ""
        for _ in range(REPLIES_PAGES):
            page = self.reading.conversations_replies(
                channel=channel,
                ts=root,
                limit=REPLIES_PER_PAGE,
                cursor=cursor,
                include_all_metadata=True,
                oldest=oldest,
            )
            yield from page.get("messages") or []
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return


def _metadata(mark: Message) -> dict[str, Any]:
    return {"event_type": ANSWER_EVENT, "event_payload": dict(mark)}


def _seconds_to_wait(headers: Mapping[str, Sequence[str] | str]) -> float:
    """Return what Retry-After says and the part of a second that slack_sdk adds; 2 without it."""
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    return float(told if isinstance(told, str) else told[0]) + 1.0


def error_code(error: SlackApiError) -> str:
    """Return Slack's word for what went wrong."""
    response = error.response
    return str(response.get("error") or "") if hasattr(response, "get") else ""


def mark_of(message: Message) -> Message:
    """Return what the bot wrote into a message's metadata; {} for any other message."""
    metadata = message.get("metadata")
    if not isinstance(metadata, Mapping) or metadata.get("event_type") != ANSWER_EVENT:
        return {}
    payload = metadata.get("event_payload")
    return payload if isinstance(payload, Mapping) else {}
