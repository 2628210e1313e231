"""Passages -> the units that could be quoted, each with the context that it is read in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.language.terms import Word, words
from assistant.protocols import Library, Vectors
from assistant.types import Block, Passage, Unit

# How much of a neighbouring sentence or lead is worth reading along.
_CONTEXT_CHARACTERS = 300


@dataclass(frozen=True)
class Evidence:
    """A quotable unit: its text, what stands around it, and how close it is to the question.

    `lead` introduces a list item or names a row's columns, `before` and `after` are the
    neighbouring sentences, `heading` is the document's title with the section path.
    """

    passage: Passage
    rank: int
    unit: Unit
    block: Block
    text: str
    lead: str
    before: str
    after: str
    heading: str
    similarity: float

    @cached_property
    def words(self) -> list[Word]:
        """The words of the unit itself."""
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the unit itself."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def near_stems(self) -> frozenset[str]:
        """The stems of the lead and of the sentence before."""
        return _stems(f"{self.lead} {self.before}")

    @cached_property
    def heading_stems(self) -> frozenset[str]:
        """The stems of the title and the section path."""
        return _stems(self.heading)

    @cached_property
    def around_stems(self) -> frozenset[str]:
        """The stems of the whole passage."""
        return _stems(self.passage.chunk.text)

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells this unit from every other."""
        return (self.passage.chunk.document_id, self.unit.start, self.unit.end)


def gather(passages: Sequence[Passage], question: Vectors, library: Library) -> list[Evidence]:
    """Return every unit of the passages once, in the passages' order."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for rank, passage in enumerate(passages):
        for evidence in _of_passage(passage, rank, question, library):
            found.setdefault(evidence.key, evidence)
    return list(found.values())


def _of_passage(passage: Passage, rank: int, question: Vectors, library: Library) -> list[Evidence]:
    chunk = passage.chunk
    units, vectors = library.units(chunk)
    text, blocks = library.canonical_text(chunk.document_id), library.blocks(chunk.document_id)
    similarities = np.asarray(vectors) @ question if len(units) else np.zeros(0)
    heading = " ".join((library.document(chunk.document_id).title, *chunk.section))
    texts = [text[unit.start : unit.end] for unit in units]
    return [
        Evidence(
            passage=passage,
            rank=rank,
            unit=unit,
            block=blocks[unit.block],
            text=texts[index],
            lead=lead_text(blocks, unit.block, text),
            before=texts[index - 1][-_CONTEXT_CHARACTERS:] if index else "",
            after=texts[index + 1][:_CONTEXT_CHARACTERS] if index + 1 < len(texts) else "",
            heading=heading,
            similarity=float(similarities[index]),
        )
        for index, unit in enumerate(units)
    ]


def lead_text(blocks: Sequence[Block], index: int, text: str) -> str:
    """Return the end of the sentence that introduces a block, or the heads of a row's columns."""
    block = blocks[index]
    columns = " ".join(block.columns)
    if block.lead is None:
        return columns
    lead = blocks[block.lead]
    return f"{columns} {text[lead.start : lead.end][-_CONTEXT_CHARACTERS:]}".strip()


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text))
