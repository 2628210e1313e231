"""What was found on each page -> sentences for the reading report: empty, OCR'd, doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.parsing.pieces import Reading

_UNMAPPED_SHARE = 0.3  # of the letters of a page, from which on its text is doubtful
_MOST_SHOWN = 20


class Sheet(Protocol):
    """What is known of a page."""

    letters: int
    unmapped: int
    has_images: bool
    ocr: bool


def report_pages(sheets: Sequence[Sheet], reading: Reading) -> None:
    """Add the pages that were empty, read by OCR, not read or doubtful to the report."""
    numbered = list(enumerate(sheets, start=1))
    empty = [n for n, s in numbered if not (s.letters or s.has_images or s.ocr)]
    by_ocr = [n for n, s in numbered if s.ocr]
    images = [n for n, s in numbered if s.has_images and not s.letters and not s.ocr]
    doubtful = [n for n, s in numbered if s.unmapped > s.letters * _UNMAPPED_SHARE and not s.ocr]
    for pages, what in (
        (empty, "empty"),
        (by_ocr, "read by OCR"),
        (images, "an image without text that could be read"),
        (doubtful, "in a font without a character map: the text is doubtful"),
    ):
        if pages:
            reading.problems.append(f"{_named(pages)} {what}.")
    reading.partly |= bool(images or doubtful)


def _named(pages: list[int]) -> str:
    more = " and more" if len(pages) > _MOST_SHOWN else ""
    shown = ", ".join(map(str, pages[:_MOST_SHOWN])) + more
    return f"Page {shown} is" if len(pages) == 1 else f"Pages {shown} are"
