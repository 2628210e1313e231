"""Bold lines of a Word document -> headings, where the writer used no heading styles for them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.parsing.docx_runs import Paragraph
from assistant.parsing.pieces import Piece
from assistant.parsing.titles import looks_like_title


def find_titles(pieces: list[Piece], paragraphs: Mapping[int, Paragraph]) -> list[Piece]:
    """Return the pieces with those bold lines made headings that have text under them."""
    sizes = sorted(
        paragraphs[id(p)].size for p in pieces if p.kind == "paragraph" and id(p) in paragraphs
    )
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    styled = [piece for piece in pieces if piece.kind == "heading"]
    deepest = max((piece.level or 1 for piece in styled), default=0)
    for at, piece in enumerate(pieces):
        paragraph = paragraphs.get(id(piece))
        if paragraph is None or piece.kind != "paragraph" or not _is_title(pieces, at, paragraphs):
            continue
        piece.kind = "heading"
        large = paragraph.size > usual + 1
        piece.level = 1 if large and not styled else max(deepest, 1) + 1
        if at == 0 and not any(p.depth for p in styled):
            piece.depth = 0.5
    return pieces


def _is_title(pieces: list[Piece], at: int, paragraphs: Mapping[int, Paragraph]) -> bool:
    piece = pieces[at]
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    text = piece.text.rstrip(":")
    if not paragraphs[id(piece)].bold or after is None or not looks_like_title(text):
        return False
    if at == 0:
        return True
    bold_after = id(after) in paragraphs and paragraphs[id(after)].bold
    return after.kind != "heading" and not bold_after and ":" not in text
