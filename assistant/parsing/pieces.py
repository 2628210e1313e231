"""What the readers of single formats hand over: pieces of text in reading order, not yet placed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.types import BlockKind

# Soft hyphens, zero-width and byte order marks carry no text; no quote may depend on them.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_BULLET = re.compile(
    r"^[\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25e6\u2043\u204c\u204d"
    r"\u2219\u27a2\u2714\u2713\u27a4\u2794\u25ba\u25b6\u25c6\u25c7\u274f\u2756"
    r"\u00b7\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf02d\uf0e8\uf071]+\s*"
)
_NUMBER = re.compile(
    r"^(?:(?i:Recommendation|Action|Priority|Objective|Principle|Goal|Ambition|Resolution"
    r"|Practice|Annex|Appendix|Section|Part|Chapter|Step|Outcome|Theme|Question|Table|Figure)"
    r"\s+(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5})(?=[\s:.\u2013\u2014-]|$)"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}(?=[\s.):]|$)|\d{1,3}(?=[.)](?:\s|$|[A-Z][a-z]))"
    r"|\([a-z]\)|\([ivx]{1,5}\)|\(\d{1,3}\)|[a-z](?=[.)]\s)|[ivx]{1,5}(?=[.)]\s))"
)
_HEADING_NUMBER = re.compile(r"^\d{1,2}(?=\s+[A-Z])")


@dataclass(slots=True, eq=False)
class Piece:
    """One block before it has its place; `lead` is the piece that introduces it.

    `level` is a heading's rank among the others, `depth` replaces it where the mark misleads; the
    level of the block is its place in the outline, at least `least_level`. `path_title` is what
    stands for a heading in the sections below it; `resets` leaves all sections.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    number: str | None = None
    page: int | None = None
    page_label: str | None = None
    columns: tuple[str, ...] = ()
    lead: Piece | None = None
    group: int | None = None
    ocr: bool = False
    depth: float | None = None
    least_level: int = 1
    path_title: str | None = None
    resets: bool = False


@dataclass(slots=True)
class Reading:
    """All that a reader found in one file, in reading order."""

    pieces: list[Piece] = field(default_factory=list)
    pages: int | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    partly: bool = False


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
              0xFB06: "st"}  # fmt: skip


def fold(text: str) -> str:
    """Return the text on one line, composed (NFC), without invisible characters."""
    visible = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", visible.translate(_LIGATURES))).strip()


def strip_bullet(text: str) -> str:
    """Return a list item without its bullet glyph."""
    return _BULLET.sub("", text)


def has_bullet(text: str) -> bool:
    """Say whether a line begins with a bullet glyph."""
    return _BULLET.match(text) is not None


def printed_number(text: str, *, heading: bool = False) -> str | None:
    """Return the number that a paragraph or heading is printed with, if it has one."""
    match = _NUMBER.match(text) or (_HEADING_NUMBER.match(text) if heading else None)
    return match[0] if match else None
