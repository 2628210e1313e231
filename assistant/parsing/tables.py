"""Rows of cells -> table blocks whose every row reads alone; shared by all formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.parsing.pieces import Piece, fold

_YEAR = re.compile(r"^(?:19|20)\d{2}(?:\D|$)")
LONGEST_ROW = 400  # code points; a longer row is quoted badly, so its cells become items


@dataclass(slots=True)
class Cell:
    """One cell: its paragraphs, and the items of a list in it (text, nesting depth)."""

    lines: list[str] = field(default_factory=list)
    items: list[tuple[str, int]] = field(default_factory=list)
    span: int = 1
    head: bool = False
    bold: bool | None = None  # None when the format does not say

    @property
    def text(self) -> str:
        """The cell on one line; its paragraphs and items are parted by semicolons."""
        return join_lines([*self.lines, *(text for text, _ in self.items)])


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of a cell; a semicolon stands where a line ends without punctuation."""
    joined = ""
    for line in (fold(line) for line in lines):
        if line:
            joined += (" " if joined[-1:] in ",.;:!?–-" else "; ") + line if joined else line
    return joined


def table_pieces(
    rows: Sequence[Sequence[Cell]], group: int, *, heads: int | None = None, page: int | None = None
) -> list[Piece]:
    """Return the blocks of one table; `heads` is the number of head rows, None when unknown."""
    kept = [list(row) for row in rows if any(cell.text for cell in row)]
    pieces: list[Piece] = []
    while len(kept) > 2 and _is_label(kept, 0) and _heads_below(kept, heads):
        pieces.append(_label(kept.pop(0), None, group, after_label=False))
    count = 0 if heads == 0 else max(min(heads or 0, len(kept)), _heads(kept))
    columns = _columns(kept[:count])
    if any(columns):
        shown = " | ".join(dict.fromkeys(filter(None, columns)))
        pieces.append(Piece("table_head", shown, columns=columns, group=group))
    pieces += _body(kept, count, columns, group, pieces[0] if pieces and not columns else None)
    for piece in pieces:
        piece.page = page
    return pieces


def _heads_below(rows: list[list[Cell]], heads: int | None) -> bool:
    """Say whether the row under a label is the head: given, or bold where the next row is not."""
    if heads is not None:
        return heads > 0
    return _heads(rows[1:]) > 0 and [_is_bold(row) for row in rows[1:3]] == [True, False]


def _is_bold(row: list[Cell]) -> bool:
    return any(cell.text for cell in row) and all(cell.bold is True for cell in row if cell.text)


def _body(
    rows: list[list[Cell]], heads: int, columns: tuple[str, ...], group: int, label: Piece | None
) -> list[Piece]:
    """Return the blocks of the rows under the head; a head that is repeated is left out."""
    pieces: list[Piece] = []
    repeats = [cell.text for cell in rows[0]] if heads == 1 else None
    first = ""
    for position, row in enumerate(rows[heads:], start=heads):
        if [cell.text for cell in row] == repeats:
            continue
        if _is_label(rows, position):
            after_label = position > heads and _is_label(rows, position - 1)
            label = _label(row, label, group, after_label=after_label)
            pieces.append(label)
            first = ""
            continue
        first = row[0].text or first
        pieces += _row_pieces(row, columns, label, group, first)
    return pieces


def _heads(rows: list[list[Cell]]) -> int:
    """Return the number of head rows as they look: marked as such, merged, or short."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    if all(cell.head for cell in rows[0] if cell.text) and any(c.text for c in rows[0]):
        return 1
    filled = sum(bool(cell.text) for cell in rows[0])
    if any(cell.span > 1 and cell.text for cell in rows[0]) and len(rows) > 2 and filled > 1:
        return 2
    if len(rows[0]) == 2 and any(cell.bold is False for cell in rows[0]):
        return 0
    if _is_bold(rows[0]) and not _is_bold(rows[1]):
        return 1
    texts = [cell.text for cell in rows[0]]
    short = all(
        text and len(text) <= 80 and (not text[0].isdigit() or _YEAR.match(text)) for text in texts
    )
    plain = not any(cell.items or len(cell.lines) > 1 for cell in rows[0])
    return int(short and plain and len(set(texts)) == len(texts))


def _columns(head_rows: list[list[Cell]]) -> tuple[str, ...]:
    columns: list[str] = []
    for row in head_rows:
        spread = [cell.text for cell in row for _ in range(cell.span)]
        columns += [""] * (len(spread) - len(columns))
        for index, text in enumerate(spread):
            if text and text != columns[index]:
                columns[index] = f"{columns[index]}, {text}" if columns[index] else text
    return tuple(columns)


def _is_label(rows: list[list[Cell]], position: int) -> bool:
    """Say whether a row is one cell over the whole width, with rows that it heads."""
    row = rows[position]
    width = max(len(other) for other in rows)
    alone = bool(row[0].text) and not any(cell.text for cell in row[1:])
    return alone and width > 1 and not row[0].items and len(row[0].text) <= LONGEST_ROW


def _label(row: list[Cell], label: Piece | None, group: int, *, after_label: bool) -> Piece:
    outer = label if after_label and label and label.text.isupper() else None
    return Piece("table_row", row[0].text, lead=outer, group=group)


def _row_pieces(
    row: list[Cell], columns: tuple[str, ...], label: Piece | None, group: int, first: str
) -> list[Piece]:
    heads = _heads_of(row, columns)
    texts = [cell.text for cell in row]
    if not columns:
        texts[0] = texts[0] or first
    text = " | ".join(
        f"{head}: {cell}" if head else cell for head, cell in zip(heads, texts, strict=True) if cell
    )
    if not any(cell.items for cell in row) and (len(text) <= LONGEST_ROW or len(row) < 2):
        return [Piece("table_row", text, lead=label, columns=columns, group=group)]
    return _broken_row(row, heads, label, group)


def _heads_of(row: list[Cell], columns: tuple[str, ...]) -> list[str]:
    heads, at = [], 0
    for cell in row:
        heads.append(columns[at] if at < len(columns) else "")
        at += cell.span
    return heads


def _broken_row(row: list[Cell], heads: list[str], label: Piece | None, group: int) -> list[Piece]:
    """Return a row too long to quote as its label and one item per line of its other cells."""
    texts = [cell.text for cell in row]
    name = Piece("table_row", texts[0], lead=label, columns=tuple(heads), group=group)
    pieces = [name] if name.text else []
    for head, cell in zip(heads[1:], row[1:], strict=True):
        lead = name if name.text else label
        if head and len(row) > 2 and cell.text:
            lead = Piece(
                "table_row", f"{texts[0]} | {head}" if texts[0] else head, lead=lead, group=group
            )
            pieces.append(lead)
        pieces += _cell_items(cell, lead, group)
    return pieces


def _cell_items(cell: Cell, lead: Piece | None, group: int) -> list[Piece]:
    pieces = [Piece("list_item", line, lead=lead, group=group) for line in cell.lines if line]
    parents: list[Piece] = []
    for text, depth in cell.items:
        parents = parents[:depth]
        piece = Piece("list_item", text, lead=parents[-1] if parents else lead, group=group)
        parents.append(piece)
        pieces.append(piece)
    return pieces
