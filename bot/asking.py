"""An asked question -> one answer in its place: found again if it was posted, else posted once."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from slack_sdk.errors import SlackApiError

from assistant.errors import GoldenThreadError
from assistant.types import Question
from bot.attachments import may_be_read
from bot.blocks import Shown, answer_message, plain_message, with_note
from bot.corpus_size import CorpusSize
from bot.delivery import Delivery
from bot.front_door import TRANSIENT, FrontDoor
from bot.hints import Hints
from bot.jobs import Asked, Job, LaterError
from bot.reports import Reports
from bot.rights import Rights, Scope
from bot.slack import Message, Slack, mark_of
from bot.store import Store
from bot.threads import dropped_files, turns
from bot.wishes import wants_check, wants_matrix
from bot.words import (
    ANSWERED_WORDS,
    APOLOGY,
    CHECKING,
    CHECKING_DRAFT,
    DRAWING,
    DROP_DRAFT,
    GAVE_UP,
    HELP,
    LATER,
    MAKING_MATRIX,
    SEARCHING_DOCUMENTS,
    TOO_LONG,
)

logger = logging.getLogger(__name__)

# As the front door and the service have it; said here in words for people.
QUESTION_CHARACTERS = 2_000
# The service may be restarting: its questions wait for it this long.
PATIENCE_SECONDS = 600
FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 30


Wish = Literal["answer", "check", "check dropped", "matrix", "help", "too long"]
_STATUS: Mapping[Wish, str] = {
    "check": CHECKING,
    "check dropped": CHECKING,
    "matrix": MAKING_MATRIX,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """What answering needs besides the assistant."""

    slack: Slack
    store: Store
    rights: Rights
    reports: Reports
    bot_user_id: str
    public_url: str | None = None


class Asking:
    """Does the jobs of kinds "ask" and "check"."""

    def __init__(self, voice: Voice, front_door: FrontDoor) -> None:
        self._voice = voice
        self._front_door = front_door
        self._corpus_size = CorpusSize(front_door)
        self._hints = Hints(voice.slack, front_door, voice.rights)

    def do(self, job: Job) -> None:
        """Answer the question of a job, once.

        Raises:
            LaterError: it cannot be answered now.
        """
        asked = self._placed(job)
        thread = self._thread(job, asked)
        delivery = Delivery(self._voice.slack, self._voice.store, job, asked)
        delivery.clear_traces(thread, bot_user_id=self._voice.bot_user_id)
        if any(_is_answer(message, job.key) for message in thread):
            delivery.tidy()
            return
        began = time.monotonic()
        scope = self._voice.rights.of(asked)
        wish = _wish(job, asked)
        if job.attempts == 1 and asked.root:
            status = _STATUS.get(wish) or self._corpus_size.status(scope.reader)
            self._voice.slack.set_status(asked.channel, asked.root, status)
        said = turns(thread, before=asked.ts, bot_user_id=self._voice.bot_user_id)
        question = Question(asked.text, conversation=said, filters=scope.filters)
        answer = self._answer(delivery, question, scope)
        if not self._voice.store.is_wanted(job.key):
            delivery.give_up()
            return
        delivery.deliver(*answer)
        logger.info("answered %s in %.2f s", job.key, time.monotonic() - began)
        if wish == "answer":
            self._hints.give(asked, question, scope)

    def _placed(self, job: Job) -> Asked:
        """Return what was asked, with its place: a shortcut is answered to its user alone."""
        asked = Asked.of(job.payload)
        if job.kind != "check":
            return asked
        return replace(asked, channel=self._voice.slack.direct_channel(asked.user))

    def _thread(self, job: Job, asked: Asked) -> list[Message]:
        """Return the thread, where it matters: for what was said before, or what we posted."""
        if asked.response_url:
            return []
        if asked.root and (asked.is_follow_up or asked.redelivered or job.attempts > 1):
            return self._voice.slack.thread(asked.channel, asked.root, since=asked.ts)
        if not asked.root and job.attempts > 1:
            return self._voice.slack.latest(asked.channel, since=job.created)
        return []

    def _answer(
        self, delivery: Delivery, question: Question, scope: Scope
    ) -> tuple[Shown, Message]:
        job = delivery.job
        mark = {"question": job.key, "state": "answer"}
        error_mark = {**mark, "state": "error"}
        try:
            return self._reply(delivery, question, scope, mark)
        except TRANSIENT as error:
            logger.warning("question %s waits: %s", job.key, error)
            self._wait_or_give_up(delivery)
            return plain_message(GAVE_UP), error_mark
        except GoldenThreadError as error:
            return plain_message(str(error)), error_mark
        except (LaterError, SlackApiError, OSError):
            raise
        except Exception:  # the edge: whatever went wrong, the asker hears of it
            reference = uuid.uuid4().hex[:8]
            logger.exception("question %s failed, reference %s", job.key, reference)
            return plain_message(APOLOGY + reference), error_mark

    def _reply(
        self, delivery: Delivery, question: Question, scope: Scope, mark: Message
    ) -> tuple[Shown, Message]:
        asked, job = delivery.asked, delivery.job
        match _wish(job, asked):
            case "check":
                with delivery.waiting(CHECKING_DRAFT):
                    return self._voice.reports.check(asked, job), {**mark, "state": "check"}
            case "check dropped":
                with delivery.waiting(CHECKING_DRAFT):
                    return self._check_dropped(asked, job), {**mark, "state": "check"}
            case "matrix":
                with delivery.waiting(DRAWING):
                    return self._voice.reports.matrix(asked, job), {**mark, "state": "matrix"}
            case "help":
                return plain_message(HELP), {**mark, "state": "help"}
            case "too long":
                return plain_message(TOO_LONG), {**mark, "state": "error"}
        with delivery.waiting(SEARCHING_DOCUMENTS) as progress:
            answer = self._front_door.ask(question, reader=scope.reader, listener=progress)
        shown = answer_message(
            answer,
            question=asked.text,
            public_url=self._voice.public_url,
            private=bool(asked.response_url),
        )
        names = ", ".join(str(file.get("name", "")) for file in asked.files)
        if names:
            shown = with_note(shown, ANSWERED_WORDS.format(names))
        return shown, {**mark, "answer": answer.id}

    def _check_dropped(self, asked: Asked, job: Job) -> Shown:
        """Check what was dropped in the thread before someone asked to check it.

        The event of a mention may come without the files of its message: they are asked for.
        """
        if asked.root:
            thread = self._voice.slack.thread(asked.channel, asked.root, since=asked.ts)
            me = self._voice.bot_user_id
            if files := dropped_files(thread, until=asked.ts, bot_user_id=me):
                return self._voice.reports.check(replace(asked, files=files), job)
        return plain_message(DROP_DRAFT)

    def _wait_or_give_up(self, delivery: Delivery) -> None:
        """Say that the answer comes later, once, and try again; return when it is too late."""
        job = delivery.job
        if time.time() - job.created > PATIENCE_SECONDS:
            return
        delivery.give_notice(plain_message(LATER))
        raise LaterError(min(FIRST_WAIT_SECONDS * 2 ** (job.attempts - 1), LONGEST_WAIT_SECONDS))


def _wish(job: Job, asked: Asked) -> Wish:
    """Return what a message asks for."""
    if job.kind == "check" or any(map(may_be_read, asked.files)):
        return "check"
    if asked.files and (not asked.text or wants_check(asked.text)):
        return "check"  # which says that it cannot read them
    if asked.text.lower() in ("", "help"):
        return "help"
    if len(asked.text) > QUESTION_CHARACTERS:
        return "too long"
    if wants_matrix(asked.text):
        return "matrix"
    return "check dropped" if wants_check(asked.text) else "answer"


def _is_answer(message: Message, key: str) -> bool:
    mark = mark_of(message)
    return mark.get("question") == key and mark.get("state") not in ("notice", "progress")
