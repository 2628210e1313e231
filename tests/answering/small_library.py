"""A library of a few short texts: blank lines part blocks, "# " heads a section, "- " an item.

A line that begins with a bar is a row: "| Ward: Mill End | Homes: 12".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.language.sentences import sentence_spans
from assistant.protocols import Vectors
from assistant.types import Block, Chunk, Document, Kind, Passage, Unit
from tests.fakes import FakeEmbedder


class SmallLibrary:
    """Implements Library; `passages` offers every section as a passage, as if all were found."""

    def __init__(self) -> None:
        self.embedder = FakeEmbedder()
        self.texts: dict[str, str] = {}
        self._documents: dict[str, Document] = {}
        self._blocks: dict[str, list[Block]] = {}
        self._chunks: list[Chunk] = []

    def add(
        self,
        document_id: str,
        text: str,
        kind: Kind = "other",
        audience: tuple[str, ...] = ("public",),
        date: str | None = None,
    ) -> SmallLibrary:
        self.texts[document_id] = text
        self._documents[document_id] = Document(
            id=document_id,
            path=f"{document_id}.md",
            title=document_id.title(),
            kind=kind,
            sha256="",
            version="v1",
            audience=audience,
            date=date,
        )
        self._blocks[document_id] = _blocks(text)
        self._chunks += _chunks(document_id, kind, text, self._blocks[document_id])
        return self

    def document(self, document_id: str) -> Document:
        return self._documents[document_id]

    def canonical_text(self, document_id: str) -> str:
        return self.texts[document_id]

    def blocks(self, document_id: str) -> Sequence[Block]:
        return self._blocks[document_id]

    def units(self, chunk: Chunk) -> tuple[Sequence[Unit], Vectors]:
        text = self.texts[chunk.document_id]
        blocks = self._blocks[chunk.document_id]
        units = [unit for n in range(*chunk.blocks) for unit in _units(text, blocks[n], n)]
        return units, self.embedder.embed([text[unit.start : unit.end] for unit in units])

    def passages(self, question: str) -> list[Passage]:
        asked = self.embedder.embed([question])[0]
        scores = self.embedder.embed([f"{one.prefix} {one.text}" for one in self._chunks]) @ asked
        return [
            Passage(self._chunks[n], float(scores[n]), {"dense": float(scores[n]), "lexical": 1.0})
            for n in np.argsort(-scores)
        ]


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    section: tuple[str, ...] = ()
    start = lead = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        end = start + len(line.rstrip())
        if words.startswith("- "):
            blocks.append(Block("list_item", start + 2, end, section, lead=lead, group=lead))
        elif words.startswith("# "):
            blocks.append(Block("heading", start + 2, end, section))
            section = (words[2:],)
        elif words.startswith("| "):
            columns = tuple(cell.partition(": ")[0] for cell in words[2:].split(" | "))
            blocks.append(Block("table_row", start + 2, end, section, columns=columns, group=lead))
        elif words:
            lead = len(blocks)
            blocks.append(Block("paragraph", start, end, section))
        start += len(line)
    return blocks


def _chunks(document_id: str, kind: Kind, text: str, blocks: list[Block]) -> list[Chunk]:
    sections: dict[tuple[str, ...], list[int]] = {}
    for number, block in enumerate(blocks):
        if block.kind != "heading":
            sections.setdefault(block.section, []).append(number)
    return [
        Chunk(
            id=f"{document_id}:{numbers[0]}",
            document_id=document_id,
            group=document_id,
            kind=kind,
            start=blocks[numbers[0]].start,
            end=blocks[numbers[-1]].end,
            text=text[blocks[numbers[0]].start : blocks[numbers[-1]].end],
            prefix=" ".join((document_id, *section)),
            blocks=(numbers[0], numbers[-1] + 1),
            section=section,
        )
        for section, numbers in sections.items()
    ]


def _units(text: str, block: Block, number: int) -> list[Unit]:
    if block.kind in ("list_item", "table_row"):
        return [Unit(block.start, block.end, number)]
    spans = sentence_spans(text[block.start : block.end])
    return [Unit(block.start + start, block.start + end, number) for start, end in spans]
