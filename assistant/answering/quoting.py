"""A chosen unit -> the span that is quoted: the unit, or its whole list when that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence
from assistant.protocols import Library
from assistant.types import Block, Document, Locator, Part

LONGEST_QUOTE = 400
LONGEST_LIST = 800


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a document that will be cited; `blocks` is the half-open range it touches."""

    evidence: Evidence
    start: int
    end: int
    blocks: tuple[int, int]


def quote_unit(evidence: Evidence) -> Quote:
    """Return the unit as it stands."""
    unit = evidence.unit
    return Quote(evidence, unit.start, unit.end, (unit.block, unit.block + 1))


def quote_list(evidence: Evidence, library: Library) -> Quote | None:
    """Return the whole list that the unit is an item of, or introduces, with its lead.

    None when there is no list, or when it is longer than a quote may be.
    """
    blocks = library.blocks(evidence.passage.chunk.document_id)
    items = _items(blocks, evidence.unit.block)
    if len(items) < 2:
        return None
    first, last = items[0], items[-1]
    lead = blocks[first].lead
    if (
        lead is not None
        and lead == first - 1
        and blocks[last].end - blocks[lead].start <= LONGEST_LIST
    ):
        first = lead
    if blocks[last].end - blocks[first].start > LONGEST_LIST:
        return None
    return Quote(evidence, blocks[first].start, blocks[last].end, (first, last + 1))


def locate(quote: Quote, library: Library) -> Locator:
    """Return where the quote stands."""
    chunk = quote.evidence.passage.chunk
    document = library.document(chunk.document_id)
    block = quote.evidence.block
    part = _part(document, quote.start)
    return Locator(
        document_id=document.id,
        title=part.title if part else document.title,
        kind=chunk.kind,
        version=document.version,
        start=quote.start,
        end=quote.end,
        organisation=(part.organisation if part else None) or document.organisation,
        date=(part.date if part else None) or document.date,
        section=block.section,
        paragraph=block.number,
        page=block.page,
        page_label=block.page_label,
    )


def _items(blocks: Sequence[Block], index: int) -> list[int]:
    """Return the indices of the list items that belong together with the block at `index`."""
    if blocks[index].kind == "list_item":
        group = blocks[index].group
        return _run(blocks, index, group) if group is not None else []
    led = index + 1
    if led < len(blocks) and blocks[led].kind == "list_item" and blocks[led].lead == index:
        return _run(blocks, led, blocks[led].group)
    return []


def _run(blocks: Sequence[Block], index: int, group: int | None) -> list[int]:
    first, last = index, index
    while first > 0 and _is_item(blocks[first - 1], group):
        first -= 1
    while last + 1 < len(blocks) and _is_item(blocks[last + 1], group):
        last += 1
    return list(range(first, last + 1))


def _is_item(block: Block, group: int | None) -> bool:
    return block.kind == "list_item" and block.group == group


def _part(document: Document, offset: int) -> Part | None:
    return next((part for part in document.parts if part.start <= offset < part.end), None)
