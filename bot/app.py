"""The Bolt app: what is asked for is kept in the store before Slack hears that it was received."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.clicks import Clicks
from bot.identity import Identity
from bot.incoming import Edited, Stopped, from_command, from_event
from bot.slack import Slack
from bot.store import Store
from bot.words import HELP, SEARCHING_PRIVATELY

logger = logging.getLogger(__name__)


class Intake:
    """Keeps events and commands; everything else Bolt hands to its listeners."""

    def __init__(self, store: Store, me: Identity, wake: Callable[[], None]) -> None:
        self._store = store
        self._me = me
        self._wake = wake

    def keep(self, body: Mapping[str, Any], *, redelivered: bool) -> None:
        """Keep what an event asks for, unless it was kept before."""
        wanted = from_event(body, self._me, self._store.takes_part, redelivered=redelivered)
        if isinstance(wanted, Edited):
            self._store.change_text(wanted.key, wanted.text)
            if wanted.job and self._store.add(wanted.job):
                self._wake()
        elif isinstance(wanted, Stopped):
            self._store.drop_lane(wanted.lane)
        elif wanted and self._store.add(wanted, event_id=str(body.get("event_id") or "")):
            self._wake()

    def keep_command(self, body: Mapping[str, Any]) -> str:
        """Keep what a command asks for; return the words to acknowledge it with."""
        if str(body.get("text", "")).strip().lower() in ("", "help"):
            return HELP
        if self._store.add(from_command(body, self._me)):
            self._wake()
        return SEARCHING_PRIVATELY


def create_app(slack: Slack, intake: Intake, clicks: Clicks, *, me: Identity) -> App:
    """Return the Bolt app; requests reach it verified, whatever the transport."""
    app = App(
        name="golden-thread",
        client=slack.reading,
        # Who the bot is has been asked once: asking again here would cost the acknowledgement.
        authorize=lambda **_: AuthorizeResult(
            enterprise_id=None,
            team_id=me.team_id,
            bot_user_id=me.user_id,
            bot_id=me.bot_id,
            bot_token=slack.posting.token,
        ),
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.use(_keep_before_acknowledging(intake))
    clicks.register(app)
    return app


def _keep_before_acknowledging(intake: Intake) -> Callable[..., BoltResponse | None]:
    """Return the middleware through which every event and command goes.

    Bolt acknowledges an event before its listener runs, and takes the acknowledgement of a
    command back when its listener fails at once: neither may decide what becomes of a question.
    """

    def keep(
        req: BoltRequest,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse | None:
        try:
            if req.body.get("type") == "event_callback":
                intake.keep(req.body, redelivered="x-slack-retry-num" in req.headers)
                return BoltResponse(status=200, body="")
            if req.body.get("type") == "app_rate_limited":
                logger.warning("Slack holds events back: the workspace sends too many")
                return BoltResponse(status=200, body="")
            # An administrator may have renamed the command: every one that arrives is ours.
            if isinstance(req.body.get("command"), str):
                words = intake.keep_command(req.body)
                return BoltResponse(status=200, body={"response_type": "ephemeral", "text": words})
        except sqlite3.Error:
            # Not kept, so not acknowledged: Slack sends it again.
            logger.exception("an event could not be kept")
            return BoltResponse(status=503, body="")
        return next()

    return keep
