"""Pieces in reading order -> the canonical text with its blocks: spans, sections, leads."""

from __future__ import annotations

from assistant.parsing.pieces import Piece, Reading, fold, printed_number, strip_bullet
from assistant.types import Block, ParsedText

_TOGETHER = ("list_item", "table_row", "table_head")
_DEEPEST_LEVEL = 6


def assemble(reading: Reading) -> ParsedText:
    """Place the pieces in one text and give each block its span, its section and its lead."""
    pieces = [piece for piece in reading.pieces if _tidy(piece)]
    index_of = {id(piece): index for index, piece in enumerate(pieces)}
    parts: list[str] = []
    blocks: list[Block] = []
    path: list[tuple[float, str]] = []
    end = 0
    for index, piece in enumerate(pieces):
        gap = _gap(pieces[index - 1], piece) if index else ""
        start = end + len(gap)
        end = start + len(piece.text)
        parts += (gap, piece.text)
        _leave_sections(path, piece)
        section = tuple(title for _, title in path)
        blocks.append(_block(piece, (start, end), section, index_of))
        if piece.kind == "heading":
            path.append((_depth(piece), fold(piece.path_title or piece.text)))
    return ParsedText(
        text="".join(parts),
        blocks=tuple(blocks),
        pages=reading.pages,
        properties={key: fold(value) for key, value in reading.properties.items() if fold(value)},
        problems=tuple(reading.problems),
        reading="partly" if reading.partly else "read",
    )


def _tidy(piece: Piece) -> bool:
    piece.text = fold(piece.text)
    if piece.kind == "list_item":
        piece.text = strip_bullet(piece.text)
    if piece.number is None and piece.kind in ("heading", "paragraph", "list_item"):
        piece.number = printed_number(piece.text, heading=piece.kind == "heading")
    return bool(piece.text)


def _gap(before: Piece, piece: Piece) -> str:
    together = piece.kind in _TOGETHER and before.kind in _TOGETHER and before.group == piece.group
    return "\n" if together else "\n\n"


def _leave_sections(path: list[tuple[float, str]], piece: Piece) -> None:
    if piece.resets:
        path.clear()
    if piece.kind == "heading":
        while path and path[-1][0] >= _depth(piece):
            path.pop()


def _depth(heading: Piece) -> float:
    return heading.depth if heading.depth is not None else float(heading.level or 1)


def _block(
    piece: Piece, span: tuple[int, int], section: tuple[str, ...], index_of: dict[int, int]
) -> Block:
    lead = index_of.get(id(piece.lead)) if piece.lead is not None else None
    level = None
    if piece.kind == "heading":
        level = min(max(len(section) + 1, piece.least_level), _DEEPEST_LEVEL)
    return Block(
        kind=piece.kind,
        start=span[0],
        end=span[1],
        section=section,
        level=level,
        number=piece.number,
        page=piece.page,
        page_label=piece.page_label,
        columns=piece.columns,
        lead=lead,
        group=piece.group,
        ocr=piece.ocr,
    )
