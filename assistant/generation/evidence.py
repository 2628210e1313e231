"""Passages -> numbered evidence: the units that a model may cite, each with its verbatim quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from assistant.generation.suspicion import speaks_to_a_model
from assistant.language.terms import content_stems
from assistant.protocols import Library, Vectors
from assistant.types import Block, Document, Locator, Part, Passage, Reader, Unit

_LONGEST_LEAD = 200


@dataclass(frozen=True, eq=False)
class Evidence:
    """A quotable unit under a number; `lead` introduces it, `rank` is its passage's.

    `stands_by_orders`: its document speaks to a model somewhere near it.
    """

    number: int
    locator: Locator
    quote: str
    lead: str
    columns: tuple[str, ...]
    rank: int
    similarity: float
    vector: Vectors
    stands_by_orders: bool = False

    @property
    def heading(self) -> str:
        """The document and the section that it stands in, without what speaks to a model."""
        parts = [one for one in (self.locator.title, *self.locator.section) if not _orders(one)]
        whole = " > ".join(parts)
        return "" if _orders(whole) else whole

    @property
    def around(self) -> str:
        """Heading and publisher, which are shown with the citation."""
        publisher = self.locator.organisation or ""
        return self.heading if _orders(publisher) else f"{self.heading} {publisher}"

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the meaning words of the quote."""
        return frozenset(content_stems(self.quote))

    @cached_property
    def said_stems(self) -> frozenset[str]:
        """The stems of the quote, its lead and the heads of its columns."""
        return self.stems | frozenset(content_stems(" ".join((self.lead, *self.columns))))

    @cached_property
    def read_stems(self) -> frozenset[str]:
        """The stems of the quote and of what it is read with: lead, columns, heading."""
        around = " ".join((self.lead, *self.columns, self.around))
        return self.stems | frozenset(content_stems(around))


def gather(
    passages: Sequence[Passage], question: Vectors, library: Library, reader: Reader
) -> list[Evidence]:
    """Return every unit of the passages that this reader may read, once, numbered from 1.

    A paragraph that speaks to a language model is withheld: it is no evidence of anything.
    """
    found: dict[tuple[str, int, int], Evidence] = {}
    for rank, passage in enumerate(passages):
        document = library.document(passage.chunk.document_id)
        if not reader.may_read(document.audience):
            continue
        for evidence in _of_passage(passage, rank, question, library):
            place = evidence.locator
            found.setdefault((place.document_id, place.start, place.end), evidence)
    return numbered(list(found.values()))


def numbered(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence numbered from 1 in its order."""
    return [replace(one, number=number) for number, one in enumerate(evidence, 1)]


def shortened(evidence: Sequence[Evidence], characters: int) -> list[Evidence]:
    """Return as much evidence as fits, the nearest to the question first chosen, in its order."""
    kept: set[int] = set()
    for one in sorted(evidence, key=lambda one: one.rank - 10 * one.similarity):
        characters -= len(one.quote) + len(one.lead) + 12
        if characters < 0:
            break
        kept.add(one.number)
    return numbered([one for one in evidence if one.number in kept])


def _of_passage(passage: Passage, rank: int, question: Vectors, library: Library) -> list[Evidence]:
    chunk = passage.chunk
    units, vectors = library.units(chunk)
    text, blocks = library.canonical_text(chunk.document_id), library.blocks(chunk.document_id)
    document = library.document(chunk.document_id)
    bad = {one.block for one in units if _is_bad(blocks[one.block], text)}
    around = (document.title, document.organisation or "", *chunk.section)
    is_suspect = bool(bad) or any(_orders(one) for one in around)
    return [
        Evidence(
            number=0,
            locator=_locator(document, passage, blocks[unit.block], unit),
            quote=text[unit.start : unit.end],
            lead=_lead(blocks, unit.block, text),
            columns=tuple("" if _orders(one) else one for one in blocks[unit.block].columns),
            rank=rank,
            similarity=float(np.dot(vector, question)),
            vector=vector,
            stands_by_orders=is_suspect,
        )
        for unit, vector in zip(units, vectors, strict=True)
        if unit.block not in bad and text[unit.start : unit.end].strip()
    ]


@lru_cache(maxsize=4096)
def _orders(text: str) -> bool:
    return speaks_to_a_model(text)


def _is_bad(block: Block, text: str) -> bool:
    return _orders(text[block.start : block.end])


def _lead(blocks: Sequence[Block], index: int, text: str) -> str:
    lead = blocks[index].lead
    words = "" if lead is None else text[blocks[lead].start : blocks[lead].end]
    return "" if _orders(words) else words[-_LONGEST_LEAD:].strip()


def _locator(document: Document, passage: Passage, block: Block, unit: Unit) -> Locator:
    part = _part(document, unit.start)
    return Locator(
        document_id=document.id,
        title=part.title if part else document.title,
        kind=passage.chunk.kind,
        version=document.version,
        start=unit.start,
        end=unit.end,
        organisation=(part.organisation if part else None) or document.organisation,
        date=(part.date if part else None) or document.date,
        section=block.section,
        paragraph=block.number,
        page=block.page,
        page_label=block.page_label,
    )


def _part(document: Document, offset: int) -> Part | None:
    return next((part for part in document.parts if part.start <= offset < part.end), None)
