"""A document of a few paragraphs in memory, with the passages that a search would find in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.protocols import Embedder, Vectors
from assistant.types import PUBLIC, Block, Chunk, Document, Passage, Unit


class Paper:
    """A library of one document: each text is a paragraph, a chunk and a unit."""

    def __init__(
        self,
        texts: Sequence[str],
        embedder: Embedder | None,
        *,
        audience: tuple[str, ...] = (PUBLIC,),
    ) -> None:
        self._text = "\n\n".join(texts)
        self._blocks: list[Block] = []
        for text in texts:
            start = self._text.index(text, self._blocks[-1].end if self._blocks else 0)
            self._blocks.append(Block("paragraph", start, start + len(text)))
        self._document = Document(
            "plan", "plan.md", "The plan", "strategy", "0", "v1", audience=audience
        )
        self._vectors = embedder.embed(texts) if embedder else np.ones((len(texts), 4), np.float32)
        self.passages = [Passage(self._chunk(n), 1.0) for n in range(len(texts))]

    def document(self, document_id: str) -> Document:
        """Return the only document."""
        return self._document

    def canonical_text(self, document_id: str) -> str:
        """Return its text."""
        return self._text

    def blocks(self, document_id: str) -> Sequence[Block]:
        """Return its paragraphs."""
        return self._blocks

    def units(self, chunk: Chunk) -> tuple[Sequence[Unit], Vectors]:
        """Return the unit of a chunk."""
        place = int(chunk.id)
        block = self._blocks[place]
        return [Unit(block.start, block.end, place)], self._vectors[place : place + 1]

    def _chunk(self, place: int) -> Chunk:
        block = self._blocks[place]
        text = self._text[block.start : block.end]
        return Chunk(
            str(place), "plan", "plan", "strategy", block.start, block.end, text, "", (place, place)
        )
