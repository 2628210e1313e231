"""PDF -> pieces (first version): lines of text with their font sizes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.errors import UnreadableDocumentError
from assistant.parsing.pieces import Piece, Reading, fold


def read_pdf(path: Path) -> Reading:
    """Read a PDF."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocumentError(
                f"{path.name} is encrypted: save it without a password.", reason="encrypted"
            ) from error
        raise UnreadableDocumentError(
            f"{path.name} is damaged and cannot be opened as a PDF.", reason="damaged"
        ) from error
    reading = Reading(pages=len(document))
    lines: list[tuple[int, str, float]] = []
    for number in range(len(document)):
        lines += [(number + 1, *line) for line in _lines(document[number].get_textpage())]
    sizes = Counter[float]()
    for _, text, size in lines:
        sizes[size] += len(text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    for page, text, size in lines:
        if size > body + 1 and len(text) < 120:
            level = sum(1 for other in {s for s in sizes if s > body + 1} if other > size) + 1
            reading.pieces.append(Piece("heading", text, level=min(level, 6), page=page))
        elif (
            reading.pieces
            and reading.pieces[-1].kind == "paragraph"
            and not _ends(reading.pieces[-1].text)
        ):
            reading.pieces[-1].text += " " + text
        else:
            reading.pieces.append(Piece("paragraph", text, page=page))
    return reading


def _ends(text: str) -> bool:
    return text.endswith((".", ":", "!", "?"))


def _lines(page: pypdfium2.PdfTextPage) -> list[tuple[str, float]]:
    text = page.get_text_range()
    lines, at = [], 0
    for line in text.split("\n"):
        if fold(line):
            size = pdfium.FPDFText_GetFontSize(page, at)
            lines.append((fold(line), round(size, 1)))
        at += len(line) + 1
    return lines
