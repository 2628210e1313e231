"""DOCX -> pieces (first version, by python-docx)."""

from __future__ import annotations

import re
from pathlib import Path

import docx

from assistant.parsing.pieces import Piece, Reading, fold
from assistant.parsing.tables import Cell, table_pieces


def read_docx(path: Path) -> Reading:
    """Read a Word document."""
    document = docx.Document(str(path))
    core = document.core_properties
    reading = Reading(
        properties={
            "title": core.title or "",
            "author": core.author or "",
            "created": str(core.created or "")[:10],
        }
    )
    group = 0
    for element in document.iter_inner_content():
        if isinstance(element, docx.table.Table):
            group += 1
            rows = [
                [Cell([p.text for p in cell.paragraphs]) for cell in row.cells]
                for row in element.rows
            ]
            reading.pieces += table_pieces(rows, group)
        elif fold(element.text):
            style = (element.style.name or "") if element.style else ""
            level = re.match(r"(?:Heading|heading) (\d)", style)
            if level:
                reading.pieces.append(Piece("heading", element.text, level=min(int(level[1]), 6)))
            elif style == "Title":
                reading.pieces.append(Piece("heading", element.text, level=1))
            elif "List" in style:
                reading.pieces.append(Piece("list_item", element.text, group=group))
            else:
                reading.pieces.append(Piece("paragraph", element.text))
    return reading
