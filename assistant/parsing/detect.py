"""A file -> the format it really has, told by its content; the suffix only decides between texts."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from assistant.errors import UnreadableDocumentError

Format = Literal[
    "pdf",
    "docx",
    "pptx",
    "xlsx",
    "odt",
    "html",
    "markdown",
    "plain",
    "eml",
    "msg",
    "rtf",
    "doc",
    "ppt",
    "xls",
]

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML = frozenset({".html", ".htm", ".xhtml"})


def detect(path: Path) -> Format:
    """Return the format of a file, or refuse it."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip(b"\x00\t\n\r\f \xef\xbb\xbf"):
        raise UnreadableDocumentError(f"{path.name} is empty.", reason="empty")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK"):
        return _office(path)
    suffix = path.suffix.lower()
    lowered = start.lower()
    if suffix in _HTML or b"<html" in lowered or b"<!doctype html" in lowered:
        return "html"
    return "markdown" if suffix in _MARKDOWN else "plain"


def _office(path: Path) -> Format:
    try:
        names = set(zipfile.ZipFile(path).namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableDocumentError(
            f"{path.name} is damaged: its archive cannot be opened.", reason="damaged"
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    raise UnreadableDocumentError(
        f"{path.name} is an archive of a kind that is not read.", reason="wrong_type"
    )
