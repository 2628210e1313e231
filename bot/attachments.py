"""A file of Slack's -> its name and bytes, or a kind word why not; nothing is written to disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import httpx
from slack_sdk.errors import SlackApiError

from bot.jobs import Asked
from bot.mrkdwn import cut, plain
from bot.slack import Slack, error_code
from bot.words import (
    EMPTY_DRAFT,
    GONE_DRAFT,
    LARGE_DRAFT,
    MORE_DRAFTS,
    OUTSIDE_DRAFT,
    UNREAD_DRAFT,
)

# What cannot be a document is not even downloaded; of the rest the reader says what it reads.
READ_SUFFIXES = frozenset(
    (".pdf", ".docx", ".doc", ".odt", ".rtf", ".pptx", ".html", ".htm", ".md", ".markdown", ".txt")
)
_SUFFIX_OF = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
DRAFT_BYTES = 20 * 1024 * 1024
DRAFTS = 3
NAME_CHARACTERS = 100
_GONE_ACCESS = ("access_denied", "file_not_found", "not_visible")

Draft = tuple[str, bytes]


class RefusedError(Exception):
    """The draft cannot be read; the message says why."""


class Attachments:
    """Fetches what people attach to their messages."""

    def __init__(self, slack: Slack, token: str) -> None:
        self._slack = slack
        self._token = token

    def drafts(self, asked: Asked) -> Iterator[Draft | str]:
        """Yield each draft of a message, or why it cannot be read; its words when no file is."""
        if not asked.files:
            words = plain(asked.text)
            yield ("message.txt", words.encode()) if words else EMPTY_DRAFT
        for file in asked.files[:DRAFTS]:
            try:
                yield self._draft(str(file.get("id", "")))
            except RefusedError as refused:
                name = cut(str(file.get("name") or ""), NAME_CHARACTERS)
                yield f"{name}: {refused}" if name else str(refused)
        if len(asked.files) > DRAFTS:
            yield MORE_DRAFTS.format(DRAFTS)

    def _draft(self, file_id: str) -> Draft:
        try:
            found = self._slack.reading.files_info(file=file_id)["file"]
        except SlackApiError as error:
            if error_code(error) == "missing_scope":
                raise
            raise RefusedError(GONE_DRAFT) from error
        _check(found)
        return _name(found), self._download(found)

    def _download(self, found: Mapping[str, Any]) -> bytes:
        url = str(found.get("url_private_download") or found.get("url_private") or "")
        headers = {"Authorization": f"Bearer {self._token}"}
        content = bytearray()
        with httpx.stream("GET", url, headers=headers, timeout=30, follow_redirects=True) as reply:
            if reply.is_error:
                raise RefusedError(GONE_DRAFT)
            for chunk in reply.iter_bytes():
                content += chunk
                if len(content) > DRAFT_BYTES:
                    raise RefusedError(LARGE_DRAFT)
        # Without the right to a file Slack answers with a page to sign in on, not with an error.
        if len(content) != found.get("size"):
            raise RefusedError(GONE_DRAFT)
        return bytes(content)


def may_be_read(file: Mapping[str, Any]) -> bool:
    """Say whether a file of a message looks like a document, by its name and type."""
    return PurePath(_name(file)).suffix.lower() in READ_SUFFIXES


def _check(found: Mapping[str, Any]) -> None:
    if found.get("file_access") in _GONE_ACCESS or found.get("mode") == "tombstone":
        raise RefusedError(GONE_DRAFT)
    if found.get("is_external") or found.get("mode") == "external":
        raise RefusedError(OUTSIDE_DRAFT)
    if not may_be_read(found):
        raise RefusedError(UNREAD_DRAFT)
    size = int(found.get("size") or 0)
    if size > DRAFT_BYTES:
        raise RefusedError(LARGE_DRAFT)
    if not size:
        raise RefusedError(EMPTY_DRAFT)


def _name(found: Mapping[str, Any]) -> str:
    """Return a file's name, with the suffix of its type when it has none."""
    name = str(found.get("name") or "") or "draft"
    if PurePath(name).suffix:
        return name
    return name + _SUFFIX_OF.get(str(found.get("mimetype") or ""), "")
