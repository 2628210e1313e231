"""An asked question -> one answer in its place: found again if it was posted, else posted once."""

from __future__ import annotations

import logging
import time
import uuid

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from assistant.errors import (
    GoldenThreadError,
    IndexMissingError,
    ModelError,
    StoreUnavailableError,
)
from assistant.types import Question, Turn
from bot.blocks import Shown, answer_message, plain_message
from bot.front_door import FrontDoor
from bot.identity import Identity
from bot.jobs import Asked, Job, LaterError
from bot.rights import Rights, Scope
from bot.slack import Message, Slack, error_code, mark_of
from bot.store import Store
from bot.threads import turns
from bot.words import APOLOGY, GAVE_UP, HELP, LATER, SEARCHING

logger = logging.getLogger(__name__)

# The service may be restarting: its questions wait for it this long.
PATIENCE_SECONDS = 600
FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 30
TRANSIENT = (StoreUnavailableError, IndexMissingError, ModelError)


class Asking:
    """Does the jobs of kind "ask"."""

    def __init__(
        self,
        slack: Slack,
        store: Store,
        front_door: FrontDoor,
        rights: Rights,
        *,
        me: Identity,
        public_url: str | None,
    ) -> None:
        self._slack = slack
        self._store = store
        self._front_door = front_door
        self._rights = rights
        self._me = me
        self._public_url = public_url

    def do(self, job: Job) -> None:
        """Answer the question of a job, once.

        Raises:
            LaterError: it cannot be answered now.
        """
        asked = Asked.of(job.payload)
        thread = self._thread(job, asked)
        if any(_is_answer(message, job.key) for message in thread):
            return
        if job.attempts == 1 and asked.root:
            self._slack.set_status(asked.channel, asked.root, SEARCHING)
        began = time.monotonic()
        shown, mark = self._answer(job, asked, thread)
        self._deliver(job, asked, shown, mark)
        logger.info("answered %s in %.2f s", job.key, time.monotonic() - began)

    def _thread(self, job: Job, asked: Asked) -> list[Message]:
        """Return the thread, where it matters: for what was said before, or what we posted."""
        if asked.root and (asked.is_follow_up or asked.redelivered or job.attempts > 1):
            return self._slack.thread(asked.channel, asked.root)
        return []

    def _answer(self, job: Job, asked: Asked, thread: list[Message]) -> tuple[Shown, Message]:
        mark = {"question": job.key, "state": "answer"}
        if asked.text.lower() in ("", "help"):
            return plain_message(HELP), {**mark, "state": "help"}
        said = turns(thread, before=asked.ts, bot_user_id=self._me.user_id)
        try:
            return self._ask(asked, said, self._rights.of(asked), mark)
        except TRANSIENT as error:
            logger.warning("question %s waits: %s", job.key, error)
            self._wait_or_give_up(job, asked)
            return plain_message(GAVE_UP), {**mark, "state": "error"}
        except GoldenThreadError as error:
            return plain_message(str(error)), {**mark, "state": "error"}
        except (LaterError, SlackApiError, OSError):
            raise
        except Exception:  # the edge: whatever went wrong, the asker hears of it
            reference = uuid.uuid4().hex[:8]
            logger.exception("question %s failed, reference %s", job.key, reference)
            return plain_message(APOLOGY + reference), {**mark, "state": "error"}

    def _ask(
        self, asked: Asked, said: tuple[Turn, ...], scope: Scope, mark: Message
    ) -> tuple[Shown, Message]:
        question = Question(asked.text, conversation=said, filters=scope.filters)
        answer = self._front_door.ask(question, reader=scope.reader)
        shown = answer_message(
            answer,
            question=asked.text,
            public_url=self._public_url,
            private=bool(asked.response_url),
        )
        return shown, {**mark, "answer": answer.id}

    def _wait_or_give_up(self, job: Job, asked: Asked) -> None:
        """Say that the answer comes later, once, and try again; return when it is too late."""
        if time.time() - job.created > PATIENCE_SECONDS:
            return
        if not job.notice and asked.root:
            mark = {"question": job.key, "state": "notice"}
            ts = self._post(asked, plain_message(LATER), mark)
            self._store.set_notice(job.key, ts)
        raise LaterError(min(FIRST_WAIT_SECONDS * 2 ** (job.attempts - 1), LONGEST_WAIT_SECONDS))

    def _deliver(self, job: Job, asked: Asked, shown: Shown, mark: Message) -> None:
        if asked.response_url:
            self._respond(asked, shown)
            return
        self._post(asked, shown, mark)
        if job.notice:
            self._slack.delete(asked.channel, job.notice)

    def _post(self, asked: Asked, shown: Shown, mark: Message) -> str:
        where = (asked.channel, asked.root)
        try:
            return self._slack.post(*where, text=shown.text, blocks=shown.blocks, mark=mark)
        except SlackApiError as error:
            if error_code(error) not in ("invalid_blocks", "msg_blocks_too_long"):
                raise
            # An answer in plain words is better than none.
            logger.exception("Slack refuses the blocks of an answer")
            return self._slack.post(*where, text=shown.text, blocks=None, mark=mark)

    def _respond(self, asked: Asked, shown: Shown) -> None:
        response = WebhookClient(asked.response_url, timeout=10).send(
            text=shown.text, blocks=shown.blocks, response_type="ephemeral", replace_original=True
        )
        if response.status_code == 429 or response.status_code >= 500:
            raise LaterError(float(response.headers.get("Retry-After") or FIRST_WAIT_SECONDS))
        if response.status_code != 200:
            self._slack.post_ephemeral(asked.channel, asked.user, shown.text, shown.blocks)


def _is_answer(message: Message, key: str) -> bool:
    mark = mark_of(message)
    return mark.get("question") == key and mark.get("state") != "notice"
