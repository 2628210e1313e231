"""What a thread shows while its answer is made: one message that grows by checked statements.

An answer that comes soon is posted whole. A slow one begins as a stream, or, where Slack has no
streams for us, as a message that is changed. Only statements that were checked are ever shown.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError, SlackClientError

from assistant.types import Citation, Stage, Statement
from bot.blocks import ANSWER_CHARACTERS, Block, plain_message, said_with_marks
from bot.jobs import Asked
from bot.mrkdwn import MARKDOWN_LINE_END, markdown
from bot.slack import Slack, error_code
from bot.words import MENDING, SEARCHING_PRIVATELY, WRITING

logger = logging.getLogger(__name__)

# Until then the status line says what happens.
SLOW_SECONDS = 2.5
# A first statement is shown after this, when the answer is not whole by then.
SOON_SECONDS = 0.8
# Slack gives no figure for appending to streams; a message may be changed about once a second.
STREAM_PACE_SECONDS = 1.0
CHANGE_PACE_SECONDS = 3.0
WANTED_SECONDS = 1.0
_TASKS: dict[Stage, str] = {"writing": WRITING, "mending": MENDING}


class Progress:
    """Listens to an answer in the making and shows it in its thread."""

    def __init__(
        self, slack: Slack, asked: Asked, key: str, *, title: str, is_wanted: Callable[[], bool]
    ) -> None:
        self.stream_ts = ""
        self.message_ts = ""
        self.said = ""  # in Markdown
        self.is_replaced = False
        self.is_unsure = False
        self._slack = slack
        self._asked = asked
        self._key = key
        self._is_wanted = is_wanted
        self._looked = (time.monotonic(), True)
        self._tasks = [title]
        self._told_tasks = 0
        self._heard: list[str] = []
        self._shown = 0
        self._due = math.inf
        self._not_before = 0.0
        self._has_begun = self._has_ended = False
        self._changed = threading.Condition()

    def note(self, stage: Stage) -> None:
        """Take what happens now."""
        with self._changed:
            if stage == "replaced":
                # What is in a stream cannot be taken back: the whole answer replaces it at the end.
                self.is_replaced = self.is_replaced or self._shown > 0
                self._heard = []
            elif stage in _TASKS and _TASKS[stage] not in self._tasks:
                self._tasks.append(_TASKS[stage])

    def hear(self, statement: Statement, _citations: Sequence[Citation]) -> None:
        """Take a checked statement."""
        with self._changed:
            self._heard.append(said_with_marks(statement))
            self._due = min(self._due, max(time.monotonic() + SOON_SECONDS, self._not_before))
            self._changed.notify_all()

    def is_gone(self) -> bool:
        """Say whether nobody wants the answer any more."""
        at, wanted = self._looked
        if wanted and time.monotonic() - at > WANTED_SECONDS:
            wanted = self._is_wanted()
            self._looked = (time.monotonic(), wanted)
        return not wanted

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        """Show what is heard until the end of the block."""
        if not self._asked.root:
            yield self
            return
        self._due = time.monotonic() + SLOW_SECONDS
        thread = threading.Thread(target=self._show, name="bot-progress", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            with self._changed:
                self._has_ended = True
                self._changed.notify_all()
            # A call in flight may not be overtaken by the answer: it ends by its own time limit.
            thread.join()

    def task_chunks(self, *, is_done: bool) -> list[Block]:
        """Return the steps so far, as Slack lists them in a stream."""
        last = len(self._tasks) - 1
        return [
            {
                "type": "task_update",
                "id": f"task-{number}",
                "title": title,
                "status": "complete" if is_done or number < last else "in_progress",
            }
            for number, title in enumerate(self._tasks)
        ]

    def _show(self) -> None:
        while True:
            with self._changed:
                while not self._has_ended and self._due > time.monotonic():
                    left = self._due - time.monotonic()
                    self._changed.wait(None if left == math.inf else left)
                if self._has_ended:
                    return
                self._due = math.inf
                text = self._take()
            self._call(text)

    def _take(self) -> str:
        """Return what is to be shown next; nothing more when what was shown is to be replaced."""
        if self.is_replaced:
            return ""
        new = self._heard[self._shown :]
        text = "\n".join(new)
        if len(self.said) + len(text) > ANSWER_CHARACTERS:
            return ""
        self._shown = len(self._heard)
        return text

    def _call(self, text: str) -> None:
        pace = CHANGE_PACE_SECONDS if self.message_ts else STREAM_PACE_SECONDS
        self._not_before = time.monotonic() + pace
        try:
            self._begin_or_go_on(text)
        except SlackApiError as error:
            # Slack ends a stream by itself after a while: the whole answer comes in its place.
            logger.info("progress not shown: %s", error_code(error))
            self.is_replaced = True
        except (OSError, SlackClientError) as error:
            self.is_unsure = self.is_replaced = True
            logger.info("progress not shown: %s", error)

    def _begin_or_go_on(self, text: str) -> None:
        if not self._has_begun:
            self._has_begun = True
            self._begin(text)
        elif text and self.stream_ts:
            more = (MARKDOWN_LINE_END if self.said else "") + markdown(text)
            chunks = [*self._new_tasks(), {"type": "markdown_text", "text": more}]
            self._slack.go_on_streaming(self._asked.channel, self.stream_ts, chunks=chunks)
            self.said += more
        elif text and self.message_ts:
            self.said += ("\n" if self.said else "") + text
            shown = plain_message(self.said)
            self._slack.update(
                self._asked.channel, self.message_ts, text=shown.text, blocks=shown.blocks,
                mark={"question": self._key, "state": "progress"}, is_patient=False,
            )  # fmt: skip

    def _begin(self, text: str) -> None:
        shown = markdown(text) if text else ""
        told: list[Block] = [{"type": "markdown_text", "text": shown}] if shown else []
        try:
            self.stream_ts = self._slack.start_stream(
                self._asked.channel,
                self._asked.root,
                user=self._asked.user,
                team=self._asked.team,
                chunks=[*self._new_tasks(), *told],
            )
            self.said = shown
        except SlackApiError as error:
            logger.info("no stream: %s", error_code(error))
            first = plain_message(text or SEARCHING_PRIVATELY)
            self.message_ts = self._slack.post(
                self._asked.channel, self._asked.root, text=first.text, blocks=first.blocks,
                mark={"question": self._key, "state": "progress"}, is_patient=False,
            )  # fmt: skip
            self.said = text

    def _new_tasks(self) -> list[Block]:
        """Return the steps again when there is a new one."""
        if self._told_tasks == len(self._tasks):
            return []
        self._told_tasks = len(self._tasks)
        return self.task_chunks(is_done=False)
