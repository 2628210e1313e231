"""Blocks -> units: the sentences, list items and table rows that may be quoted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.sentences import sentence_spans
from assistant.types import Block, Unit

# INTERFACES.md: a quote is a sentence, list item or row; longer items are quoted by sentence.
LONGEST_ITEM = 400
_LEAD_SHOWN = 200


def units_of(text: str, blocks: Sequence[Block], start: int, end: int) -> list[Unit]:
    """Return the units of the blocks that overlap `text[start:end]`, clipped to that span."""
    units: list[Unit] = []
    for number, block in enumerate(blocks):
        if block.end <= start or block.start >= end or block.kind == "table_head":
            continue
        units += [Unit(a, b, number) for a, b in _spans(text, block) if a < end and b > start]
    return [Unit(max(unit.start, start), min(unit.end, end), unit.block) for unit in units]


def embedded_text(text: str, blocks: Sequence[Block], unit: Unit) -> str:
    """Return what a unit's vector is made of: its words, behind those of its lead."""
    words = text[unit.start : unit.end]
    lead = blocks[unit.block].lead
    if lead is None:
        return words
    return f"{lead_text(text, blocks[lead])} {words}"


def lead_text(text: str, block: Block) -> str:
    """Return the last sentence of a block that introduces others, cut to a readable length."""
    words = text[block.start : block.end]
    spans = sentence_spans(words)
    last = words[spans[-1][0] : spans[-1][1]] if spans else words
    return last if len(last) <= _LEAD_SHOWN else "… " + last[-_LEAD_SHOWN:].partition(" ")[2]


def _spans(text: str, block: Block) -> list[tuple[int, int]]:
    whole = block.kind != "paragraph" and block.end - block.start <= LONGEST_ITEM
    if whole:
        return [(block.start, block.end)]
    spans = sentence_spans(text[block.start : block.end])
    return [(block.start + start, block.start + end) for start, end in spans]
