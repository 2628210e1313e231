"""The image of a page -> its words with their places, by an OCR engine when one is installed."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from assistant.parsing.pdf_page import Word

_LOG = logging.getLogger(__name__)

_DOTS_PER_INCH = 200  # at which a page is drawn for the engine; more is slower and hardly better
_POINTS_PER_INCH = 72
_LONGEST_SIDE = 1280  # pixels to which a page is shrunk to find its lines; memory grows with it
_SUREST = 0.5  # the engine's score under which a line is left out
_MOST_PIXELS = 30_000_000  # of one page, so that a poster does not exhaust memory
_LETTER_SHARE = 0.72  # of the height of a line's box that is the size of its letters
_SIZE_STEP = 2.0  # points; boxes vary by more than the letters do


def is_available() -> bool:
    """Say whether an engine is installed and its libraries load."""
    return engine() is not None


@cache
def engine() -> Any | None:
    """Return the engine, loaded once; None when it or a library that it needs is missing."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except (ImportError, OSError):
        # OSError: a system library of the image package is missing.
        return None
    logging.getLogger("root").setLevel(logging.WARNING)
    return RapidOCR(
        intra_op_num_threads=1,
        inter_op_num_threads=1,
        det_limit_type="max",
        det_limit_side_len=_LONGEST_SIDE,
        rec_batch_num=2,
    )


def read_image(page: Any) -> list[Word]:
    """Return the words on the image of a page."""
    reader = engine()
    if reader is None:
        return []
    width, height = page.get_size()
    scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale)
    try:
        found, _ = reader(bitmap.to_numpy())
    except Exception:  # noqa: BLE001
        # The engine's own errors have no common root; whatever it is, the page stays unread.
        _LOG.warning("OCR failed on a page", exc_info=True)
        return []
    finally:
        bitmap.close()
    words: list[Word] = []
    for corners, text, sureness in found or ():
        if float(sureness) >= _SUREST and text.strip():
            words += _words(corners, text, scale)
    return words


def _words(corners: Any, text: str, scale: float) -> list[Word]:
    """Return the words of one recognised line, spread over its box by their length."""
    xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    left, width = min(xs), max(xs) - min(xs)
    top, bottom = min(ys), max(ys)
    size = max(round((bottom - top) * _LETTER_SHARE / _SIZE_STEP) * _SIZE_STEP, _SIZE_STEP)
    words, at = [], 0
    for part in text.split(" "):
        x0 = left + width * at / max(len(text), 1)
        x1 = left + width * (at + len(part)) / max(len(text), 1)
        at += len(part) + 1
        if part:
            words.append(Word(part, x0, top, x1, bottom, bottom, size, bold=False, spaced=True))
    return words
