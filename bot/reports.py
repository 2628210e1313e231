"""A draft or the wish for the matrix -> a short summary, and the report as a file beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from assistant.alignment_types import Report
from assistant.errors import GoldenThreadError, NotFoundError
from assistant.types import Reader
from bot.attachments import Attachments
from bot.blocks import Shown, plain_message
from bot.front_door import TRANSIENT, FrontDoor
from bot.jobs import Asked, Job
from bot.mrkdwn import cut
from bot.report_words import Body, check_message, matrix_message, together
from bot.rights import Rights
from bot.slack import Slack
from bot.wishes import named_visions, wanted_form
from bot.words import MANY_VISIONS, NO_VISION, SENT_DIRECTLY

logger = logging.getLogger(__name__)

# A message holds no more summaries than this.
REPORTS = 4
STEM_CHARACTERS = 80

Vision = tuple[str, str]
Words = Callable[[Body, str], Shown]


class Reports:
    """Makes reports of what their place may read, and uploads them there."""

    def __init__(
        self, slack: Slack, front_door: FrontDoor, rights: Rights, attachments: Attachments
    ) -> None:
        self._slack = slack
        self._front_door = front_door
        self._rights = rights
        self._attachments = attachments

    def check(self, asked: Asked, job: Job) -> Shown:
        """Check the drafts of a message; nothing of them is kept."""
        reader = self._rights.of(asked).reader
        messages: list[Shown] = []
        for draft in self._attachments.drafts(asked):
            if isinstance(draft, str):
                messages.append(plain_message(draft))
            else:
                checked = self._checks(asked, job, draft, reader)
                messages += _within(checked, REPORTS - len(messages))
        return together(messages)

    def matrix(self, asked: Asked, job: Job) -> Shown:
        """Make the alignment matrix of the vision that is named, or of each."""
        scope, form = self._rights.of(asked), wanted_form(asked.text, "xlsx")

        def make(vision: Vision) -> Shown:
            report = self._front_door.matrix(
                reader=scope.reader, filters=scope.filters, vision=vision[0], form=form
            )
            name = f"alignment-matrix-{cut(vision[0], STEM_CHARACTERS)}.{report.form}"
            return self._given(asked, job, report, name, matrix_message)

        messages = list(_within(self._each(asked, scope.reader, make), REPORTS))
        if asked.response_url:
            messages.append(plain_message(SENT_DIRECTLY))
        return together(messages)

    def _checks(
        self, asked: Asked, job: Job, draft: tuple[str, bytes], reader: Reader
    ) -> Iterator[Shown]:
        name, content = draft
        # Only what stands beside a file chooses: the words of a draft are no wish.
        said = asked.text if asked.files else ""
        form = wanted_form(said, "docx")
        chosen = self._visions(said, reader)

        def make(vision: Vision) -> Shown:
            report = self._front_door.check(
                name, content, reader=reader, vision=vision[0], form=form
            )
            which = f" against {vision[0]}" if len(chosen) > 1 else ""
            stem = cut(PurePath(name).stem, STEM_CHARACTERS)
            file_name = f"{stem} - check{which}.{report.form}"
            return self._given(asked, job, report, file_name, check_message)

        return self._each(asked, reader, make, chosen)

    def _each(
        self,
        asked: Asked,
        reader: Reader,
        make: Callable[[Vision], Shown],
        chosen: Sequence[Vision] | None = None,
    ) -> Iterator[Shown]:
        """Yield a message for each vision that is asked for, or what stands in the way."""
        visions = self._visions(asked.text, reader) if chosen is None else chosen
        if not visions:
            yield plain_message(NO_VISION)
        if len(visions) > REPORTS:
            yield plain_message(MANY_VISIONS + "\n".join(f"- {title}" for _, title in visions[:20]))
            return
        for vision in visions:
            try:
                yield make(vision)
            except TRANSIENT:
                raise
            except GoldenThreadError as error:
                yield plain_message(str(error))
                return

    def _visions(self, text: str, reader: Reader) -> list[Vision]:
        try:
            return named_visions(text, self._front_door.visions(reader=reader))
        except NotFoundError:
            return []

    def _given(self, asked: Asked, job: Job, report: Report, name: str, words: Words) -> Shown:
        """Upload the file where the report was asked for; return the words beside it."""
        channel = asked.channel
        if asked.response_url:
            # Only the asker may see it: there are no files that only one person of a channel sees.
            channel = self._slack.direct_channel(asked.user)
        self._upload(channel, "" if asked.response_url else asked.root, job, report.content, name)
        return words(report.body, name)

    def _upload(self, channel: str, root: str, job: Job, content: bytes, name: str) -> None:
        if job.attempts > 1 and self._is_uploaded(channel, root, job, name):
            return
        self._slack.posting.files_upload_v2(
            channel=channel,
            thread_ts=root or None,
            filename=name,
            title=name,
            content=content,
        )

    def _is_uploaded(self, channel: str, root: str, job: Job, name: str) -> bool:
        """Say whether the report is there already: the bot may have died right after it."""
        posted = (
            self._slack.thread(channel, root)
            if root
            else self._slack.latest(channel, since=job.created)
        )
        since = str(job.payload.get("ts") or "")
        return any(
            file.get("name") == name
            for message in posted
            if str(message.get("ts", "")) > since
            for file in message.get("files") or ()
        )


def _within(messages: Iterator[Shown], most: int) -> Iterator[Shown]:
    for _, message in zip(range(max(most, 1)), messages, strict=False):
        yield message
