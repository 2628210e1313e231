"""A BEIR set -> an index built as the product builds it, and its ranking of documents."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.chunking.chunks import CHUNKER_VERSION, ChunkSource, chunks_of
from assistant.errors import IndexMissingError
from assistant.indexing.builder import INDEX_VERSION, IndexedDocument, build_snapshot
from assistant.indexing.embedding_cache import EmbeddingCache
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.indexing.texts import TextStore
from assistant.models.embedding import EmbeddingModel, open_embedding_model
from assistant.protocols import Vectors
from assistant.retrieval.retriever import ALL_STEPS, HybridRetriever, Steps
from assistant.types import EVERYTHING, Block, Document, Filters, Passage, Snapshot
from benchmarks.retrieval.sets import BeirDocument, BeirSet

KEPT = Path(tempfile.gettempdir()) / "golden-thread-benchmarks"
MODEL = "all-MiniLM-L6-v2"
# Passages looked at for each query, so that ten documents are among them.
_PASSAGES = 50
_DOCUMENTS = 10


def open_model(kept: Path) -> tuple[EmbeddingModel, EmbeddingCache]:
    """Open the model and the vectors that earlier runs kept."""
    model = open_embedding_model(MODEL, kept / "models", threads=2)
    cache = EmbeddingCache(kept / "beir.sqlite", model.embedder, model.description.identity,
                           progress=_say)  # fmt: skip
    return model, cache


def _say(done: int, total: int) -> None:
    if total > 1:
        print(f"\rembedding {done} of {total}", end="" if done < total else "\n", flush=True)


class Product:
    """The product's index over the documents of one set."""

    def __init__(self, index: Index, model: EmbeddingModel, cache: EmbeddingCache) -> None:
        self._searchers = index.searchers(cache, chroma_url=None)
        self._index = index
        self._model = model

    @classmethod
    def open(
        cls, beir: BeirSet, model: EmbeddingModel, cache: EmbeddingCache, kept: Path
    ) -> Product:
        """Open the index of a set, building it when there is none of this version."""
        version = f"{CHUNKER_VERSION}-{INDEX_VERSION}-{_fingerprint(beir)}"
        indexes = IndexesFolder(kept / "beir" / f"{beir.name}-{version}")
        try:
            index = Index.open(indexes)
        except IndexMissingError:
            _build(indexes, beir, model, cache)
            index = Index.open(indexes)
        return cls(index, model, cache)

    def vectors(self) -> Vectors:
        """Return the vectors of all its chunks."""
        stored: Vectors = np.load(self._index.folder / "vectors.npy")
        return stored

    def ranking(
        self, *, ways: tuple[str, ...] = ("dense", "lexical"), steps: Steps = ALL_STEPS
    ) -> Callable[[str], dict[str, float]]:
        """Return what ranks documents by their best passage."""
        searchers = {"dense": self._searchers.dense, "lexical": self._searchers.lexical}
        chosen = {way: searchers[way] for way in ways}
        retriever = HybridRetriever(
            chosen, self._index, self._model.tokens, embedder=self._model.embedder, steps=steps
        )

        def rank(query: str) -> dict[str, float]:
            passages = retriever.retrieve(
                query, reader=EVERYTHING, filters=Filters(), top=_PASSAGES
            )
            return _best_by_document(passages)

        return rank


def _best_by_document(passages: list[Passage]) -> dict[str, float]:
    best: dict[str, float] = {}
    for passage in passages:
        for chunk in (passage.chunk, *passage.also):
            best.setdefault(chunk.document_id, passage.score)
    return dict(list(best.items())[:_DOCUMENTS])


def _fingerprint(beir: BeirSet) -> str:
    digest = hashlib.sha256()
    for document in beir.documents:
        digest.update(f"{document.id}\n{document.whole}\n".encode())
    return digest.hexdigest()[:12]


def _build(
    indexes: IndexesFolder, beir: BeirSet, model: EmbeddingModel, cache: EmbeddingCache
) -> None:
    with indexes.writing():
        contents = list(contents_of(beir, model, TextStore(indexes.texts)))
        now = datetime.now(UTC)
        snapshot = Snapshot(
            id=f"{now:%Y%m%dT%H%M%S%f}-{beir.name}",
            created=now.isoformat(timespec="seconds"),
            fingerprint=_fingerprint(beir),
            embedding_model=model.description.identity,
            embedding_backend=model.description.backend,
            dimensions=model.description.dimensions,
            documents=len(contents),
            chunks=sum(len(content.chunks) for content in contents),
            units=0,
            parser_version="none",
        )
        build_snapshot(indexes, snapshot, contents, cache, chroma_url=None,
                       progress=lambda _stage: None)  # fmt: skip


def contents_of(
    beir: BeirSet, model: EmbeddingModel, texts: TextStore
) -> Iterator[IndexedDocument]:
    """Chunk each document of a set as the product chunks a paper of one paragraph."""
    for document in beir.documents:
        text = document.text or document.title
        version = texts.put(text)
        blocks = (Block("paragraph", 0, len(text)),)
        chunks = chunks_of(_source(document, text, blocks), model.tokens)
        entry = Document(document.id, document.id, document.title, "other", version, version)
        # Without units, a passage counts as its own best sentence: fewer texts to embed.
        yield IndexedDocument(entry, blocks, chunks, [()] * len(chunks), ())


def _source(document: BeirDocument, text: str, blocks: tuple[Block, ...]) -> ChunkSource:
    return ChunkSource(document.id, text, blocks, [document.id], ["other"], [document.title])
