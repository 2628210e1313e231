"""Passages -> the units that could be quoted, each with the context that it is read in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from assistant.language.kin import roots
from assistant.language.sentences import sentence_spans
from assistant.language.terms import Word, words
from assistant.protocols import Library, Vectors
from assistant.types import Block, Passage, Unit

# How much of a lead is worth reading along with what it introduces.
_LEAD_CHARACTERS = 300
_NEAR_CHARACTERS = 120
_LABEL_CHARACTERS = 60
# The place in its passage of a row that stands in none: it has no neighbours.
_NOWHERE = 1_000_000
_SMALL = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, eq=False)
class Context:
    """A passage as its units share it: its heading (title and section path) and all its words."""

    passage: Passage
    rank: int
    title: str
    section: tuple[str, ...]
    date: str = ""
    units: list[Evidence] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The title and the section path."""
        return " ".join((self.title, *self.section))

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """The stems of the document's title."""
        return stems_of(self.title)

    @cached_property
    def section_stems(self) -> frozenset[str]:
        """The stems of the section path."""
        return stems_of(" ".join(self.section))

    @cached_property
    def heading_stems(self) -> frozenset[str]:
        """The stems of the title and the section path."""
        return self.title_stems | self.section_stems

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that the passage has with a small letter: no part of a name by themselves."""
        return frozenset(_SMALL.findall(self.passage.chunk.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the whole passage."""
        return frozenset().union(*(unit.stems for unit in self.units))


@dataclass(frozen=True, eq=False)
class Evidence:
    """A quotable unit: its text, what introduces it, its vector, how close it is to the question.

    `lead` introduces a list item or names a row's columns; `place` is its place in the passage.
    """

    context: Context
    place: int
    unit: Unit
    block: Block
    text: str
    lead: str
    similarity: float
    vector: Vectors

    @cached_property
    def words(self) -> list[Word]:
        """The words of the unit itself."""
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the unit itself."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the unit's stems."""
        return roots(self.stems)

    @cached_property
    def near_stems(self) -> frozenset[str]:
        """The stems of the lead and of the sentence before."""
        return stems_of(f"{self.lead} {self.before_text}")

    @cached_property
    def before_text(self) -> str:
        """The sentence before; an item and a row stand beside the one before, not behind it."""
        before = self.neighbour(-1)
        if before is None:
            return ""
        is_apart = self.block.kind in ("list_item", "table_row")
        return "" if is_apart and before.unit.block != self.unit.block else before.text

    @property
    def passage(self) -> Passage:
        """The passage that the unit stands in."""
        return self.context.passage

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells this unit from every other."""
        return (self.passage.chunk.document_id, self.unit.start, self.unit.end)

    @property
    def in_context(self) -> str:
        """The unit as it is read: behind its title, its heading and what stands before it."""
        before = self.neighbour(-1)
        near = before.text if before else self.lead
        heading = self.context.section[-1] if self.context.section else ""
        return f"{self.context.title}, {heading}. {near[-_NEAR_CHARACTERS:]} {self.text}"

    def neighbour(self, steps: int) -> Evidence | None:
        """Return the unit that many places on in the same passage."""
        place = self.place + steps
        return self.context.units[place] if 0 <= place < len(self.context.units) else None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows from the first units of an answer, in a sentence, and from how many of them."""

    text: str
    units: int


def gather(passages: Sequence[Passage], question: Vectors, library: Library) -> list[Evidence]:
    """Return every unit of the passages once, in the passages' order."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for rank, passage in enumerate(passages):
        for evidence in _of_passage(passage, rank, question, library):
            found.setdefault(evidence.key, evidence)
    return list(found.values())


def unfound(near: Evidence, place: int, blocks: Sequence[Block], text: str) -> Evidence:
    """Return a block of the same document that was not found itself; `text` is the document's."""
    block = blocks[place]
    return replace(
        near,
        place=_NOWHERE,
        unit=Unit(block.start, block.end, place),
        block=block,
        text=text[block.start : block.end],
        lead=lead_text(blocks, place, text),
    )


def lead_text(blocks: Sequence[Block], index: int, text: str) -> str:
    """Return the sentence that introduces a block, behind the heads of a row's columns.

    What stands inside a row's cell is introduced by what the row begins with, too.
    """
    block = blocks[index]
    columns = " ".join((*block.columns, _row_around(blocks, block, text))).strip()
    if block.lead is None:
        return columns
    lead = text[blocks[block.lead].start : blocks[block.lead].end]
    spans = sentence_spans(lead)
    last = lead[spans[-1][0] : spans[-1][1]] if spans else lead
    return f"{columns} {last[-_LEAD_CHARACTERS:]}".strip()


def _row_around(blocks: Sequence[Block], block: Block, text: str) -> str:
    """Return how the row begins, or is headed, that a block stands in; empty outside of one."""
    if block.lead is None or blocks[block.lead].kind != "table_row":
        return ""
    row = blocks[block.lead]
    return row.columns[0] if row.columns else text[row.start : row.end][:_LABEL_CHARACTERS]


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of all words of `text`."""
    return frozenset(word.stem for word in words(text))


def _of_passage(passage: Passage, rank: int, question: Vectors, library: Library) -> list[Evidence]:
    chunk = passage.chunk
    units, vectors = library.units(chunk)
    text, blocks = library.canonical_text(chunk.document_id), library.blocks(chunk.document_id)
    document = library.document(chunk.document_id)
    context = Context(passage, rank, document.title, chunk.section, document.date or "")
    for place, unit in enumerate(units):
        context.units.append(
            Evidence(
                context=context,
                place=place,
                unit=unit,
                block=blocks[unit.block],
                text=text[unit.start : unit.end],
                lead=lead_text(blocks, unit.block, text),
                similarity=float(np.dot(vectors[place], question)),
                vector=vectors[place],
            )
        )
    return context.units
