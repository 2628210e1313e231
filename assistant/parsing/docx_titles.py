"""Bold lines of a Word document -> headings, where the writer used no heading styles for them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.parsing.docx_runs import Paragraph
from assistant.parsing.pieces import Piece
from assistant.parsing.titles import is_no_title, looks_like_title

_TITLE_DEPTH = 0.5
_LONGEST_TITLE = 200  # characters
_FIRST = 6  # pieces among which the title of a document stands


def find_titles(pieces: list[Piece], paragraphs: Mapping[int, Paragraph]) -> list[Piece]:
    """Return the pieces with those bold lines made headings that have text under them."""
    sizes = sorted(
        paragraphs[id(p)].size for p in pieces if p.kind == "paragraph" and id(p) in paragraphs
    )
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    styled = [piece for piece in pieces if piece.kind == "heading"]
    deepest = max((piece.level or 1 for piece in styled), default=0)
    if not any(piece.depth for piece in styled):
        _find_title(pieces, paragraphs, usual)
    for at in range(len(pieces) - 1, -1, -1):
        if _is_title(pieces, at, paragraphs):
            pieces[at].kind = "heading"
            pieces[at].level = max(deepest, 1) + (1 if styled else 0)
    return pieces


def _find_title(pieces: list[Piece], paragraphs: Mapping[int, Paragraph], usual: float) -> None:
    """Make the first line that is bold and large, or stands first and bold, the title."""
    for at, piece in enumerate(pieces[:_FIRST]):
        paragraph = paragraphs.get(id(piece))
        if piece.kind == "heading" or paragraph is None or len(piece.text) > _LONGEST_TITLE:
            return
        large = paragraph.size >= usual + 1
        fits = looks_like_title(piece.text.rstrip(":")) or large
        if paragraph.bold and (large or at == 0) and fits and not is_no_title(piece.text):
            piece.kind, piece.level, piece.depth = "heading", 1, _TITLE_DEPTH
            return


def _is_title(pieces: list[Piece], at: int, paragraphs: Mapping[int, Paragraph]) -> bool:
    piece = pieces[at]
    paragraph = paragraphs.get(id(piece))
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    text = piece.text.rstrip(":")
    if paragraph is None or piece.kind != "paragraph" or not paragraph.bold or after is None:
        return False
    if not looks_like_title(text) or ":" in text:
        return False
    short = len(text.split()) <= 4
    if after.kind == "heading":
        return short and after.depth is None and len(piece.text) <= len(after.text)
    bold_after = id(after) in paragraphs and paragraphs[id(after)].bold
    return not bold_after or (short and text.isupper())
