"""A file -> the format it really has, told by its content; a suffix only decides between texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import olefile

from assistant.errors import Reason, UnreadableDocumentError
from assistant.parsing.archive import Archive

Format = Literal["pdf", "docx", "pptx", "xlsx", "odt", "html", "markdown", "plain", "eml", "msg",
                 "rtf", "doc", "ppt", "xls"]  # fmt: skip

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_HEADER = re.compile(rb"^(?:From|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Subject"
                     rb"|Date|To|X-[\w-]+)\s*:", re.IGNORECASE)  # fmt: skip
_HEADERS = re.compile(rb"^(?:From|To|Subject|Date|MIME-Version|Received|Message-ID)\s*:",
                      re.IGNORECASE | re.MULTILINE)  # fmt: skip
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"Rar!",
           b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"OggS", b"ID3", b"RIFF", b"SQLite format 3",
           b"\xca\xfe\xba\xbe", b"\x00\x00\x01\x00", b"%!PS")  # fmt: skip
_PACKED: tuple[tuple[str, Format], ...] = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xls"),
)
_FIRST = 8192  # bytes that are looked at


def detect(path: Path) -> Format:
    """Return the format of a file, or refuse it."""
    with path.open("rb") as file:
        start = file.read(_FIRST)
    _check_not_empty(path, start)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(_OLE):
        return _ole(path)
    if start.startswith(b"PK"):
        return _zip(path)
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_BINARY) or _is_binary(start):
        raise _refused(path, "is no document but another kind of file", "wrong_type")
    return _text(path, start)


def _check_not_empty(path: Path, start: bytes) -> None:
    if start.strip(b"\x00\t\n\r\f\v \xef\xbb\xbf\xff\xfe"):
        return
    if path.stat().st_size <= _FIRST:
        raise _refused(path, "is empty", "empty")
    if start.strip(b"\t\n\r\f\v "):
        raise _refused(path, "is not a document that can be read", "wrong_type")


def _text(path: Path, start: bytes) -> Format:
    suffix = path.suffix.lower()
    plain = start.replace(b"\x00", b"")
    if suffix == ".eml" or (_HEADER.match(plain) and len(_HEADERS.findall(plain)) >= 3):
        return "eml"
    if suffix in _HTML or _TAG.search(plain):
        return "markdown" if suffix in _MARKDOWN else "html"
    if suffix in (".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".msg") and not _is_prose(plain):
        raise _refused(path, "is damaged: it is not what its name says", "damaged")
    return "markdown" if suffix in _MARKDOWN else "plain"


def _is_prose(start: bytes) -> bool:
    """Say whether bytes under a wrong name are a text that a person may have written."""
    letters = sum(chr(byte).isalpha() or byte in b" \n\r\t.,;:'-" or byte > 127 for byte in start)
    return letters > len(start) * 0.85


def _is_binary(start: bytes) -> bool:
    """Say whether bytes hold what no text in any encoding holds."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start)
    nulls = start.count(0)
    wide = max(start[0::2].count(0), start[1::2].count(0)) > len(start) * 0.3
    return not wide and (controls > len(start) * 0.02 or nulls > 2)


def _zip(path: Path) -> Format:
    archive = Archive.open(path)
    for name, form in _PACKED:
        if name in archive.names:
            return form
    if any(name.startswith("word/document") for name in archive.names):
        return "docx"
    mimetype = (archive.read("mimetype") or b"").strip() if "mimetype" in archive.names else b""
    if b"opendocument.text" in mimetype:
        return "odt"
    what = "is an empty archive" if not archive.names else "is an archive of a kind not read"
    raise _refused(path, what, "wrong_type")


def _ole(path: Path) -> Format:
    """Tell the older Office formats apart, and those that hide an encrypted newer one."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            names = {"/".join(entry).lower() for entry in ole.listdir()}
            encrypted = _is_encrypted(ole, names)
    except (OSError, ValueError, IndexError, TypeError, OverflowError) as error:
        raise _refused(path, "is damaged: its contents cannot be opened", "damaged") from error
    if encrypted:
        raise _refused(path, "is encrypted: save it without a password", "encrypted")
    kinds: tuple[tuple[str, Format], ...] = (
        ("worddocument", "doc"), ("powerpoint document", "ppt"), ("workbook", "xls"),
        ("book", "xls"), ("__properties_version1.0", "msg"),
    )  # fmt: skip
    for name, form in kinds:
        if name in names:
            return form
    raise _refused(path, "is no document but another kind of file", "wrong_type")


def _is_encrypted(ole: olefile.OleFileIO, names: set[str]) -> bool:
    if names & {"encryptedpackage", "encryptedsummary"}:
        return True
    if "worddocument" in names:
        # Bit 0 of byte 11 of the file information block is fEncrypted (MS-DOC 2.5.2).
        block = ole.openstream("WordDocument").read(12)
        return len(block) == 12 and bool(block[11] & 0x01)
    sheets = names & {"workbook", "book"}
    return any(_has_filepass(ole.openstream(name).read(4096)) for name in sheets)


def _has_filepass(stream: bytes) -> bool:
    """Say whether a record FILEPASS stands near the start of a workbook (MS-XLS 2.4.117)."""
    at = 0
    while at + 4 <= len(stream):
        if int.from_bytes(stream[at : at + 2], "little") == 0x2F:
            return True
        at += 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
    return False


def _refused(path: Path, what: str, reason: Reason) -> UnreadableDocumentError:
    return UnreadableDocumentError(f"{path.name} {what}.", reason=reason)
