"""PPTX -> pieces: a slide is a page, its title a heading, its shapes read from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pptx
from pptx.exc import PackageNotFoundError

from assistant.errors import UnreadableDocumentError
from assistant.parsing.archive import Archive
from assistant.parsing.pieces import Piece, Reading, fold
from assistant.parsing.pptx_text import Box, boxes_of
from assistant.parsing.tables import Cell, table_pieces

_UNMARKED = re.compile(r"^(?:UNCLASSIF|NON[ -]CLASSIFI|OPEN ACCESS$)", re.IGNORECASE)
_LARGE = 1.3  # times the next size that a text box must have to be the title
_SMALLEST_TITLE = 18.0  # points
_LONGEST_TITLE = 120
_TITLE_DEPTH = 0.5


def read_pptx(path: Path) -> Reading:
    """Read a slide deck."""
    archive = Archive.open(path)
    try:
        deck = pptx.Presentation(str(path))
        slides = list(deck.slides)
    except (KeyError, ValueError, AttributeError, PackageNotFoundError, SyntaxError) as error:
        raise UnreadableDocumentError(
            f"{path.name} is damaged: its slides cannot be read.", reason="damaged"
        ) from error
    reading = Reading(properties=archive.properties(), pages=len(slides))
    reader = _Reader(slides, float(deck.slide_height or 1))
    for number, slide in enumerate(slides, start=1):
        reader.slide(number, slide)
    reading.pieces = reader.pieces
    _set_depths(reader)
    if any(slide.has_notes_slide and _notes(slide) for slide in slides):
        reading.problems.append("Speaker's notes were left out.")
    return reading


def _notes(slide: Any) -> str:
    frame = slide.notes_slide.notes_text_frame
    return fold(frame.text) if frame is not None else ""


class _Reader:
    """Reads slide after slide; knows what stands on many of them."""

    def __init__(self, slides: list[Any], height: float) -> None:
        self.pieces: list[Piece] = []
        self.alone: set[int] = set()
        self._height = height
        self._groups = count(1)
        self._boxes = {id(slide): list(boxes_of(slide)) for slide in slides}
        texts = (
            {box.text for box in boxes if box.text} for boxes in self._boxes.values()
        )  # fmt: skip
        self._uses = Counter(text for slide_texts in texts for text in slide_texts)
        self._slides = len(slides)

    def slide(self, number: int, slide: Any) -> None:
        """Read one slide: title first, then the rest as it stands."""
        boxes = [box for box in self._boxes[id(slide)] if not self._is_furniture(box)]
        title = _title(boxes)
        start = len(self.pieces)
        if title is not None:
            boxes = self._without_running_heads(boxes, title)
            self.pieces.append(Piece("heading", title.text, level=1))
        for box in sorted(boxes, key=lambda box: (round(box.top / (self._height / 16)), box.left)):
            if box is not title:
                self.pieces += self._box(box)
        if title is not None and len(self.pieces) == start + 1:
            self.alone.add(id(self.pieces[start]))
        for piece in self.pieces[start:]:
            piece.page = number

    def _is_furniture(self, box: Box) -> bool:
        if _UNMARKED.match(box.text) and len(box.text) < 60:
            return True
        repeated = self._uses[box.text] >= max(3, self._slides * 0.5)
        return repeated and not box.is_title and box.size < _SMALLEST_TITLE

    def _without_running_heads(self, boxes: list[Box], title: Box) -> list[Box]:
        """Drop the small line above a title that repeats the section's name."""
        return [
            box
            for box in boxes
            if not (
                box.top < title.top
                and box.table is None
                and len(box.text) <= 60
                and box.size < title.size * 0.5
                and self._repeats(box.text)
            )
        ]

    def _repeats(self, text: str) -> bool:
        words = set(text.lower().replace("&", "and").split())
        same = (set(other.lower().split()) == words for other in self._uses if other != text)
        return self._uses[text] > 1 or any(same)

    def _box(self, box: Box) -> Iterator[Piece]:
        if box.table is not None:
            yield from _table(box.table, next(self._groups))
            return
        group, parents = 0, list[Piece]()
        lead: Piece | None = self.pieces[-1] if self.pieces else None
        if lead is not None and lead.kind != "paragraph":
            lead = None
        for paragraph in box.paragraphs:
            if paragraph.mark is None:
                group, parents = 0, []
                lead = Piece("paragraph", paragraph.text)
                yield lead
                continue
            group = group or next(self._groups)
            parents = parents[: paragraph.level]
            piece = Piece("list_item", f"{paragraph.mark} {paragraph.text}".strip(), group=group)
            piece.lead = parents[-1] if parents else lead
            parents += [piece] * (paragraph.level + 1 - len(parents))
            yield piece


def _title(boxes: list[Box]) -> Box | None:
    """Return the title: the placeholder for it, else the text set much larger than the rest."""
    named = [box for box in boxes if box.is_title and box.text]
    if named:
        return named[0]
    texts = sorted((box for box in boxes if box.text and box.table is None),
                   key=lambda box: -box.size)  # fmt: skip
    if not texts or texts[0].size < _SMALLEST_TITLE or len(texts[0].paragraphs) > 2:
        return None
    if len(texts) == 1 and len(boxes) == 1 and len(texts[0].text) > _LONGEST_TITLE * 0.6:
        return None
    rest = max((box.size for box in texts[1:]), default=0.0)
    first = texts[0]
    fits = len(first.text) <= _LONGEST_TITLE and all(p.mark is None for p in first.paragraphs)
    return first if fits and first.size >= rest * _LARGE else None


def _table(table: Any, group: int) -> list[Piece]:
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row.cells:
            if cell.is_spanned:
                if cells and not cell._tc.vMerge:
                    continue
                cells.append(Cell())
                continue
            made = Cell([fold(p.text) for p in cell.text_frame.paragraphs if fold(p.text)])
            made.span = cell.span_width if cell.is_merge_origin else 1
            cells.append(made)
        rows.append(cells)
    pairs = max((sum(cell.span for cell in row) for row in rows), default=0) == 2
    heads = 0 if pairs and table.first_col else 1 if table.first_row else None
    return table_pieces(rows, group, heads=0 if pairs and heads != 1 else heads)


def _set_depths(reader: _Reader) -> None:
    """Put the slides of a section under the slide that only names it, and all under the first."""
    headings = [piece for piece in reader.pieces if piece.kind == "heading"]
    sections = [piece for piece in headings[1:] if id(piece) in reader.alone]
    for piece in headings:
        piece.depth = 1.0 if not sections or piece in sections else 2.0
    if headings and headings[0].page == 1:
        headings[0].depth = _TITLE_DEPTH
