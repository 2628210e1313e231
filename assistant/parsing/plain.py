"""Plain text -> pieces: short lines that stand like titles are headings, the rest is as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from assistant.parsing.pieces import Piece, Reading, fold, has_bullet, printed_number
from assistant.parsing.tables import Cell, table_pieces

_DASH = re.compile(r"^\s*[-*+–o]\s+(?=\S)")
_UNDERLINE = re.compile(r"^\s*([=\-~_*#])\1{2,}\s*$")
_ENDS = (".", "!", ",", ";", ":", "…", "”", '"')


@dataclass(slots=True)
class _Line:
    text: str
    raw: str
    blank_before: bool
    blank_after: bool


def read_plain(source: str) -> Reading:
    """Read text without markup."""
    lines = _lines(source)
    wrapped = _is_wrapped(lines)
    return Reading(pieces=_Reader(lines, wrapped=wrapped).read())


def _lines(source: str) -> list[_Line]:
    raw = re.split(r"\r\n|[\n\r\f\v\u2028\u2029\x85]", source)
    blank = [True, *(not line.strip() for line in raw), True]
    return [
        _Line(fold(line), line, blank[index], blank[index + 2])
        for index, line in enumerate(raw)
        if line.strip()
    ]


def _is_wrapped(lines: list[_Line]) -> bool:
    """Say whether paragraphs are broken into lines of about one width."""
    lengths = [len(line.text) for line in lines if not line.blank_after]
    if len(lengths) < 8:
        return False
    longest = sorted(lengths)[int(len(lengths) * 0.95)]
    return 40 <= longest <= 130 and median(lengths) >= longest * 0.7


@dataclass(slots=True)
class _Reader:
    lines: list[_Line]
    wrapped: bool
    pieces: list[Piece] = field(default_factory=list)
    group: int = 0
    in_list: bool = False

    def read(self) -> list[Piece]:
        at = 0
        while at < len(self.lines):
            at = self._table(at) or self._line(at)
        return self.pieces

    def _table(self, at: int) -> int:
        tabs = self.lines[at].raw.strip("\n").count("\t")
        end = at
        while (
            end < len(self.lines)
            and tabs
            and "\t" in self.lines[end].raw.strip()
            and self.lines[end].raw.count("\t") == tabs
        ):
            end += 1
        if end - at < 2:
            return 0
        rows = [
            [Cell([fold(cell)]) for cell in line.raw.split("\t")] for line in self.lines[at:end]
        ]
        self.group += 1
        self.pieces += table_pieces(rows, self.group)
        self.in_list = False
        return end

    def _line(self, at: int) -> int:
        line = self.lines[at]
        if _UNDERLINE.match(line.raw):
            return at + 1
        if _DASH.match(line.raw) or has_bullet(line.text):
            return self._item(at)
        self.in_list = False
        if is_title(self.lines, at):
            self.pieces.append(Piece("heading", line.text, level=_level(line.text)))
            return at + 1
        return self._paragraph(at, "paragraph")

    def _item(self, at: int) -> int:
        if not self.in_list:
            self.group += 1
        lead = self._lead()
        self.in_list = True
        end = self._paragraph(at, "list_item")
        piece = self.pieces[-1]
        piece.text = _DASH.sub("", piece.text)
        piece.lead, piece.group = lead, self.group
        number = printed_number(piece.text)
        if number and number[0].isdigit() and "." in number:
            piece.kind, piece.lead, piece.group = "paragraph", None, None
        return end

    def _lead(self) -> Piece | None:
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind == "paragraph":
            return last
        return last.lead if self.in_list else None

    def _paragraph(self, at: int, kind: str) -> int:
        end = at + 1
        while (
            self.wrapped
            and end < len(self.lines)
            and not self.lines[end].blank_before
            and not _DASH.match(self.lines[end].raw)
            and not has_bullet(self.lines[end].text)
            and not printed_number(self.lines[end].text)
        ):
            end += 1
        text = " ".join(line.text for line in self.lines[at:end])
        self.pieces.append(Piece("list_item" if kind == "list_item" else "paragraph", text))
        return end


def is_title(lines: list[_Line], at: int) -> bool:
    """Say whether a line stands alone as a heading: short, no sentence, followed by text."""
    text = lines[at].text
    if len(text) > 90 or len(text.split()) > 12 or text.endswith(_ENDS):
        return False
    if not text[0].isalnum() or not (text[0].isupper() or text[0].isdigit()):
        return False
    return at + 1 < len(lines) and not text.isdigit()


def _level(text: str) -> int:
    number = printed_number(text, heading=True)
    return min(number.count(".") + 1, 6) if number else 2
