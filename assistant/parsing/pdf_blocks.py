"""Lines in reading order -> headings, paragraphs, list items and footnotes, over page ends too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.language.sentences import sentence_spans
from assistant.parsing.pdf_lines import Line
from assistant.parsing.pdf_styles import Looks, is_heading
from assistant.parsing.pdf_tables import Table, join_wrapped
from assistant.parsing.pieces import Piece, has_bullet, printed_number
from assistant.parsing.tables import table_pieces

_DASH = re.compile(r"^(?:[-–—o]|\uf0b7)\s+(?=\S)")
_ITEM = re.compile(
    r"^(?:\(?\d{1,2}[.)](?=\s+\S|[A-Z][a-z])|\(?[a-zA-Z][.)]\s+(?=\S)|\(?[ivx]{1,5}[.)]\s+(?=\S))"
)
_NOTE = re.compile(r"^\d{1,3}(?=\.?\s+\S|$)")
_DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s")
_CAPTION = re.compile(r"^(?:figure|table|chart|box|exhibit|source)\s*\d*[\s:.–-]", re.IGNORECASE)
_STOPS = (".", "!", "?", ":", ";", "”", '"')
_RUNNING_WORDS = 6  # a line of fewer may be a label or the cell of a table
_RAGGED = 0.2  # of its width that a full line of ragged text may leave free
_FOOTNOTE_SHARE = 0.55  # footnotes stand in the lower part of the page


@dataclass(slots=True)
class Page:
    """One page: its runs of lines (a run is a column), its tables, its label."""

    number: int
    label: str | None
    height: float
    runs: list[list[Line | Table]]
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page ends within a piece: the place in its text, and the page that follows."""

    piece: Piece
    place: int
    page: int
    label: str | None


@dataclass(slots=True)
class Builder:
    """Takes lines one after another and makes pieces of them."""

    looks: Looks
    pieces: list[Piece] = field(default_factory=list)
    group: int = 0
    _open: Piece | None = None
    _last: Line | None = None
    _item_x: list[float] = field(default_factory=list)
    _items: list[Piece] = field(default_factory=list)
    _in_list: bool = False
    _lead: Piece | None = None
    _heading_look: tuple[float, bool, bool] | None = None
    _notes: list[Piece] = field(default_factory=list)
    _full: Line | None = None
    _turns: list[Turn] = field(default_factory=list)

    def page(self, page: Page) -> None:
        """Take in one page."""
        self._notes = []
        start = len(self.pieces)
        for run in page.runs:
            for at, item in enumerate(run):
                if isinstance(item, Table):
                    self._table(item, page)
                else:
                    after = run[at + 1] if at + 1 < len(run) else None
                    self._line(item, after, page, right=_right_edge(run))
            is_full = self._last is not None and _is_full(self._last, run)
            self._full = self._last if is_full else None
            self._last = None
        self.pieces += self._notes
        for piece in self.pieces[start:]:
            piece.ocr = page.ocr

    def finished(self) -> list[Piece]:
        """Return the pieces; a paragraph over a page end is cut behind the sentence that turns it.

        So a sentence stays whole, and every sentence that begins on a page is cited from it.
        """
        for turn in reversed(self._turns):
            if turn.piece.kind != "paragraph":
                continue
            start = next((a for a, _ in sentence_spans(turn.piece.text) if a >= turn.place), None)
            if start:
                rest = replace(turn.piece, text=turn.piece.text[start:], number=None,
                               page=turn.page, page_label=turn.label)  # fmt: skip
                turn.piece.text = turn.piece.text[:start].rstrip()
                self.pieces.insert(self.pieces.index(turn.piece) + 1, rest)
        return self.pieces

    def _table(self, table: Table, page: Page) -> None:
        self._close()
        last = self.pieces[-1] if self.pieces else None
        rows = table_pieces(table.rows, self.group + 1, page=page.number)
        if last is not None and last.kind == "table_row" and _goes_on_from(last, rows):
            # A table over a page end repeats its head; it stays one table.
            for piece in rows:
                piece.group = last.group
            rows = rows[1:]
        else:
            self.group += 1
        for piece in rows:
            piece.page_label = page.label
        self.pieces += rows
        self._last = None

    def _close(self) -> None:
        self._open, self._items, self._item_x, self._heading_look = None, [], [], None
        self._in_list = False

    def _line(self, line: Line, after: Line | Table | None, page: Page, *, right: float) -> None:
        text = line.text
        if not text:
            return
        if self._is_note(line, page):
            self._note(line, text, page)
            return
        if self._heading(line, text, after, page):
            pass
        elif has_bullet(text) or _DASH.match(text) or self._numbered(text):
            self._item(line, text, page)
        elif self._goes_on(line, text, right):
            assert self._open is not None
            if self._last is None and self._open.page != page.number:
                self._turns.append(Turn(self._open, len(self._open.text), page.number, page.label))
            self._open.text = join_wrapped(self._open.text, text)
        else:
            self._paragraph(text, page)
        self._last = line

    def _is_note(self, line: Line, page: Page) -> bool:
        small = line.size < self.looks.body - 0.6
        low = line.top > page.height * _FOOTNOTE_SHARE
        starts = line.starts_with_note is not None or _NOTE.match(line.text)
        return small and low and bool(starts or self._notes)

    def _note(self, line: Line, text: str, page: Page) -> None:
        number = line.starts_with_note or (_NOTE.match(text) or [""])[0].strip()
        if number and text.startswith(number):
            rest = text[len(number) :].lstrip(". ")
            self._notes.append(
                Piece("paragraph", f"[{number}] {rest}", number=f"[{number}]", page=page.number,
                      page_label=page.label)
            )  # fmt: skip
        elif self._notes:
            self._notes[-1].text = join_wrapped(self._notes[-1].text, text)

    def _heading(self, line: Line, text: str, after: Line | Table | None, page: Page) -> bool:
        look = line.look
        if self._heading_look == look and self._last is not None and self._open is not None:
            gap = line.top - self._last.bottom
            own_number = printed_number(text, heading=True)
            if (
                gap < line.size * 0.7
                and not (own_number and own_number[0].isdigit())
                and not (self._open.text.endswith((".", "?")))
            ):
                self._open.text = join_wrapped(self._open.text, text)
                return True
        if not is_heading(line, self.looks, alone=_stands_alone(line, self._last, after)):
            return False
        if _leads_in(line, text, after, self.looks) or self._follows_item(line, text):
            return False
        self._close()
        kind = "caption" if _CAPTION.match(text) else "heading"
        piece = Piece("heading" if kind == "heading" else "caption", text,
                      level=self.looks.ranks[look])  # fmt: skip
        self._add(piece, page)
        self._open, self._heading_look = piece, look
        return True

    def _follows_item(self, line: Line, text: str) -> bool:
        """Say whether a line is the next item of the numbered list that is open."""
        if line.size > self.looks.body + 0.9 or not self._items:
            return False
        last, number = self._items[-1].text, printed_number(text)
        before = printed_number(last)
        return bool(
            number and before and number.isdigit() and before.isdigit()
            and int(number) == int(before) + 1
        )  # fmt: skip

    def _numbered(self, text: str) -> bool:
        return bool(_ITEM.match(text) or _DECIMAL.match(text))

    def _item(self, line: Line, text: str, page: Page) -> None:
        number = printed_number(text)
        if number and re.match(r"\d+\.\d", number):
            self._paragraph(text, page)
            return
        if not self._in_list:
            self.group += 1
            self._in_list = True
            last = self.pieces[-1] if self.pieces else None
            if last is not None and last.kind == "heading" and _is_lead_in(last.text):
                last.kind, last.level = "paragraph", None
            self._lead = last if last is not None and last.kind == "paragraph" else None
        if self._last is None and self._items:
            self._shift(line, text)
        while self._item_x and line.x0 < self._item_x[-1] - line.size * 0.6:
            self._item_x.pop()
            self._items.pop()
        if self._item_x and line.x0 < self._item_x[-1] + line.size * 0.6:
            self._item_x.pop()
            self._items.pop()
        lead = self._items[-1] if self._items else self._lead
        piece = Piece("list_item", _DASH.sub("", text), lead=lead, group=self.group)
        self._add(piece, page)
        self._items.append(piece)
        self._item_x.append(line.x0)
        self._open, self._heading_look = piece, None

    def _shift(self, line: Line, text: str) -> None:
        """Move the open items to a new column, so that the next of one kind stands beside them."""
        kind = has_bullet(text) or not self._numbered(text)
        for at in range(len(self._items) - 1, -1, -1):
            if (printed_number(self._items[at].text) is None) == kind:
                moved = line.x0 - self._item_x[at]
                self._item_x = [x + moved for x in self._item_x]
                return

    def _goes_on(self, line: Line, text: str, right: float) -> bool:
        """Say whether a line continues the open paragraph or item."""
        piece, last = self._open, self._last
        if piece is None or piece.kind in ("heading", "caption"):
            return False
        if last is None:
            runs_on = text[:1].islower() or piece.text.endswith(("-", ","))
            full = self._full
            turns = full is not None and full.page != line.page and _is_alike(full, line)
            runs_on = runs_on or turns
            return not piece.text.endswith(_STOPS) and runs_on
        gap = line.bottom - last.bottom
        near = 0 <= gap <= max(self.looks.leading, line.size * 1.15) * 1.35
        if not near or abs(last.size - line.size) > 0.9:
            return False
        ended = piece.text.endswith((".", "!", "?", ":"))
        short = last.x1 < right - (right - line.x0) * 0.25
        if piece.kind == "list_item" and self._item_x:
            inside = line.x0 > self._item_x[-1] + line.size * 0.3
            outdented = line.x0 < self._item_x[-1] - line.size * 0.5
            return (
                inside
                or (not outdented and not (ended and short))
                or (not ended and text[:1].islower())
            )
        if last.bold != line.bold and ended:
            return False
        return not (ended and short)

    def _paragraph(self, text: str, page: Page) -> None:
        self._close()
        piece = Piece("caption" if _CAPTION.match(text) and len(text) < 200 else "paragraph", text)
        self._add(piece, page)
        self._open = piece

    def _add(self, piece: Piece, page: Page) -> None:
        piece.page, piece.page_label = page.number, page.label
        self.pieces.append(piece)


def _is_full(line: Line, run: Sequence[Line | Table]) -> bool:
    """Say whether a line of running text reaches the right edge, as one that goes on does."""
    edge = _right_edge(run)
    return line.x1 > edge - (edge - line.x0) * _RAGGED


def _is_alike(line: Line, other: Line) -> bool:
    """Say whether two lines over a page end are running text in one look: words, not labels."""
    is_text = all(len(one.text.split()) >= _RUNNING_WORDS for one in (line, other))
    return is_text and line.look == other.look and line.text[-1:].isalpha()


def _right_edge(run: Sequence[Line | Table]) -> float:
    edges = sorted(item.x1 for item in run)
    return edges[int(len(edges) * 0.9)] if edges else 0.0


def _stands_alone(line: Line, before: Line | None, after: Line | Table | None) -> bool:
    """Say whether no line of the same look as running text runs on from this one, nor into it."""
    into = before is not None and before.look == line.look and (
        0 < line.top - before.bottom < line.size * 0.5
    )  # fmt: skip
    if isinstance(after, Line) and after.look == line.look:
        return not into or len(line.text) < 90
    return True


def _leads_in(line: Line, text: str, after: Line | Table | None, looks: Looks) -> bool:
    """Say whether a line that looks like a heading opens a sentence, list or item instead."""
    if _is_lead_in(text):
        return True
    if line.size > looks.body + 0.9 or not _ITEM.match(text):
        return False
    runs_on = isinstance(after, Line) and after.text[:1].islower()
    return runs_on or text.endswith(":")


def _goes_on_from(last: Piece, rows: list[Piece]) -> bool:
    head = rows[0] if rows else None
    return head is not None and head.kind == "table_head" and head.columns == last.columns


def _is_lead_in(text: str) -> bool:
    return text.endswith(":") and len(text.split()) > 6
