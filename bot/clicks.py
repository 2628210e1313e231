"""Clicks, modals and shortcuts -> jobs that are kept, or a modal that opens at once."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from assistant.errors import GoldenThreadError
from bot.blocks import whole_answer
from bot.buttons import (
    CHECK,
    COMMENT,
    EVIDENCE,
    FEEDBACK,
    PASSAGE,
    PRIVATELY,
    SHARE,
    WHOLE,
    Span,
)
from bot.front_door import FrontDoor
from bot.identity import Identity
from bot.incoming import files_of
from bot.jobs import Asked, Job, JobKind
from bot.rights import Rights, Scope
from bot.slack import Slack
from bot.views import comment_modal, evidence_modal, message_modal, modal, passage_modal
from bot.words import CHECKED_DIRECTLY, READING, THANKS

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
EVIDENCE_PASSAGES = 8
THREADS = 4


class Clicks:
    """What happens when a person presses something."""

    def __init__(
        self,
        slack: Slack,
        keep: Callable[[Job], None],
        front_door: FrontDoor,
        rights: Rights,
        *,
        me: Identity,
        public_url: str | None = None,
    ) -> None:
        self._public_url = public_url
        self._slack = slack
        self._keep_job = keep
        self._front_door = front_door
        self._rights = rights
        self._me = me
        self._pool = ThreadPoolExecutor(THREADS, "bot-click")

    def register(self, app: App) -> None:
        """Register every button, modal and shortcut of the bot, and swallow all others."""
        app.action(FEEDBACK)(_listener(self._judge, self._pool, self._answer_judgement))
        app.action(re.compile(f"^{PASSAGE}"))(_listener(_nothing, self._pool, self._open_passage))
        app.action(EVIDENCE)(_listener(_nothing, self._pool, self._open_evidence))
        app.action(WHOLE)(_listener(_nothing, self._pool, self._open_whole))
        app.action(SHARE)(_listener(self._share, self._pool))
        app.action(PRIVATELY)(_listener(self._answer_privately, self._pool))
        app.view(COMMENT)(_listener(self._comment, self._pool))
        app.shortcut(CHECK)(_listener(self._check, self._pool, self._answer_shortcut))
        # A button that only opens a link is reported too.
        anything = re.compile("")
        for register in (app.action, app.shortcut, app.view):
            register(anything)(_listener(_nothing, self._pool))

    def _judge(self, body: Body) -> None:
        answer_id, helpful = json.loads(_value(body))
        self._keep("feedback", body, answer=str(answer_id), helpful=bool(helpful), comment="")

    def _answer_judgement(self, body: Body) -> None:
        answer_id, helpful = json.loads(_value(body))
        if helpful:
            _whisper(body, THANKS)
        else:
            self._open(body, comment_modal(str(answer_id)))

    def _answer_shortcut(self, body: Body) -> None:
        _whisper(body, CHECKED_DIRECTLY)

    def _comment(self, body: Body) -> None:
        view = body["view"]
        comment = str(view["state"]["values"]["comment"]["comment"].get("value") or "").strip()
        if comment:
            answer_id = str(view["private_metadata"])
            self._keep("feedback", body, answer=answer_id, helpful=False, comment=comment[:2_000])

    def _open_passage(self, body: Body) -> None:
        span = Span.of(_value(body))
        reader = self._scope(body).reader
        self._show(
            body,
            lambda: passage_modal(
                self._front_door.text(span.document_id, reader=reader, version=span.version), span
            ),
        )

    def _open_evidence(self, body: Body) -> None:
        scope = self._scope(body)
        self._show(
            body,
            lambda: evidence_modal(
                self._front_door.search(
                    _value(body), reader=scope.reader, filters=scope.filters, top=EVIDENCE_PASSAGES
                )
            ),
        )

    def _open_whole(self, body: Body) -> None:
        reader = self._scope(body).reader

        def view() -> dict[str, Any]:
            answer = self._front_door.earlier_answer(_value(body), reader=reader)
            return modal("The whole answer", whole_answer(answer, public_url=self._public_url))

        self._show(body, view)

    def _share(self, body: Body) -> None:
        asked = self._asked(body, text=_value(body))
        self._keep("share", body, **{**asked.to_payload(), "response_url": _response_url(body)})

    def _answer_privately(self, body: Body) -> None:
        asked = self._asked(body, text=_value(body), channel="")
        self._keep("share", body, **asked.to_payload())

    def _check(self, body: Body) -> None:
        """Check a message or its first file; the report goes to who asked, alone."""
        message = body.get("message") or {}
        files = files_of(message.get("files"))
        text = str(message.get("text") or "")
        asked = self._asked(body, text=text, channel="", files=files)
        self._keep("check", body, **asked.to_payload())

    def _show(self, body: Body, view: Callable[[], dict[str, Any]]) -> None:
        """Open a modal while its trigger lives, then fill it."""
        opened = self._open(body, message_modal("One moment", READING))
        try:
            filled = view()
        except GoldenThreadError as error:
            filled = message_modal("Sorry", str(error))
        self._slack.reading.views_update(view_id=opened, view=filled)

    def _open(self, body: Body, view: dict[str, Any]) -> str:
        opened = self._slack.reading.views_open(trigger_id=str(body["trigger_id"]), view=view)
        return str(opened["view"]["id"])

    def _scope(self, body: Body) -> Scope:
        return self._rights.of(self._asked(body, text=""))

    def _asked(self, body: Body, *, text: str, **changes: Any) -> Asked:
        user, container = body["user"], body.get("container") or {}
        channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
        team = user.get("team_id") or self._me.team_id
        fields = {
            "user": str(user["id"]),
            "channel": channel,
            "external": team != self._me.team_id,
            # What only one person sees is for that person's eyes, whatever the channel.
            "response_url": _response_url(body) if container.get("is_ephemeral") else "",
            **changes,
        }
        return Asked(text=text, **fields)

    def _keep(self, kind: JobKind, body: Body, **payload: Any) -> None:
        actions = body.get("actions") or [{}]
        when = actions[0].get("action_ts") or body.get("action_ts") or body.get("trigger_id")
        user = str(body["user"]["id"])
        key = f"{kind}:{user}:{when}"
        # A comment comes after the judgement that it belongs to.
        lane = f"feedback:{user}:{payload['answer']}" if kind == "feedback" else key
        self._keep_job(Job(kind, key, lane, {"user": user, **payload}))


def _listener(
    keep: Callable[[Body], None], pool: Executor, then: Callable[[Body], None] | None = None
) -> Callable[..., None]:
    """Return a Bolt listener that keeps what is asked for, acknowledges, and does the rest apart.

    An exception right after `ack()` would take the acknowledgement back.
    """

    def listen(ack: Ack, body: Body) -> None:
        try:
            keep(body)
        except sqlite3.Error:
            # Not kept, so not acknowledged: Slack tells the person that it failed.
            raise
        except Exception:  # the edge: a click of an odd shape is no failure of ours
            logger.exception("a click cannot be understood")
        ack()
        if then is not None:
            pool.submit(_guarded, then, body)

    return listen


def _guarded(work: Callable[[Body], None], body: Body) -> None:
    try:
        work(body)
    except Exception:  # the edge: a click that fails must not end the thread
        logger.exception("a click failed")


def _nothing(_body: Body) -> None:
    """Keep nothing: the click only shows something."""


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _response_url(body: Body) -> str:
    return str(body.get("response_url") or "")


def _whisper(body: Body, text: str) -> None:
    if url := _response_url(body):
        try:
            WebhookClient(url, timeout=5).send(
                text=text, response_type="ephemeral", replace_original=False
            )
        except (OSError, SlackClientError) as error:
            logger.info("thanks not said: %s", error)
