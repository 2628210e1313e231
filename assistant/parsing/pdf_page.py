"""One PDF page -> its words with their places and looks, and the ruled lines drawn on it.

Coordinates are points from the top left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = re.compile(r"bold|black|heavy|semibold|demi\b|-bd\b|,bd|medium", re.IGNORECASE)
_HEAVY = 600  # font weight from which on a face is bold
_SPACE_SHARE = 0.11  # ems of white between two text objects that stand for a space
_BROKEN = 2  # what pdfium gives for a hyphen at the end of a line
_SPACES = frozenset({0xA0, 0x3000})
_MOST_CHARS = 200_000  # on one page; more is a drawing made of letters


@dataclass(slots=True)
class Word:
    """A run of letters without a space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    page_turned: bool = False
    spaced: bool = False  # a space stands before it


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible page: how its own coordinates become points from the top left."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page's own coordinates as it is shown."""
        x, y = x - self.left, y - self.bottom
        match self.turn:
            case 90:
                return y, x
            case 180:
                return self.width - x, y
            case 270:
                return self.height - y, self.width - x
            case _:
                return x, self.height - y

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as shown."""
        upright = self.turn in (0, 180)
        return (self.width, self.height) if upright else (self.height, self.width)


@dataclass(slots=True)
class _Style:
    size: float
    bold: bool
    turned: bool


def frame_of(page: Any) -> Frame:
    """Return the frame of a page."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right - left, top - bottom, page.get_rotation())


def words_of(text_page: Any, frame: Frame) -> tuple[list[Word], int, int]:
    """Return the words of a page as drawn, the number of letters, and of unmapped ones."""
    count = min(pdfium.FPDFText_CountChars(text_page), _MOST_CHARS)
    box, words = pdfium.FS_RECTF(), list[Word]()
    styles: dict[int | None, _Style] = {}
    word: Word | None = None
    height, widest, spaced, letters, unmapped = 0.0, 0.0, False, 0, 0
    handle: int | None = None
    get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for at in range(count):
        code = get_code(text_page, at)
        if (code <= 32 and code != _BROKEN) or code in _SPACES:
            word, spaced = None, True
            continue
        letters += 1
        unmapped += 0xE000 <= code <= 0xF8FF or code == 0xFFFD
        if not get_box(text_page, at, box):
            continue
        x0, top, x1, bottom = _placed(box, frame)
        letter = "-" if code in (_BROKEN, 0xFFFE) else _letter(code)
        # The height of a letter's box is that of its font: another height is another size.
        alike = abs(bottom - top - height) < height * 0.1
        if word is not None and alike and _goes_on(word, x0, (top + bottom) / 2):
            gap = x0 - word.x1
            if not _parted(gap, widest, word) or _handle(text_page, at) == handle:
                word.text += letter
                word.x1, widest = max(word.x1, x1), max(widest, gap)
                continue
            spaced = True
        height, widest, handle = bottom - top, 0.0, _handle(text_page, at)
        word = _word(text_page, at, frame, styles, (x0, top, x1, bottom))
        word.text, word.spaced, spaced = letter, spaced, False
        words.append(word)
    return words, letters, unmapped


def _word(
    text_page: Any,
    at: int,
    frame: Frame,
    styles: dict[int | None, _Style],
    box: tuple[float, float, float, float],
) -> Word:
    """Return the word that begins with a letter, looking like its text object."""
    handle = _handle(text_page, at)
    if handle not in styles:
        styles[handle] = _style(text_page, at, frame)
    style = styles[handle]
    x0, top, x1, bottom = box
    base = _base_line(text_page, at, frame, bottom)
    top, bottom = _height(base, style.size, top, bottom)
    return Word("", x0, top, x1, bottom, base, style.size, style.bold, style.turned)


def _placed(box: Any, frame: Frame) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of a box as the page is shown."""
    (xa, ya), (xb, yb) = frame.place(box.left, box.bottom), frame.place(box.right, box.top)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _handle(text_page: Any, at: int) -> int | None:
    """Return what tells the text object of a letter from others."""
    return ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, at), ctypes.c_void_p).value


def _parted(gap: float, widest: float, word: Word) -> bool:
    """Say whether a gap is wider than between the letters of a word; spaced capitals have such too.

    Some programs write a word or two at a time and leave the space between them to the eye.
    """
    return len(word.text) > 1 and gap > word.size * _SPACE_SHARE and gap > widest * 2.5


def _letter(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _base_line(text_page: Any, at: int, frame: Frame, bottom: float) -> float:
    """Return the height of the line on which a letter stands."""
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(text_page, at, x, y):
        return bottom
    return frame.place(x.value, y.value)[1]


def _height(base: float, size: float, top: float, bottom: float) -> tuple[float, float]:
    """Return the upper and lower edge of letters; fonts claim more room than their letters take."""
    if not 0.4 < size / max(bottom - top, 0.1) < 2.0:
        return top, bottom
    return base - size * 0.8, base + size * 0.22


def _goes_on(word: Word, x0: float, middle: float) -> bool:
    size = max(word.size, 1.0)
    near = -size * 0.5 < x0 - word.x1 < size * 0.3
    return near and word.top - size * 0.2 < middle < word.bottom + size * 0.2


def _style(text_page: Any, at: int, frame: Frame) -> _Style:
    """Return how a text object looks; asked once for each."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, at)
    turned = False
    if pdfium.FPDFText_GetMatrix(text_page, at, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        shown = math.degrees(math.atan2(matrix.b, matrix.a)) - frame.turn
        turned = min(shown % 360, 360 - shown % 360) > 20
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, at, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace")
    heavy = pdfium.FPDFText_GetFontWeight(text_page, at) >= _HEAVY
    return _Style(round(abs(size), 1), heavy or bool(_BOLD.search(name)), turned)
