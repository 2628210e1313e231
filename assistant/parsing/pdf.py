"""PDF -> pieces: words placed in lines, columns and tables; fonts and numbers give headings."""

from __future__ import annotations

import ctypes
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.errors import UnreadableDocumentError
from assistant.parsing import ocr
from assistant.parsing.pdf_blocks import Builder, Page
from assistant.parsing.pdf_furniture import contents_lines, furniture, printed_labels
from assistant.parsing.pdf_lines import Line, lines_of
from assistant.parsing.pdf_order import read_in_columns
from assistant.parsing.pdf_outline import nest_pdf
from assistant.parsing.pdf_page import frame_of, words_of
from assistant.parsing.pdf_report import report_pages
from assistant.parsing.pdf_rulings import rulings_of
from assistant.parsing.pdf_styles import looks_of
from assistant.parsing.pdf_tables import Table, tables_of
from assistant.parsing.pieces import Piece, Reading

MOST_PAGES = 5_000
_UNMAPPED_SHARE = 0.3  # of the letters of a page, from which on its text is doubtful
_MOST_HEADS = 20
_OCR_SECONDS = 200.0  # of the time that one file has; a page takes one or two


@dataclass(slots=True)
class _Sheet:
    """What one page holds before anything is known of the others."""

    lines: list[Line]
    tables: list[Table]
    height: float
    letters: int = 0
    unmapped: int = 0
    has_images: bool = False
    ocr: bool = False


def read_pdf(path: Path) -> Reading:
    """Read a PDF."""
    document = _opened(path)
    if len(document) > MOST_PAGES:
        raise UnreadableDocumentError(
            f"{path.name} has {len(document)} pages; at most {MOST_PAGES} are read.",
            reason="too_large",
        )
    reading = Reading(pages=len(document), properties=_properties(document))
    sheets = [_sheet(document, number, reading) for number in range(len(document))]
    _read_images(document, sheets)
    report_pages(sheets, reading)
    own = [document.get_page_label(number) or None for number in range(len(document))]
    reading.pieces, heads = _pieces(sheets, own)
    reading.properties = {**reading.properties, "running_heads": " | ".join(heads)}
    document.close()
    if not reading.pieces and any(sheet.has_images for sheet in sheets):
        raise UnreadableDocumentError(
            f"{path.name} holds only images: {_ocr_state()}.", reason="needs_ocr"
        )
    return reading


def _ocr_state() -> str:
    if not ocr.is_available():
        return "OCR is not available here; install it, or give a file with text"
    return "OCR found no text in them"


def _read_images(document: Any, sheets: list[_Sheet]) -> None:
    """Read pages that are images, or whose letters have no meaning, by OCR while there is time."""
    deadline = time.monotonic() + _OCR_SECONDS
    for number, sheet in enumerate(sheets):
        unread = not sheet.letters and sheet.has_images
        doubtful = sheet.unmapped > sheet.letters * _UNMAPPED_SHARE
        if not (unread or doubtful) or time.monotonic() > deadline or not ocr.is_available():
            continue
        page = document[number]
        words = ocr.read_image(page)
        page.close()
        if words:
            sheet.lines, sheet.tables, sheet.ocr = lines_of(words), [], True
            for line in sheet.lines:
                line.page = number + 1


def _opened(path: Path) -> Any:
    try:
        document = pypdfium2.PdfDocument(path)
        if len(document) == 0:
            raise UnreadableDocumentError(f"{path.name} has no pages.", reason="empty")
    except pypdfium2.PdfiumError as error:
        reason = "password" in str(error).lower() or "security" in str(error).lower()
        if reason:
            raise UnreadableDocumentError(
                f"{path.name} is encrypted: save it without a password.", reason="encrypted"
            ) from error
        raise UnreadableDocumentError(
            f"{path.name} is damaged and cannot be opened as a PDF.", reason="damaged"
        ) from error
    return document


def _sheet(document: Any, number: int, reading: Reading) -> _Sheet:
    """Return what stands on one page; an unreadable page is reported and left empty."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        reading.problems.append(f"Page {number + 1} is damaged and was left out.")
        reading.partly = True
        return _Sheet([], [], 0.0)
    try:
        frame = frame_of(page)
        words, letters, unmapped = words_of(text_page, frame)
        upright = [word for word in words if not word.page_turned] or words
        tables, rest = tables_of(upright, rulings_of(page, frame), frame.shown)
        lines = lines_of(rest)
        for line in lines:
            line.page = number + 1
        return _Sheet(lines, tables, frame.shown[1], letters, unmapped, _has_images(page))
    finally:
        text_page.close()
        page.close()


def _has_images(page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 2_000)
    shapes = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    return any(
        pdfium.FPDFPageObj_GetType(s) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
        for s in shapes
    )


def _pieces(sheets: list[_Sheet], own: list[str | None]) -> tuple[list[Piece], list[str]]:
    """Return the pieces of all pages, and the running heads that are not among them."""
    heights = [sheet.height for sheet in sheets]
    all_lines = [sheet.lines for sheet in sheets]
    dropped = furniture(all_lines, heights)
    labels = printed_labels(all_lines, dropped, own)
    heads = {line.text: None for lines in all_lines for line in lines if id(line) in dropped}
    for lines in all_lines:
        dropped |= contents_lines([line for line in lines if id(line) not in dropped])
    kept = [[line for line in lines if id(line) not in dropped] for lines in all_lines]
    looks = looks_of([line for lines in kept for line in lines])
    builder = Builder(looks)
    for number, (sheet, lines) in enumerate(zip(sheets, kept, strict=True), start=1):
        items: list[Line | Table] = [*lines, *sheet.tables]
        runs = read_in_columns(items, looks.body or 10.0)
        builder.page(Page(number, labels[number - 1], sheet.height, runs, ocr=sheet.ocr))
    return nest_pdf(builder.finished()), list(heads)[:_MOST_HEADS]


def _properties(document: Any) -> dict[str, str]:
    """Return what the file says of itself: title, author, dates, bookmarks by page."""
    found = {}
    keys = {"Title": "title", "Author": "author", "CreationDate": "created",
            "ModDate": "modified", "Subject": "subject"}  # fmt: skip
    for name, key in keys.items():
        value = document.get_metadata_value(name)
        date = re.match(r"D:(\d{4})(\d{2})(\d{2})", value)
        if value:
            found[key] = "-".join(date.groups()) if date else value
    bookmarks = _bookmarks(document)
    if bookmarks:
        found["bookmarks"] = " | ".join(bookmarks)
    return found


def _bookmarks(document: Any) -> list[str]:
    """Return the bookmarks of the first level, each as "page: title"."""
    found: list[str] = []
    try:
        for bookmark in document.get_toc(max_depth=6):
            destination = bookmark.get_dest()
            page = destination.get_index() if destination is not None else None
            if bookmark.level == 0 and page is not None and len(found) < 500:
                found.append(f"{page + 1}: {bookmark.get_title().replace('|', '/')}")
    except (pypdfium2.PdfiumError, ctypes.ArgumentError, ValueError):
        return []
    return found
