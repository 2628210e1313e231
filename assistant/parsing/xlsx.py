"""XLSX -> pieces: a sheet is a page with its name as heading, its rows read alone."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from lxml.etree import XMLSyntaxError

from assistant.errors import UnreadableDocumentError
from assistant.parsing.archive import Archive
from assistant.parsing.pieces import Piece, Reading, fold
from assistant.parsing.tables import Cell, table_pieces

_MOST_CELLS = 300_000  # of all sheets with text; the rest is left out and reported
_MOST_COLUMNS = 200
_LONGEST_CELL = 32_767  # characters; Excel's own limit, which a bomb does not keep
_EMPTY_ROWS_BETWEEN = 1  # so many empty rows part two tables


def read_xlsx(path: Path) -> Reading:
    """Read a workbook as it was last calculated."""
    archive = Archive.open(path)
    archive.check_parts()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            reading = _sheets(book)
            book.close()
    except (KeyError, ValueError, TypeError, IndexError, BadZipFile, XMLSyntaxError, SyntaxError,
            AttributeError, EOFError) as error:  # fmt: skip
        raise UnreadableDocumentError(
            f"{path.name} is damaged: its sheets cannot be read.", reason="damaged"
        ) from error
    reading.properties = archive.properties()
    return reading


def _sheets(book: Any) -> Reading:
    reading = Reading(pages=len(book.worksheets))
    cells, group = 0, 0
    for page, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            reading.problems.append(f"Sheet {fold(sheet.title)} is hidden and was left out.")
            continue
        start = len(reading.pieces)
        reading.pieces.append(Piece("heading", sheet.title, level=1))
        for rows in _tables(sheet):
            group += 1
            cells += sum(len(row) for row in rows)
            reading.pieces += _table(rows, group)
            if cells > _MOST_CELLS:
                reading.problems.append(f"Only the first {_MOST_CELLS} cells were read.")
                reading.partly = True
                break
        for piece in reading.pieces[start:]:
            piece.page, piece.page_label = page, fold(sheet.title)
        if len(reading.pieces) == start + 1:
            reading.pieces.pop()
        if cells > _MOST_CELLS:
            break
    return reading


def _tables(sheet: Any) -> Iterator[list[list[str]]]:
    """Yield runs of rows with text; empty rows part them."""
    run: list[list[str]] = []
    cells = 0
    for row in sheet.iter_rows(max_col=min(sheet.max_column or _MOST_COLUMNS, _MOST_COLUMNS)):
        texts = [_shown(cell) for cell in row]
        if any(texts):
            run.append(texts)
            cells += sum(map(bool, texts))
        if (not any(texts) or cells > _MOST_CELLS) and run:
            yield run
            run = []
        if cells > _MOST_CELLS:
            return
    if run:
        yield run


def _table(rows: list[list[str]], group: int) -> list[Piece]:
    """Return the blocks of one run of rows; rows with one cell before the head are paragraphs."""
    used = [at for at in range(len(rows[0])) if any(row[at] for row in rows)]
    rows = [[row[at] for at in used] for row in rows]
    pieces = []
    while rows and sum(map(bool, rows[0])) == 1 and len(rows[0]) > 1:
        pieces.append(Piece("paragraph", "".join(rows.pop(0))))
    if len(used) == 1:
        return pieces + [Piece("paragraph", row[0]) for row in rows]
    cells = [[Cell([text]) if text else Cell() for text in row] for row in rows]
    return pieces + table_pieces(cells, group)


def _shown(cell: Any) -> str:
    """Return a cell as a person would read it."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case float():
            return _number(value, str(cell.number_format or ""))
        case _:
            return fold(str(value)[:_LONGEST_CELL])


def _number(value: float, form: str) -> str:
    if "%" in form:
        return f"{value * 100:.6g}%"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
