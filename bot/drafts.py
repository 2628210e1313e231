"""A draft that someone drops -> its check against the golden thread, as a file; it is not kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import httpx
from slack_sdk.errors import SlackApiError

from assistant.errors import CorpusError
from bot.blocks import Shown, plain_message
from bot.front_door import CheckedDraft, DraftChecker, FrontDoor
from bot.jobs import Asked, Job
from bot.mrkdwn import plain
from bot.rights import Rights
from bot.slack import Message, Slack, mark_of
from bot.words import GONE_DRAFT, LARGE_DRAFT, NO_DRAFTS, UNREAD_DRAFT

logger = logging.getLogger(__name__)

READ_SUFFIXES = frozenset((".pdf", ".docx", ".pptx", ".html", ".htm", ".md", ".txt"))
DRAFT_BYTES = 20 * 1024 * 1024


class Drafts:
    """Does the jobs of kind "check", and the questions that come with a file."""

    def __init__(self, slack: Slack, front_door: FrontDoor, rights: Rights, token: str) -> None:
        self._slack = slack
        self._front_door = front_door
        self._rights = rights
        self._token = token

    @property
    def can_check(self) -> bool:
        """Whether the assistant checks drafts at all."""
        return isinstance(self._front_door, DraftChecker)

    def do(self, job: Job) -> None:
        """Check the message or file of a shortcut; tell the person alone."""
        asked = Asked.of(job.payload)
        channel = self._slack.direct_channel(asked.user)
        if job.attempts > 1 and self._is_told(job, channel):
            return
        shown = self.check(Asked(asked.user, asked.text, channel, files=asked.files))
        mark = {"question": job.key, "state": "check"}
        self._slack.post(channel, "", text=shown.text, blocks=shown.blocks, mark=mark)

    def check(self, asked: Asked) -> Shown:
        """Check the first file, or the text when there is none, and upload the report."""
        checker = self._front_door
        if not isinstance(checker, DraftChecker):
            return plain_message(NO_DRAFTS)
        try:
            name, content = self._draft(asked)
            reader = self._rights.of(asked).reader
            checked = checker.check_draft(name, content, reader=reader)
        except _RefusedError as refused:
            return plain_message(str(refused))
        except CorpusError as error:
            return plain_message(str(error))
        self._upload(asked, checked)
        return plain_message(checked.summary)

    def _draft(self, asked: Asked) -> tuple[str, bytes]:
        if not asked.files:
            return "message.txt", plain(asked.text).encode()
        try:
            found = self._slack.reading.files_info(file=str(asked.files[0]["id"]))["file"]
        except SlackApiError as error:
            raise _RefusedError(GONE_DRAFT) from error
        name = str(found.get("name") or "")
        if PurePath(name).suffix.lower() not in READ_SUFFIXES:
            raise _RefusedError(UNREAD_DRAFT)
        if int(found.get("size") or 0) > DRAFT_BYTES:
            raise _RefusedError(LARGE_DRAFT)
        return name, self._download(found)

    def _download(self, found: Mapping[str, Any]) -> bytes:
        url = str(found.get("url_private_download") or found.get("url_private") or "")
        response = httpx.get(
            url,
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=30,
            follow_redirects=True,
        )
        # Without the right to a file Slack answers with a page to sign in on, not with an error.
        if response.is_error or len(response.content) != found.get("size"):
            raise _RefusedError(GONE_DRAFT)
        return response.content

    def _upload(self, asked: Asked, checked: CheckedDraft) -> None:
        if asked.root and self._is_uploaded(asked, checked.report_name):
            return
        self._slack.reading.files_upload_v2(
            channel=asked.channel,
            thread_ts=asked.root or None,
            filename=checked.report_name,
            title=checked.report_name,
            content=checked.report,
        )

    def _is_uploaded(self, asked: Asked, name: str) -> bool:
        """Say whether the report is there already: the bot may have died right after it."""
        return any(
            file.get("name") == name
            for message in self._slack.thread(asked.channel, asked.root)
            if str(message.get("ts", "")) > asked.ts
            for file in message.get("files") or ()
        )

    def _is_told(self, job: Job, channel: str) -> bool:
        posted: list[Message] = self._slack.latest(channel, since=job.created)
        return any(mark_of(message).get("question") == job.key for message in posted)


class _RefusedError(Exception):
    """The draft cannot be checked; the message says why."""
