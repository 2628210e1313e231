"""Words of a page -> lines of text: words beside one another, with labels and raised numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.parsing.pdf_page import Word
from assistant.parsing.pieces import fold, has_bullet

_LABEL = re.compile(
    r"^(?:\(?[a-zA-Z\d]{1,3}[.)]|\(?[ivxIVX]{1,5}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,2}"
    r"|[-–—•o▪●○■□➢✓➤►\uf0b7\uf0a7\uf0d8\uf0fc])$"
)
_NOTE_NUMBER = re.compile(r"^\d{1,3}(?:,\d{1,3})*$")
_GAP = 1.0  # ems between words from which on they belong to different columns
_MOST_UNLIKE = 1.7  # times that sizes on one line may differ
_LABEL_GAP = 4.5  # ems that may lie between a bullet or number and its text


@dataclass(eq=False)
class Line:
    """Words that are read as one line; complete before anything is asked of it."""

    words: list[Word]
    page: int = 0
    column: int = 0

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @cached_property
    def size(self) -> float:
        """Size of most of its letters."""
        return most_common_size(self.words)

    @cached_property
    def bold(self) -> bool:
        """Say whether all of it is bold, bullets and numbers aside."""
        words = [word for word in self.words if any(c.isalpha() for c in word.text)]
        return all(word.bold for word in words or self.words)

    @cached_property
    def text(self) -> str:
        """The words with spaces on one line, raised note numbers in brackets."""
        size, parts = self.size, list[str]()
        for at, word in enumerate(self.words):
            before = self.words[at - 1] if at else None
            if before is not None and _is_raised(word, before, size):
                parts.append(f" [{word.text}]" if _NOTE_NUMBER.match(word.text) else word.text)
                continue
            touching = before is not None and not word.spaced and word.x0 - before.x1 < size * 0.12
            parts.append(word.text if before is None or touching else f" {word.text}")
        return fold("".join(parts))

    @cached_property
    def look(self) -> tuple[float, bool, bool]:
        """Size to half a point, whether bold, whether in capitals."""
        letters = [c for c in self.text if c.isalpha()]
        upper = sum(map(str.isupper, letters))
        return round(self.size * 2) / 2, self.bold, len(letters) > 3 and upper > len(letters) * 0.9

    @cached_property
    def starts_with_note(self) -> str | None:
        """The number of the footnote that the line begins, if it begins one."""
        first = self.words[0]
        raised = len(self.words) > 1 and first.size < self.words[1].size * 0.85
        return first.text if raised and _NOTE_NUMBER.match(first.text) else None


def most_common_size(words: Sequence[Word]) -> float:
    """Return the size that most letters of the words have."""
    if all(word.size == words[0].size for word in words):
        return words[0].size
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size))


def _is_raised(word: Word, before: Word, size: float) -> bool:
    return word.size < size * 0.8 and word.bottom < before.bottom - size * 0.08


def lines_of(words: list[Word]) -> list[Line]:
    """Return the lines of a page, from top to bottom; columns are not yet parted."""
    lines: list[Line] = []
    for row in _rows(words):
        parts: list[Line] = []
        for word in sorted(row, key=lambda w: w.x0):
            if parts and _touches(parts[-1], word):
                parts[-1].words.append(word)
            else:
                parts.append(Line([word]))
        lines += parts
    return sorted(lines, key=lambda line: (line.top, line.x0))


def _rows(words: list[Word]) -> list[list[Word]]:
    """Return words grouped by the height at which they stand; raised numbers join their row."""
    rows: list[list[Word]] = []
    edges: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (-w.size, w.bottom)):
        middle = (word.top + word.bottom) / 2
        at = next(
            (
                i
                for i in range(len(rows) - 1, -1, -1)
                if edges[i][0] <= middle <= edges[i][1] and _same_row(rows[i], word)
            ),
            None,
        )
        if at is None:
            rows.append([word])
            edges.append((word.top, word.bottom))
        else:
            rows[at].append(word)
    return rows


def _same_row(row: list[Word], word: Word) -> bool:
    """Say whether a word stands on the same line as the row, or is raised above it by its side."""
    first = row[0]
    smaller = max(min(first.size, word.size), 4.0)
    if abs(first.base - word.base) < smaller * 0.3:
        return True
    return word.size < first.size * 0.8 and _NOTE_NUMBER.match(word.text) is not None


def _touches(line: Line, word: Word) -> bool:
    before = line.words[-1]
    gap = word.x0 - before.x1
    size = max(before.size, word.size, 1.0)
    if size > _MOST_UNLIKE * min(before.size, word.size) and not _NOTE_NUMBER.match(word.text):
        return False
    if gap < min(before.size, word.size) * _GAP:
        return True
    label = len(line.words) == 1 and (_LABEL.match(before.text) or has_bullet(before.text))
    return bool(label) and gap < size * _LABEL_GAP
