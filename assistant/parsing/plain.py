"""Plain text -> pieces: lines that stand like titles are headings, the rest is as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from assistant.parsing.outline import nest_plain
from assistant.parsing.pieces import Piece, Reading, fold, has_bullet, printed_number
from assistant.parsing.tables import Cell, table_pieces
from assistant.parsing.titles import is_title, opens_with_number

_DASH = re.compile(r"^\s*(?:[-*+–o]|\d{1,2}[.)]|\([a-z\d]{1,3}\))\s+(?=\S)")
_GLYPH = re.compile(r"^\s*[-*+–o]\s+(?=\S)")
_RULE = re.compile(r"^\s*([=\-~_*#])\1{2,}\s*$")
_NAVIGATION = re.compile(
    r"^(?:skip (?:to|ribbon)|you are (?:currently )?(?:here|in)\b|home\s*[>›»/]|back to top"
    r"|share this|print this|cookies? (?:on|policy)|toggle navigation|breadcrumb|menu$|search$"
    r"|log ?in$|sign ?in$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """A line with text, and whether empty lines stand around it."""

    text: str
    raw: str
    blank_before: bool
    blank_after: bool


def read_plain(source: str) -> Reading:
    """Read text without markup."""
    lines = [line for line in _lines(source) if not _NAVIGATION.match(line.text)]
    pieces = _Reader(lines, wrapped=_is_wrapped(lines)).read()
    return Reading(pieces=nest_plain(pieces))


def _lines(source: str) -> list[Line]:
    raw = re.split(r"\r\n|[\n\r\f\v\u2028\u2029\x85]", source)
    blank = [True, *(not line.strip() for line in raw), True]
    return [
        Line(fold(line), line, blank[index], blank[index + 2])
        for index, line in enumerate(raw)
        if fold(line)
    ]


def _is_wrapped(lines: list[Line]) -> bool:
    """Say whether paragraphs are broken into lines of about one width."""
    lengths = [len(line.text) for line in lines if not line.blank_after]
    if len(lengths) < 5:
        return False
    longest = sorted(lengths)[int(len(lengths) * 0.95)]
    return 40 <= longest <= 130 and median(lengths) >= longest * 0.7


@dataclass(slots=True)
class _Reader:
    lines: list[Line]
    wrapped: bool
    pieces: list[Piece] = field(default_factory=list)
    group: int = 0
    in_list: bool = False

    def read(self) -> list[Piece]:
        """Take the lines one after another, a table's together."""
        at = 0
        while at < len(self.lines):
            at = self._table(at) or self._line(at)
        return self.pieces

    def _table(self, at: int) -> int:
        tabs = self.lines[at].raw.count("\t")
        end = at
        while (
            end < len(self.lines)
            and "\t" in self.lines[end].raw.strip()
            and self.lines[end].raw.count("\t") == tabs
        ):
            end += 1
        if end - at < 2:
            return 0
        rows = [[Cell([fold(c)]) for c in line.raw.split("\t")] for line in self.lines[at:end]]
        self.group += 1
        self.pieces += table_pieces(rows, self.group)
        self.in_list = False
        return end

    def _line(self, at: int) -> int:
        line = self.lines[at]
        if _RULE.match(line.raw):
            return at + 1
        previous = self.pieces[-1] if self.pieces else None
        underlined = at + 1 < len(self.lines) and _RULE.match(self.lines[at + 1].raw)
        if underlined or (
            not self._is_item(at)
            and not self._breaks_off(at)
            and is_title(self.lines, at, previous)
        ):
            self.in_list = False
            level = 1 if underlined and "=" in self.lines[at + 1].raw else 2
            self.pieces.append(Piece("heading", line.text, level=level))
            return at + 1
        if self._is_item(at):
            return self._item(at)
        self.in_list = False
        return self._paragraph(at)

    def _breaks_off(self, at: int) -> bool:
        """Say whether a line of wrapped text only ends at the margin."""
        line = self.lines[at]
        if not self.wrapped or line.blank_after:
            return False
        after = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        return after[:1].islower() or len(line.text) > 50

    def _is_item(self, at: int) -> bool:
        line = self.lines[at]
        if _GLYPH.match(line.raw) or has_bullet(line.text):
            return True
        if not _DASH.match(line.raw):
            return False
        around = self.lines[max(0, at - 1) : at] + self.lines[at + 1 : at + 2]
        return any(_DASH.match(other.raw) for other in around)

    def _item(self, at: int) -> int:
        lead = self._lead()
        if not self.in_list:
            self.group += 1
        self.in_list = True
        end = self._paragraph(at)
        piece = self.pieces[-1]
        piece.text = _GLYPH.sub("", piece.text)
        number = printed_number(piece.text)
        if number is None or "." not in number:
            piece.kind, piece.lead, piece.group = "list_item", lead, self.group
        return end

    def _lead(self) -> Piece | None:
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind == "paragraph":
            return last
        return last.lead if self.in_list and last.kind == "list_item" else None

    def _paragraph(self, at: int) -> int:
        end = at + 1
        while end < len(self.lines) and self.wrapped and self._goes_on(end):
            end += 1
        text = self.lines[at].text
        for line in self.lines[at + 1 : end]:
            hyphen = re.search(r"[a-z]-$", text) and line.text[:1].islower()
            text = text[:-1] + line.text if hyphen else f"{text} {line.text}"
        self.pieces.append(Piece("paragraph", text))
        return end

    def _goes_on(self, end: int) -> bool:
        line, before = self.lines[end], self.lines[end - 1]
        starts_anew = (
            line.blank_before
            or _DASH.match(line.raw)
            or has_bullet(line.text)
            or _RULE.match(line.raw)
            or opens_with_number(line.text)
        )
        short = len(before.text) < 45 and before.text.endswith((".", ":"))
        return not starts_anew and not short
