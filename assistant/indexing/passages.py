"""Chunks, units and blocks of a snapshot in one SQLite file, read by row."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.errors import IndexUnusableError
from assistant.types import Block, Chunk, Unit

_CHUNK = TypeAdapter(Chunk)
_BLOCKS = TypeAdapter(tuple[Block, ...])
_SCHEMA = """
    create table chunks (row integer primary key, id text not null unique, body blob not null,
                         first_unit integer not null, last_unit integer not null);
    create table units (row integer primary key, start integer not null,
                        "end" integer not null, block integer not null);
    create table blocks (document_id text primary key, body blob not null) without rowid;
"""
_DOCUMENTS_CACHED = 64


@dataclass(frozen=True, slots=True)
class ChunkWithUnits:
    """A chunk and the units that it holds, as ingestion hands them over."""

    chunk: Chunk
    units: Sequence[Unit]


def write_passages(
    path: Path, chunks: Iterable[ChunkWithUnits], blocks: Iterable[tuple[str, Sequence[Block]]]
) -> None:
    """Write everything in one transaction; rows count from 0 in the order given."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SCHEMA)
        unit_row = 0
        for row, entry in enumerate(chunks):
            last = unit_row + len(entry.units)
            values = (row, entry.chunk.id, _CHUNK.dump_json(entry.chunk), unit_row, last)
            connection.execute("insert into chunks values (?, ?, ?, ?, ?)", values)
            connection.executemany(
                "insert into units values (?, ?, ?, ?)",
                [(unit_row + n, u.start, u.end, u.block) for n, u in enumerate(entry.units)],
            )
            unit_row = last
        connection.executemany(
            "insert into blocks values (?, ?)",
            ((document_id, _BLOCKS.dump_json(tuple(some))) for document_id, some in blocks),
        )
        connection.commit()
    finally:
        connection.close()


class PassageStore:
    """Reads a snapshot's chunks; one connection a thread, since SQLite's are not shared."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise IndexUnusableError(
                f"The index in {path.parent} is damaged: {path.name} is missing. "
                "Build it again: golden-thread ingest FOLDER"
            )
        self._path = path
        self._local = threading.local()
        self.blocks = lru_cache(maxsize=_DOCUMENTS_CACHED)(self._read_blocks)

    def chunks(self, rows: Sequence[int]) -> list[Chunk]:
        """Return the chunks of these rows, in the order of `rows`."""
        marks = ",".join("?" * len(rows))
        found = dict(self._all(f"select row, body from chunks where row in ({marks})", rows))
        return [_CHUNK.validate_json(found[row]) for row in rows]

    def units(self, chunk_id: str) -> tuple[list[Unit], int]:
        """Return a chunk's units and the row of the first of them.

        A joined chunk, "ID+ID", has those of its parts, which are neighbours.
        """
        ids = chunk_id.split("+")
        ((first, last),) = self._all(
            "select min(first_unit), max(last_unit) from chunks where id in "
            f"({','.join('?' * len(ids))})",
            ids,
        )
        found = self._all(
            'select start, "end", block from units where row >= ? and row < ? order by row',
            [first, last],
        )
        return [Unit(start, end, block) for start, end, block in found], first

    def _read_blocks(self, document_id: str) -> tuple[Block, ...]:
        found = self._all("select body from blocks where document_id = ?", [document_id])
        return _BLOCKS.validate_json(found[0][0]) if found else ()

    def _all(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(address, uri=True)
        return connection.execute(query, tuple(values)).fetchall()
