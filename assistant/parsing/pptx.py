"""PPTX -> pieces (first version): a slide is a page, its title a heading."""

from __future__ import annotations

from pathlib import Path

import pptx

from assistant.parsing.pieces import Piece, Reading, fold
from assistant.parsing.tables import Cell, table_pieces


def read_pptx(path: Path) -> Reading:
    """Read a slide deck."""
    deck = pptx.Presentation(str(path))
    core = deck.core_properties
    reading = Reading(
        properties={"title": core.title or "", "author": core.author or ""}, pages=len(deck.slides)
    )
    group = 0
    for page, slide in enumerate(deck.slides, start=1):
        title = slide.shapes.title
        if title is not None and fold(title.text_frame.text):
            reading.pieces.append(Piece("heading", title.text_frame.text, level=1, page=page))
        for shape in slide.shapes:
            if title is not None and shape.shape_id == title.shape_id:
                continue
            group += 1
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    reading.pieces.append(Piece("paragraph", paragraph.text, page=page))
            elif getattr(shape, "has_table", False) and shape.has_table:
                rows = [[Cell([cell.text]) for cell in row.cells] for row in shape.table.rows]
                reading.pieces += table_pieces(rows, group, page=page)
    return reading
