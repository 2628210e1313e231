"""A question for the objectives (or risks, or recommendations) of a paper -> all of them.

No line introduces them: they stand as items or rows under a heading that calls them so, or each
under a heading of its own with its number ("Objective 2: Cleaner journeys").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of, unfound
from assistant.answering.quoting import LONGEST_LIST, quote_list
from assistant.language.kin import kin, roots
from assistant.language.quantities import figures
from assistant.language.terms import stem
from assistant.language.titles import named_documents
from assistant.protocols import Library
from assistant.types import Block

_OF = r"(?:of|in|for|behind|set out in|given in|named in|made in|made by|set by)"
_NOUNS = r"(?:(?:\w+ ){0,2}?)(?P<noun>[a-z]+s)"
_ASKING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*(?:(?:what|which) (?:are|were)|list|name|tell me|give me) (?:all )?(?:of )?"
        rf"(?:the |its )?{_NOUNS} {_OF} (?P<paper>[^?]+)",
        rf"^\W*(?:what|which) {_NOUNS} (?:does|did|do) (?P<paper>[^?]+?)"
        r" (?:set(?: out)?|name|list|have|make|give|contain|mention|follow|identify|see)\b",
        r"^\W*what (?:does|did) (?P<paper>[^?]+?) (?P<noun>recommend)\b",
    )
)
_COUNT = re.compile(r"\b(?:the|its|all) (?P<count>\w+) (?:\w+ ){0,2}?[a-z]+s\b", re.IGNORECASE)
_LABEL = r"(?:\d{1,2}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBERED = re.compile(
    rf"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?P<noun>[A-Za-z]+)\s+(?P<label>{_LABEL})\s*[:.–—-]\s*\S",
    re.IGNORECASE,
)
# Paragraphs that are items: "(b) agree that ...".
_LETTERED = re.compile(r"^\(?(?:[a-z]|[ivx]+)\)$")
_FEWEST, _MOST = 2, 12


@dataclass(frozen=True, slots=True)
class Listing:
    """The items, rows or headings that are asked for, and whether they are one list."""

    units: Sequence[Evidence] = ()
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class _Sought:
    noun: str
    paper: str
    count: int | None


def listing_of(asked: Asked, units: Sequence[Evidence], library: Library) -> Listing:
    """Return what the named paper has of what is asked for; nothing when it is not all quotable."""
    sought = _sought(asked.text)
    if sought is None:
        return Listing()
    found = {one.passage.chunk.document_id: one for one in reversed(units)}
    documents = [library.document(one) for one in found]
    for document in named_documents(sought.paper, documents)[:1]:
        near = found[document.id]
        blocks = library.blocks(document.id)
        text = library.canonical_text(document.id)
        for akin in (False, True):
            for places, is_list in _candidates(sought, blocks, text, akin=akin):
                if _fits(places, sought, blocks):
                    listed = [unfound(near, place, blocks, text) for place in places]
                    whole = quote_list(listed[0], library) if is_list else None
                    is_whole = whole is not None and whole.blocks[1] > places[-1]
                    return Listing(listed[:1] if is_whole else listed, is_whole)
    return Listing()


def _sought(text: str) -> _Sought | None:
    match = next((match for one in _ASKING if (match := one.search(text))), None)
    if match is None:
        return None
    count = _COUNT.search(text[: match.start("paper")])
    told = figures(count["count"]) if count else frozenset()
    number = next(iter(told), "")
    noun = stem(match["noun"].lower())
    return _Sought(noun, match["paper"].strip(), int(number) if number.isdigit() else None)


def _candidates(
    sought: _Sought, blocks: Sequence[Block], text: str, *, akin: bool
) -> Iterator[tuple[list[int], bool]]:
    """Yield the places of what may be the list: under a heading, or the numbered headings.

    A heading in other words of one kin will do only when it is numbered: "Goal 2" for an aim.
    """
    headings = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    for place in [] if akin else headings:
        words = text[blocks[place].start : blocks[place].end]
        if _tells(words, sought.noun, akin=False) and not _NUMBERED.match(words):
            yield from _under(place, blocks)
    yield _numbered(sought, headings, blocks, text, akin=akin), False


def _under(heading: int, blocks: Sequence[Block]) -> Iterator[tuple[list[int], bool]]:
    """Yield the items, the lettered paragraphs, and the rows that stand under a heading."""
    end = next(
        (n for n in range(heading + 1, len(blocks)) if blocks[n].kind == "heading"), len(blocks)
    )
    inside = range(heading + 1, end)
    yield [place for place in inside if blocks[place].kind == "list_item"], True
    yield [place for place in inside if _LETTERED.match(blocks[place].number or "")], False
    yield [place for place in inside if blocks[place].kind == "table_row"], False


def _numbered(
    sought: _Sought, headings: Sequence[int], blocks: Sequence[Block], text: str, *, akin: bool
) -> list[int]:
    """Return the headings of the sort "Objective 1: ...", the first of each number."""
    found: dict[str, int] = {}
    for place in headings:
        match = _NUMBERED.match(text[blocks[place].start : blocks[place].end])
        if match and _tells(match["noun"], sought.noun, akin=akin):
            found.setdefault(match["label"].lower(), place)
    return list(found.values())


def _tells(words: str, noun: str, *, akin: bool) -> bool:
    there = stems_of(words)
    return noun in there or (akin and bool(kin(noun) & roots(there)))


def _fits(places: Sequence[int], sought: _Sought, blocks: Sequence[Block]) -> bool:
    """Say whether these are as many as are asked for, and all may be quoted."""
    if not _FEWEST <= len(places) <= _MOST:
        return False
    length = sum(blocks[place].end - blocks[place].start for place in places)
    return length <= LONGEST_LIST and sought.count in (None, len(places))
