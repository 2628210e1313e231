"""Headings ranked by their looks -> headings at their depth, helped by title page and numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from assistant.parsing.pieces import Piece, fold

_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_LONGEST = 200  # characters; longer is a statement set large
_MOST_WORDS = 28
_TITLE = 0.5
_AXIS = re.compile(r"^[\d,.%£$ -]+$")
_LONGEST_LABEL = 110  # characters
_FEWEST_NUMBERS = 3
_LABELS_IN_A_ROW = 4


def nest_pdf(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the depth of headings set."""
    for piece in pieces:
        if piece.kind == "heading" and _is_statement(piece.text):
            piece.kind, piece.level = "paragraph", None
    _demote_labels(pieces)
    _caption_charts(pieces)
    cover = _cover(pieces)
    _set_cover(cover)
    repeated = _repeats(pieces, cover)
    pieces = [piece for piece in pieces if id(piece) not in repeated]
    headings = [p for p in pieces if p.kind == "heading" and p not in cover]
    _set_depths(headings)
    _set_numbered(headings)
    return pieces


def _is_statement(text: str) -> bool:
    words = len(text.split())
    return len(text) > _LONGEST or words > _MOST_WORDS or (words > 6 and text.endswith("."))


def _demote_labels(pieces: list[Piece]) -> None:
    """Make the labels of a drawing paragraphs: many headings in a row on one page, without text."""
    at = 0
    while at < len(pieces):
        end = at
        while (
            end < len(pieces)
            and pieces[end].kind == "heading"
            and (pieces[end].page == pieces[at].page)
        ):
            end += 1
        for piece in pieces[at + 1 : end] if end - at >= _LABELS_IN_A_ROW else ():
            piece.kind, piece.level = "paragraph", None
        at = max(end, at + 1)


def _caption_charts(pieces: list[Piece]) -> None:
    """Make the title of a chart its caption: under it stand the numbers of axes, and no text."""
    headings = [at for at, piece in enumerate(pieces) if piece.kind == "heading"]
    for at, after in pairwise([*headings, len(pieces)]):
        labels = [p for p in pieces[at + 1 : after] if p.page == pieces[at].page]
        numbers = [p for p in labels if p.kind == "paragraph" and _AXIS.match(p.text)]
        texts = [p for p in labels if len(p.text) > _LONGEST_LABEL and p.number is None]
        opens_page = at == 0 or pieces[at - 1].page != pieces[at].page
        if len(numbers) >= _FEWEST_NUMBERS and not texts and not opens_page:
            pieces[at].kind, pieces[at].level = "caption", None


def _cover(pieces: list[Piece]) -> list[Piece]:
    """Return the headings of a first page that has no running text, or before its text."""
    first = []
    for piece in pieces:
        if piece.page != 1 or piece.kind not in ("heading", "paragraph"):
            break
        text = piece.kind == "paragraph" and len(piece.text) > _LONGEST_LABEL
        if text or (piece.kind == "heading" and _dots(piece.text) is not None):
            break
        if piece.kind == "heading":
            first.append(piece)
    return first


def _set_cover(cover: list[Piece]) -> None:
    if not cover:
        return
    title = min(cover, key=lambda piece: piece.level or 1)
    for piece in cover:
        piece.depth = _TITLE
        if piece is not title and len(piece.text.split()) > 10:
            piece.kind, piece.level = "paragraph", None


def _repeats(pieces: list[Piece], cover: list[Piece]) -> set[int]:
    """Return the ids of headings on the next pages that only say the title again."""
    title = fold(" ".join(piece.text for piece in cover)).casefold()
    return {
        id(piece)
        for piece in pieces
        if piece.kind == "heading"
        and piece not in cover
        and (piece.page or 1) <= 3
        and len(piece.text) > 12
        and fold(piece.text).casefold() in title
    }


def _set_depths(headings: list[Piece]) -> None:
    """Number the ranks that are used; one used but once above the others joins the next."""
    uses = Counter(piece.level or 1 for piece in headings)
    depths, depth = {}, 1.0
    ranks = sorted(uses)
    for at, rank in enumerate(ranks):
        depths[rank] = depth
        last = at + 1 == len(ranks)
        if uses[rank] > 1 or last:
            depth += 1
    for piece in headings:
        piece.depth = depths[piece.level or 1]


def _set_numbered(headings: list[Piece]) -> None:
    """Put 6.1 under 6 and 6.1.1 under 6.1, at the depth that most headings with one number have."""
    dots = {id(piece): _dots(piece.text) for piece in headings}
    bases = Counter(piece.depth for piece in headings if dots[id(piece)] == 0)
    if not bases or not any(dots.values()):
        return
    base = bases.most_common(1)[0][0] or 1.0
    for piece in headings:
        count = dots[id(piece)]
        if count:
            piece.depth = base + count * 0.1


def _dots(text: str) -> int | None:
    match = _DECIMAL.match(text)
    return match[1].count(".") if match else None
