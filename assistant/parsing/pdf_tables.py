"""Words and ruled lines of a page -> its tables, and the words that stand in none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.parsing.pdf_grid import Box, Grid, grids_of
from assistant.parsing.pdf_lines import Line, lines_of
from assistant.parsing.pdf_page import Word
from assistant.parsing.pdf_rulings import Ruling
from assistant.parsing.pieces import has_bullet, strip_bullet
from assistant.parsing.tables import Cell

_LARGEST_SHARE = 0.92  # of the page's height and width: a larger grid is a frame around the page


@dataclass(slots=True)
class Table:
    """One table with its place on the page; `heads` is the number of head rows."""

    rows: list[list[Cell]]
    x0: float
    top: float
    x1: float
    bottom: float


def tables_of(
    words: list[Word], rulings: Sequence[Ruling], shown: tuple[float, float]
) -> tuple[list[Table], list[Word]]:
    """Return the ruled tables of a page and the words outside them."""
    tables, rest = [], words
    for grid in grids_of(rulings):
        if _is_page_frame(grid, shown):
            continue
        inside = [word for word in rest if _is_in(word, grid)]
        table = _table(grid, inside)
        if table is not None:
            chosen = {id(word) for word in inside}
            rest = [word for word in rest if id(word) not in chosen]
            tables.append(table)
    return tables, rest


def _is_page_frame(grid: Grid, shown: tuple[float, float]) -> bool:
    wide = grid.x1 - grid.x0 > shown[0] * _LARGEST_SHARE
    high = grid.bottom - grid.top > shown[1] * _LARGEST_SHARE
    return wide and high


def _is_in(word: Word, place: Grid | Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return place.x0 <= x <= place.x1 and place.top <= y <= place.bottom


def _table(grid: Grid, words: list[Word]) -> Table | None:
    rows = []
    for boxes in grid.rows():
        row: list[Cell] = []
        for box in boxes:
            # Cells that reach down from the row above leave their places empty.
            row += [Cell() for _ in range(box.column - sum(cell.span for cell in row))]
            cell = _cell([word for word in words if _is_in(word, box)])
            cell.span = box.columns
            row.append(cell)
        if any(cell.text for cell in row):
            rows.append(row)
    rows = _without_empty_columns(rows)
    filled = [sum(bool(cell.text) for cell in row) for row in rows]
    if len(rows) < 2 or max(filled, default=0) < 2 or sum(n >= 2 for n in filled) < 2:
        return None
    return Table(rows, grid.x0, grid.top, grid.x1, grid.bottom)


def _without_empty_columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows without columns in which no cell holds text, such as coloured margins."""
    if len({sum(cell.span for cell in row) for row in rows}) != 1:
        return rows
    width = sum(cell.span for cell in rows[0]) if rows else 0
    used = set()
    for row in rows:
        at = 0
        for cell in row:
            if cell.text:
                used.add(at)
            at += cell.span
    if len(used) == width or any(cell.span > 1 for row in rows for cell in row):
        return rows
    return [[cell for at, cell in enumerate(row) if at in used] for row in rows]


def _cell(words: list[Word]) -> Cell:
    """Return a cell with its paragraphs and list items."""
    cell = Cell()
    if not words:
        return cell
    lines = _in_rows(lines_of(words))
    cell.bold = all(line.bold for line in lines)
    texts: list[tuple[str, bool]] = []
    last: Line | None = None
    for line in lines:
        text = line.text
        bullet = has_bullet(text)
        if bullet or last is None or line.top - last.bottom > line.size * 0.6:
            texts.append((strip_bullet(text) if bullet else text, bullet))
        else:
            texts[-1] = (join_wrapped(texts[-1][0], text), texts[-1][1])
        last = line
    for text, bullet in texts:
        if bullet:
            cell.items.append((text, 0))
        elif text:
            cell.lines.append(text)
    return cell


def _in_rows(lines: list[Line]) -> list[Line]:
    """Return the lines of a cell with those side by side made one."""
    rows: list[Line] = []
    for line in lines:
        if rows and abs(rows[-1].bottom - line.bottom) < line.size * 0.3:
            rows[-1] = Line(sorted(rows[-1].words + line.words, key=lambda w: w.x0))
        else:
            rows.append(line)
    return rows


def join_wrapped(text: str, more: str) -> str:
    """Join two lines of one paragraph; a hyphen that only broke a word goes."""
    if text.endswith("-") and text[-2:-1].isalpha() and more[:1].islower():
        return text[:-1] + more if not _keeps_hyphen(text, more) else text + more
    if text.endswith(("-", "–", "/")) and not text.endswith((" -", " –")):
        return text + more
    return f"{text} {more}"


def _keeps_hyphen(text: str, more: str) -> bool:
    """Say whether the hyphen belongs to the word: "long-" before "term", "co-" before "design"."""
    word = text[:-1].rsplit(" ", 1)[-1].lower()
    first = "-" in word or word in _PREFIXES or (word.endswith("ly") and len(word) > 5)
    return first or more.split(" ", 1)[0].rstrip(".,;:") in _SECONDS


_PREFIXES = frozenset((
    "all", "anti", "citizen", "city", "client", "co", "community", "cost", "county", "cross",
    "customer", "data", "decision", "end", "evidence", "face", "first", "five", "four", "full",
    "government", "high", "higher", "ill", "inter", "long", "low", "lower", "machine", "mid",
    "mission", "multi", "non", "on", "one", "part", "place", "post", "pre", "public", "real",
    "second", "self", "semi", "service", "short", "state", "third", "three", "two", "user",
    "well", "whole",
))  # fmt: skip
_SECONDS = frozenset(
    {
        "based", "wide", "led", "term", "making", "driven", "focused", "centred", "related",
        "level", "being", "scale", "sector", "quality", "effective", "specific", "time", "ups",
        "up", "friendly", "oriented", "sharing", "building", "to", "and", "of",
    }
)  # fmt: skip
