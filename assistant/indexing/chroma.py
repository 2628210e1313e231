"""The vectors of a snapshot in Chroma: written through LlamaIndex, read with chromadb alone.

The only module that knows Chroma. Embedded in the snapshot's own folder by default; a Chroma server
when an address is given, with one collection a snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from assistant.errors import IndexUnusableError, StoreUnavailableError
from assistant.indexing.catalogue import Catalogue
from assistant.indexing.sentences import LOOKED_AT, Sentences
from assistant.protocols import Embedder, Vectors
from assistant.types import Chunk, Filters, Hit, Reader

_READ_BATCH = 5_000


def open_client(folder: Path, chroma_url: str | None) -> Any:
    """Return a client of the embedded store in `folder`, or of the server at `chroma_url`.

    Raises:
        StoreUnavailableError: the store does not answer or cannot be opened.
    """
    # Two thirds of a second, and not needed for exact search.
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    try:
        if chroma_url is None:
            return chromadb.PersistentClient(path=str(folder), settings=quiet)
        address = urlsplit(chroma_url)
        secure = address.scheme == "https"
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=quiet,
        )
    except Exception as error:
        where = chroma_url or folder
        raise StoreUnavailableError(
            f"The vector store at {where} cannot be reached. Check that it runs, or unset "
            "GOLDEN_THREAD_CHROMA_URL to use the embedded one."
        ) from error


def write_vectors(
    client: Any, collection: str, chunks: Sequence[Chunk], embedder: Embedder
) -> None:
    """Embed the chunks and store them, by a LlamaIndex ingestion pipeline."""
    from assistant.indexing.pipeline import run_pipeline

    # Cosine, since vectors have length 1: the distance is then 1 - similarity.
    store = client.get_or_create_collection(
        collection, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
    )
    run_pipeline(store, chunks, embedder)


def read_vectors(client: Any, collection: str, chunks: Sequence[Chunk]) -> Vectors:
    """Return the stored vectors in the order of `chunks`, shape (len(chunks), dimensions)."""
    store = client.get_collection(collection)
    ids = [chunk.id for chunk in chunks]
    found: dict[str, Any] = {}
    for start in range(0, len(ids), _READ_BATCH):
        batch = store.get(ids=ids[start : start + _READ_BATCH], include=["embeddings"])
        found.update(zip(batch["ids"], batch["embeddings"], strict=True))
    return np.asarray([found[chunk_id] for chunk_id in ids], dtype=np.float32)


def open_collection(client: Any, collection: str) -> Any:
    """Return a snapshot's collection.

    Raises:
        IndexUnusableError: the store does not hold it.
    """
    try:
        return client.get_collection(collection)
    except Exception as error:
        raise IndexUnusableError(
            f"The vector store does not hold the snapshot {collection}. "
            "Build it again: golden-thread ingest FOLDER"
        ) from error


def forget_collections(chroma_url: str, names: Sequence[str]) -> None:
    """Delete the collections of snapshots that are no longer kept, as far as they exist."""
    with closing(open_client(Path(), chroma_url)) as client:
        held = {collection.name for collection in client.list_collections()}
        for name in held.intersection(names):
            client.delete_collection(name)


class ChromaSearcher:
    """Searches meanings by Chroma's own index, with the allowed groups in its `where`."""

    def __init__(
        self, collection: Any, catalogue: Catalogue, embedder: Embedder, sentences: Sentences
    ) -> None:
        self._collection = collection
        self._catalogue = catalogue
        self._embedder = embedder
        self._sentences = sentences

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int, also: str = ""
    ) -> list[Hit]:
        """Return at most `top` hits by cosine similarity, among chunks that `reader` may read."""
        allowed = self._catalogue.allowed(reader=reader, filters=filters)
        if allowed is not None and not allowed:
            return []
        where = None if allowed is None else {"group": {"$in": sorted(allowed)}}
        vectors = self._embedder.embed([f"{query} ({also})" if also else query])
        found = self._collection.query(
            query_embeddings=vectors,
            n_results=LOOKED_AT * top,
            where=where,
            include=["metadatas", "distances"],
        )
        pairs = zip(found["metadatas"][0], found["distances"][0], strict=True)
        hits = [Hit(int(metadata["row"]), 1.0 - distance) for metadata, distance in pairs]
        return self._sentences.weighed(vectors[0], hits, top)
