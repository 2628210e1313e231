"""Headings as printed -> headings as meant: repeats dropped, parts nested, numbered siblings level.

Markdown made from slides or scans gives one mark to headings of several ranks; what the headings
say (their numbers, "Part 2:", a title page without text) tells more than the marks.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from assistant.parsing.pieces import Piece, fold, printed_number

_PART = re.compile(
    r"^(?:Part|Section|Chapter|Volume)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})\s*[:.–-]?$", re.IGNORECASE
)
_CONTACT = re.compile(
    r"@|https?://|www\.|\b(?:T|E|Tel|Telephone|Phone|Email|E-mail)\s*:"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b"
)
_TITLE_DEPTH = 0.6  # how far above the headings of its own mark a title page stands
_PART_DEPTH = 0.3  # a part stands between them


def nest(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without running heads, each heading at its depth."""
    for piece in pieces:
        if piece.kind == "paragraph" and _PART.match(fold(piece.text)):
            piece.kind, piece.level = "heading", 1
    pieces = _without_running_heads(pieces)
    _raise_parts(pieces)
    _raise_titles(pieces)
    _level_numbered(pieces)
    _leave_after_contacts(pieces)
    return pieces


def _without_running_heads(pieces: list[Piece]) -> list[Piece]:
    titles = _part_titles(pieces)
    counts = Counter(fold(p.text) for at, p in enumerate(pieces) if _bare_repeat(pieces, at))
    seen: set[str] = set()
    kept = []
    for at, piece in enumerate(pieces):
        text = fold(piece.text)
        again = counts[text] >= 3 and _bare_repeat(pieces, at) and text in seen
        seen.add(text)
        if not (again or text in titles):
            kept.append(piece)
    return kept


def _part_titles(pieces: list[Piece]) -> set[str]:
    """Return "Part 2: Ambitions" for each "Part 2:" that is followed by its title."""
    return {
        f"{fold(part.text)} {fold(title.text)}"
        for part, title in pairwise(pieces)
        if part.kind == title.kind == "heading" and _PART.match(fold(part.text))
    }


def _bare_repeat(pieces: list[Piece], at: int) -> bool:
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return pieces[at].kind == "heading" and after is not None and after.kind == "heading"


def _raise_parts(pieces: list[Piece]) -> None:
    for at, piece in enumerate(pieces):
        if piece.kind != "heading" or not _PART.match(fold(piece.text)):
            continue
        piece.depth = (piece.level or 1) - _PART_DEPTH
        title = pieces[at + 1] if at + 1 < len(pieces) else None
        if title is not None and title.kind == "heading":
            title.depth = piece.depth
            title.path_title = f"{fold(piece.text)} {fold(title.text)}"


def _raise_titles(pieces: list[Piece]) -> None:
    """Put a top heading that stands on a page of its own above those that follow it."""
    tops = [at for at, p in enumerate(pieces) if p.kind == "heading" and p.level == 1]
    if len(tops) < 3:
        return
    for at, after in pairwise(tops):
        body = pieces[at + 1 : after]
        if pieces[at].depth is None and all(_is_epigraph(piece) for piece in body):
            pieces[at].depth = 1 - _TITLE_DEPTH


def _is_epigraph(piece: Piece) -> bool:
    """Say whether a piece is what a title page carries: a name, a motto, a quotation."""
    text = fold(piece.text)
    quoted = text[:1] in '“"‘' or text[-1:] in '”"’'
    return piece.kind == "paragraph" and (quoted or (len(text) <= 60 and text[-1:] != "."))


def _level_numbered(pieces: list[Piece]) -> None:
    """Give headings that are numbered on (3, 4, 4, 5) the depth of the first of them."""
    last: Piece | None = None
    for piece in pieces:
        if piece.kind != "heading":
            continue
        number = printed_number(fold(piece.text), heading=True) or ""
        if last is not None and _depth(piece) < _depth(last):
            last = None
        if not number.isdigit():
            continue
        if last is not None and int(number) - int(last.number or 0) in (0, 1):
            piece.depth = _depth(last)
        piece.number = number
        last = piece


def _leave_after_contacts(pieces: list[Piece]) -> None:
    """Let a table that follows an address stand outside the section that the address closed."""
    for at, piece in enumerate(pieces):
        opens_table = piece.kind in ("table_row", "table_head") and (
            at == 0 or pieces[at - 1].group != piece.group
        )
        before = [p for p in pieces[max(0, at - 6) : at] if p.kind == "paragraph"]
        contacts = [p for p in before if len(p.text) <= 100 and _CONTACT.search(p.text)]
        if opens_table and len(contacts) >= 2 and pieces[at - 1] in contacts:
            piece.resets = True


def _depth(heading: Piece) -> float:
    return heading.depth if heading.depth is not None else float(heading.level or 1)


def nest_plain(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a plain text, title, numbered headings and cards at their depth."""
    headings = [piece for piece in pieces if piece.kind == "heading"]
    for piece in headings:
        number = printed_number(fold(piece.text), heading=True) or ""
        if number[:1].isdigit():
            piece.depth = 2.0 + number.count(".")
    _raise_opening(pieces)
    _lower_cards(pieces)
    if any(piece.text.isupper() for piece in headings[1:]):
        for piece in headings:
            piece.depth = piece.depth or (2.0 if piece.text.isupper() else 3.0)
    return pieces


def _raise_opening(pieces: list[Piece]) -> None:
    """Make the first heading the title, and the one under it too when the first is but a kicker."""
    if not pieces or pieces[0].kind != "heading":
        return
    word = pieces[0].text.split()[0]
    if any(
        p.kind == "heading" and p.text.split()[0] == word and printed_number(p.text)
        for p in pieces[1:]
    ):
        return
    pieces[0].depth = 1.0
    second = pieces[1] if len(pieces) > 1 else None
    kicker = len(pieces[0].text.split()) <= 3
    if second is not None and second.kind == "heading" and kicker:
        second.depth = 1.0 if len(second.text) > len(pieces[0].text) else None


def _lower_cards(pieces: list[Piece]) -> None:
    """Put headings with one short line each below the heading whose single line introduces them."""
    at = 0
    while at < len(pieces):
        cards = []
        follow = at + 2
        if _is_card(pieces, at, longest=250):
            while _is_card(pieces, follow, longest=130):
                cards.append(pieces[follow])
                follow += 2
        if len(cards) >= 2 and pieces[at].depth is None and pieces[at + 1].text.endswith("."):
            for card in cards:
                card.depth = 3.0
        at = follow if len(cards) >= 2 else at + 1


def _is_card(pieces: list[Piece], at: int, *, longest: int) -> bool:
    return (
        at + 1 < len(pieces)
        and pieces[at].kind == "heading"
        and pieces[at + 1].kind == "paragraph"
        and len(pieces[at + 1].text) <= longest
    )
