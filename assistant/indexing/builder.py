"""Documents, chunks and vectors -> a new snapshot in a folder of its own, then published whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.indexing.abbreviations import write_abbreviations
from assistant.indexing.chroma import (
    forget_collections,
    open_client,
    read_vectors,
    write_vectors,
)
from assistant.indexing.folder import LAST_FILE, IndexesFolder
from assistant.indexing.index import DOCUMENTS, SNAPSHOT
from assistant.indexing.lexical import write_lexical_index
from assistant.indexing.passages import ChunkWithUnits, write_passages
from assistant.indexing.sentences import write_unit_vectors
from assistant.indexing.signs import write_signs
from assistant.protocols import SignEmbedder
from assistant.types import Block, Chunk, Document, Snapshot, Unit

# Of what a snapshot's files hold and how; another one makes `ingest` build anew.
INDEX_VERSION = "3"
# Chunks whose signs are in memory at once: some ten megabytes.
_BATCH = 2_048


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document with all that is indexed of it; `unit_texts` are what the unit vectors are of."""

    document: Document
    blocks: Sequence[Block]
    chunks: Sequence[Chunk]
    units: Sequence[Sequence[Unit]]
    unit_texts: Sequence[str]


def build_snapshot(
    indexes: IndexesFolder,
    snapshot: Snapshot,
    contents: Sequence[IndexedDocument],
    embedder: SignEmbedder,
    *,
    chroma_url: str | None,
    progress: Callable[[str], None],
) -> None:
    """Write and publish a snapshot; whatever fails, the one served before goes on being served."""
    folder = indexes.prepare(snapshot.id)
    try:
        _write(folder, snapshot, contents, embedder, chroma_url, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    forgotten = indexes.publish(snapshot.id)
    if chroma_url is not None:
        forget_collections(chroma_url, forgotten)


def _write(
    folder: Path,
    snapshot: Snapshot,
    contents: Sequence[IndexedDocument],
    embedder: SignEmbedder,
    chroma_url: str | None,
    progress: Callable[[str], None],
) -> None:
    chunks = [chunk for content in contents for chunk in content.chunks]
    # First, since whoever reads a chunk word by word has its vector as well.
    _write_signs(folder, chunks, embedder)
    progress("Storing vectors")
    with closing(open_client(folder / "chroma", chroma_url)) as client:
        write_vectors(client, snapshot.id, chunks, embedder)
        vectors = read_vectors(client, snapshot.id, chunks)
    np.save(folder / "vectors.npy", vectors.reshape(len(chunks), snapshot.dimensions))
    _write_unit_vectors(folder, contents, embedder, snapshot.dimensions)
    progress("Storing passages")
    write_lexical_index(folder / "lexical", chunks)
    write_abbreviations(folder / "abbreviations.json", chunks)
    _write_groups(folder, chunks)
    entries = (
        ChunkWithUnits(chunk, units)
        for content in contents
        for chunk, units in zip(content.chunks, content.units, strict=True)
    )
    blocks = ((content.document.id, content.blocks) for content in contents)
    write_passages(folder / "passages.sqlite", entries, blocks)
    documents = [content.document for content in contents]
    (folder / "documents.json").write_bytes(DOCUMENTS.dump_json(documents))
    (folder / LAST_FILE).write_bytes(SNAPSHOT.dump_json(snapshot, indent=1))


def _write_signs(folder: Path, chunks: Sequence[Chunk], embedder: SignEmbedder) -> None:
    # LlamaIndex is needed to build, and only here.
    from assistant.indexing.pipeline import embedding_text

    starts = range(0, len(chunks), _BATCH)
    texts = ([embedding_text(chunk) for chunk in chunks[one : one + _BATCH]] for one in starts)
    write_signs(folder, map(embedder.signs, texts))


def _write_unit_vectors(
    folder: Path, contents: Sequence[IndexedDocument], embedder: SignEmbedder, dimensions: int
) -> None:
    texts = [text for content in contents for text in content.unit_texts]
    vectors = embedder.embed(texts).reshape(len(texts), dimensions)
    counts = [len(units) for content in contents for units in content.units]
    write_unit_vectors(folder, vectors, counts)


def _write_groups(folder: Path, chunks: Sequence[Chunk]) -> None:
    names = sorted({chunk.group for chunk in chunks})
    code = {name: number for number, name in enumerate(names)}
    codes = np.asarray([code[chunk.group] for chunk in chunks], dtype=np.int32)
    np.save(folder / "groups.npy", codes)
    (folder / "groups.json").write_text(json.dumps(names), encoding="utf-8")
