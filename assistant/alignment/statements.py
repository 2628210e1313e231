"""An index -> every sentence, item and row that a reader may read, with its vector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.alignment.frameworks import locator_of
from assistant.alignment.library import Library
from assistant.alignment_types import Commitment
from assistant.language.commitment import commitment
from assistant.protocols import Vectors
from assistant.types import Document, Hit, Kind, Locator, Part, Reader, Unit

Progress = Callable[[str, int, int], None]
_ROWS_AT_ONCE = 200
_SHORTEST = 4


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a document: where it stands, its words, how firmly it commits."""

    locator: Locator
    text: str
    is_row: bool
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a part of it with a kind of its own, and what it says."""

    document: Document
    part: Part | None
    said: tuple[Said, ...]
    vectors: Vectors = field(repr=False)

    @property
    def key(self) -> str:
        """The document's id, with the number of the part where there are parts."""
        if self.part is None:
            return self.document.id
        return f"{self.document.id}#{self.document.parts.index(self.part) + 1}"

    @property
    def title(self) -> str:
        """The title of the part or of the document."""
        return self.part.title if self.part else self.document.title

    @property
    def kind(self) -> Kind:
        """The kind of the part or of the document."""
        return self.part.kind if self.part else self.document.kind

    @property
    def date(self) -> str | None:
        """The date of the part, else of the document."""
        return (self.part.date if self.part else None) or self.document.date


def read_sources(index: Library, *, reader: Reader, progress: Progress) -> list[Source]:
    """Return what every document that the reader may read says, part by part."""
    documents = {one.id: one for one in index.documents(reader=reader) if one.reading != "refused"}
    gathered: dict[tuple[str, Part | None], tuple[list[Said], list[Vectors]]] = {}
    total = index.snapshot.chunks
    for first in range(0, total, _ROWS_AT_ONCE):
        rows = range(first, min(first + _ROWS_AT_ONCE, total))
        for passage in index.passages([Hit(row, 0.0) for row in rows]):
            document = documents.get(passage.chunk.document_id)
            if document is None:
                continue
            part = _part_at(document, passage.chunk.start)
            units, vectors = index.units(passage.chunk)
            said, kept = gathered.setdefault((document.id, part), ([], []))
            _gather(index, document, part, units, vectors, (said, kept))
        progress("Reading statements", min(first + _ROWS_AT_ONCE, total), total)
    return [
        Source(documents[document_id], part, tuple(said), np.array(kept, dtype=np.float32))
        for (document_id, part), (said, kept) in gathered.items()
        if said
    ]


def _gather(
    index: Library,
    document: Document,
    part: Part | None,
    units: Sequence[Unit],
    vectors: Vectors,
    into: tuple[list[Said], list[Vectors]],
) -> None:
    text, blocks = index.canonical_text(document.id), index.blocks(document.id)
    for unit, vector in zip(units, vectors, strict=True):
        block = blocks[unit.block]
        words = text[unit.start : unit.end]
        if block.kind == "heading" or len(words.split()) < _SHORTEST:
            continue
        locator = locator_of(document, block, unit.start, unit.end, part)
        into[0].append(Said(locator, words, block.kind == "table_row", commitment(words)))
        into[1].append(vector)


def _part_at(document: Document, start: int) -> Part | None:
    return next((part for part in document.parts if part.start <= start < part.end), None)
