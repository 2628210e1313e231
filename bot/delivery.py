"""An answer -> its place in Slack: posted, streamed when it is slow, or shown to one person."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.blocks import Shown
from bot.jobs import Asked, Job, LaterError
from bot.progress import Progress
from bot.slack import Message, Slack, error_code, mark_of
from bot.store import Store

logger = logging.getLogger(__name__)

RESPOND_AGAIN_SECONDS = 2.0
# The notice stands where the answer will be: there is nothing to take back.
IN_PLACE = "in place"


class Delivery:
    """Brings the answer to one question to its place, with at most one visible message."""

    def __init__(self, slack: Slack, store: Store, job: Job, asked: Asked) -> None:
        self.job = job
        self.asked = asked
        self._slack = slack
        self._store = store
        self._notice = job.notice
        self._progress: Progress | None = None

    @contextmanager
    def waiting(self, title: str) -> Iterator[Progress]:
        """Show progress in the thread while the answer takes long."""
        key = self.job.key
        progress = Progress(
            self._slack, self.asked, key, title=title, is_wanted=lambda: self._store.is_wanted(key)
        )
        self._progress = progress
        with progress.shown():
            yield progress

    def deliver(self, shown: Shown, mark: Message) -> None:
        """Put the answer in its place; what stood there for it goes."""
        if self.asked.response_url:
            self._respond(shown)
            return
        progress = self._progress
        if progress and progress.stream_ts:
            self._end_stream(progress, shown, mark)
        elif progress and progress.message_ts:
            self._replace(progress.message_ts, shown, mark)
        else:
            self._clear_if_unsure()
            self._post(shown, mark)
        self.tidy()

    def give_notice(self, shown: Shown) -> None:
        """Say once that the answer comes later."""
        mark = {"question": self.job.key, "state": "notice"}
        self._take_progress_back()
        if self._notice:
            return
        if self.asked.response_url:
            self._respond(shown)
            self._notice = IN_PLACE
        else:
            self._notice = self._post(shown, mark)
        self._store.set_notice(self.job.key, self._notice)

    def give_up(self) -> None:
        """Leave nothing: the question was taken back."""
        self._take_progress_back()
        if self.asked.root:
            self._slack.set_status(self.asked.channel, self.asked.root, "")
        self.tidy()

    def tidy(self) -> None:
        """Take back the word that the answer comes later."""
        if self._notice and self._notice != IN_PLACE:
            self._slack.delete(self.asked.channel, self._notice)

    def clear_traces(self, thread: Iterable[Message], *, bot_user_id: str) -> None:
        """Take back what an attempt that died left: a stream, a word of progress, a second notice.

        A stream carries no metadata until it ends. Questions of one thread are answered one by
        one, so that no other work of ours can be in progress here; outside threads nothing streams.
        """
        for message in thread:
            is_ours = message.get("user") == bot_user_id and not message.get("files")
            if is_ours and str(message.get("ts", "")) > self.asked.ts:
                self._clear_trace(message)

    def _clear_trace(self, message: Message) -> None:
        mark, ts = mark_of(message), str(message["ts"])
        if mark.get("state") == "notice" and mark.get("question") == self.job.key:
            self._adopt_notice(ts)
        elif self.asked.root and not mark:
            self._slack.discard_stream(self.asked.channel, ts)
        elif self.asked.root and mark.get("state") == "progress":
            self._slack.delete(self.asked.channel, ts)

    def _adopt_notice(self, ts: str) -> None:
        """Take a notice for the one that stands: it was posted, and its attempt died at once."""
        if self._notice in ("", ts):
            self._notice = ts
        else:
            self._slack.delete(self.asked.channel, ts)

    def _take_progress_back(self) -> None:
        if self._progress and self._progress.stream_ts:
            self._slack.discard_stream(self.asked.channel, self._progress.stream_ts)
        if self._progress and self._progress.message_ts:
            self._slack.delete(self.asked.channel, self._progress.message_ts)

    def _end_stream(self, progress: Progress, shown: Shown, mark: Message) -> None:
        """Write what is not there yet; an answer that goes on otherwise replaces what is."""
        channel, ts = self.asked.channel, progress.stream_ts
        if progress.is_replaced or not shown.markdown.startswith(progress.said):
            self._slack.cut_stream(channel, ts)
            self._replace(ts, shown, mark)
            return
        rest = shown.markdown.removeprefix(progress.said)
        chunks = progress.task_chunks(is_done=True)
        if rest:
            chunks.append({"type": "markdown_text", "text": rest})
        streamed = {**mark, "streamed": True}
        try:
            self._slack.end_stream(
                channel, ts, chunks=chunks, blocks=shown.blocks[1:], mark=streamed
            )
        except SlackApiError as error:
            # Slack ends a stream by itself when nothing was written to it for some minutes.
            logger.info("the stream is not ended: %s", error_code(error))
            self._replace(ts, shown, mark)

    def _replace(self, ts: str, shown: Shown, mark: Message) -> None:
        try:
            self._slack.update(
                self.asked.channel, ts, text=shown.text, blocks=shown.blocks, mark=mark
            )
        except SlackApiError as error:
            logger.info("message %s is posted anew: %s", ts, error_code(error))
            self._post(shown, mark)
            self._slack.discard_stream(self.asked.channel, ts)

    def _clear_if_unsure(self) -> None:
        """Look whether a call that broke off was carried out after all."""
        if self._progress and self._progress.is_unsure:
            me = self._slack.me.user_id
            thread = self._slack.thread(self.asked.channel, self.asked.root)
            self.clear_traces(thread, bot_user_id=me)

    def _post(self, shown: Shown, mark: Message) -> str:
        where = (self.asked.channel, self.asked.root)
        try:
            return self._slack.post(*where, text=shown.text, blocks=shown.blocks, mark=mark)
        except SlackApiError as error:
            if error_code(error) not in ("invalid_blocks", "msg_blocks_too_long"):
                raise
            # An answer in plain words is better than none.
            logger.exception("Slack refuses the blocks of an answer")
            return self._slack.post(*where, text=shown.text, blocks=None, mark=mark)

    def _respond(self, shown: Shown) -> None:
        response: Any = WebhookClient(self.asked.response_url, timeout=10).send(
            text=shown.text, blocks=shown.blocks, response_type="ephemeral", replace_original=True
        )
        if response.status_code == 429 or response.status_code >= 500:
            raise LaterError(float(response.headers.get("Retry-After") or RESPOND_AGAIN_SECONDS))
        if response.status_code != 200:
            asked = self.asked
            self._slack.post_ephemeral(asked.channel, asked.user, shown.text, shown.blocks)
