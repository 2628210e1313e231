"""Blocks -> chunks: runs within one section, counted with the embedding model's own tokenizer.

A chunk is embedded and matched behind its prefix (title and headings) and cited without it. Prefix
and text together never exceed what the model reads, so nothing is cut off unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.chunking.units import lead_text
from assistant.language.sentences import sentence_spans
from assistant.protocols import TokenCounter
from assistant.types import Block, Chunk, Kind

CHUNKER_VERSION = "2"

# Tokens of prefix and text together. all-MiniLM-L6-v2 reads 256; 200 leaves room for the
# special tokens and for joining neighbours up to 250.
MOST_TOKENS = 200
_MOST_PREFIX_TOKENS = 56
_HEADINGS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ChunkSource:
    """A document ready to be chunked; `group_at` names the part that an offset belongs to."""

    document_id: str
    text: str
    blocks: Sequence[Block]
    groups: Sequence[str]
    kinds: Sequence[Kind]
    titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or a part of one that is too long for a chunk; `block` is its index."""

    block: int
    start: int
    end: int


def chunks_of(source: ChunkSource, tokens: TokenCounter, *, most: int = MOST_TOKENS) -> list[Chunk]:
    """Return the document's chunks in reading order; every word of it is in exactly one."""
    chunker = _Chunker(source, tokens, most)
    return [chunk for run in _sections(source) for chunk in chunker.chunks(run)]


def _sections(source: ChunkSource) -> Iterator[list[int]]:
    """Yield the block indices of each run that shares a section and a group, without headings.

    A heading is part of the prefix of what stands under it; one with nothing under it stands alone.
    """

    def place(index: int) -> tuple[tuple[str, ...], str]:
        block = source.blocks[index]
        own = (source.text[block.start : block.end],) if block.kind == "heading" else ()
        return block.section + own, source.groups[index]

    runs = [list(run) for _, run in groupby(range(len(source.blocks)), key=place)]
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        body = [index for index in run if source.blocks[index].kind != "heading"]
        if body:
            yield body
        elif following is None or not _is_under(source.blocks[following[0]], place(run[-1])[0]):
            yield run


def _is_under(block: Block, section: tuple[str, ...]) -> bool:
    return block.section[: len(section)] == section


class _Chunker:
    def __init__(self, source: ChunkSource, tokens: TokenCounter, most: int) -> None:
        self._source = source
        self._tokens = tokens
        self._most = most

    def chunks(self, run: list[int]) -> Iterator[Chunk]:
        prefix = self._prefix(run[0])
        room = self._most - self._tokens.count(prefix)
        piece_run: list[_Piece] = []
        used = 0
        for piece in self._pieces(run, room):
            size = self._size(piece)
            if piece_run and used + size > room:
                yield self._chunk(piece_run, prefix)
                piece_run, used = [], self._lead_size(piece)
            piece_run.append(piece)
            used += size
        if piece_run:
            yield self._chunk(piece_run, prefix)

    def _pieces(self, run: list[int], room: int) -> Iterator[_Piece]:
        """Yield blocks; one that is too long for a chunk by sentences, a sentence by words."""
        for index in run:
            block = self._source.blocks[index]
            whole = _Piece(index, block.start, block.end)
            room_here = room - self._lead_size(whole)
            yield from self._split(whole, max(room_here, self._most // 4))

    def _split(self, piece: _Piece, room: int) -> Iterator[_Piece]:
        if self._size(piece) <= room:
            yield piece
            return
        words = self._source.text[piece.start : piece.end]
        spans = sentence_spans(words)
        if len(spans) < 2:
            spans = _cut_by_words(words)
        for part in self._packed(piece, spans, room):
            # A part as long as the whole cannot be split further: a single huge character.
            yield from self._split(part, room) if part != piece else [part]

    def _packed(
        self, piece: _Piece, spans: Sequence[tuple[int, int]], room: int
    ) -> Iterator[_Piece]:
        """Join neighbouring spans of a piece as long as they fit."""
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            joined = replace(piece, start=piece.start + start, end=piece.start + next_end)
            if self._size(joined) > room:
                yield replace(piece, start=piece.start + start, end=piece.start + end)
                start = next_start
            end = next_end
        yield replace(piece, start=piece.start + start, end=piece.start + end)

    def _chunk(self, pieces: list[_Piece], prefix: str) -> Chunk:
        source = self._source
        first, last = pieces[0], pieces[-1]
        block = source.blocks[first.block]
        text = source.text[first.start : last.end]
        lead = self._lead_of(first)
        full_prefix = f"{prefix}\n{lead}" if lead else prefix
        identity = f"{source.document_id}\n{first.start}\n{full_prefix}\n{text}"
        return Chunk(
            id=hashlib.sha256(identity.encode()).hexdigest()[:32],
            document_id=source.document_id,
            group=source.groups[first.block],
            kind=source.kinds[first.block],
            start=first.start,
            end=last.end,
            text=text,
            prefix=full_prefix,
            blocks=(first.block, last.block + 1),
            section=block.section,
            number=block.number,
            page=block.page,
            page_label=block.page_label,
        )

    def _lead_of(self, piece: _Piece) -> str:
        """Return the words that introduce a piece which begins a chunk without them."""
        lead = self._source.blocks[piece.block].lead
        if lead is None or lead >= piece.block:
            return ""
        return lead_text(self._source.text, self._source.blocks[lead])

    def _lead_size(self, piece: _Piece) -> int:
        return self._tokens.count(self._lead_of(piece))

    def _size(self, piece: _Piece) -> int:
        return self._tokens.count(self._source.text[piece.start : piece.end]) + 1

    def _prefix(self, index: int) -> str:
        """Return the title and the innermost headings, as many as fit."""
        section = [
            heading
            for heading in self._source.blocks[index].section[-_HEADINGS_SHOWN:]
            if heading != self._source.titles[index]
        ]
        title = self._source.titles[index]
        while section and self._tokens.count(" › ".join([title, *section])) > _MOST_PREFIX_TOKENS:
            section = section[1:]
        prefix = " › ".join([title, *section])
        return prefix if self._tokens.count(prefix) <= _MOST_PREFIX_TOKENS else prefix[:80]


def _cut_by_words(words: str) -> list[tuple[int, int]]:
    """Return the spans of an overlong sentence's words; of a monster without spaces, halves."""
    spans = [(match.start(), match.end()) for match in re.finditer(r"\S+", words)]
    if len(spans) > 1:
        return spans
    middle = len(words) // 2
    return [(0, middle), (middle, len(words))] if middle else [(0, len(words))]
