"""What the alignment needs of an open snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.protocols import Vectors
from assistant.types import Block, Chunk, Document, Hit, Passage, Reader, Snapshot, Unit


class Library(Protocol):
    """The documents of a snapshot with their texts, blocks, chunks and units."""

    @property
    def snapshot(self) -> Snapshot:
        """What the index was built from."""
        ...

    def documents(self, *, reader: Reader) -> list[Document]:
        """Return every document that the reader may read, refused ones included."""
        ...

    def canonical_text(self, document_id: str) -> str:
        """Return the text that all offsets of the document refer to."""
        ...

    def blocks(self, document_id: str) -> Sequence[Block]:
        """Return the document's blocks in reading order."""
        ...

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        """Return the chunks of these rows."""
        ...

    def units(self, chunk: Chunk) -> tuple[Sequence[Unit], Vectors]:
        """Return the chunk's units and their vectors."""
        ...
