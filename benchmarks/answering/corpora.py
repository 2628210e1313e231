"""Folders of documents -> opened indexes to try the answerer on, built once and kept."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.ingest import Ingester
from assistant.models.embedding import EmbeddingModel, open_embedding_model
from assistant.retrieval.retriever import HybridRetriever

KEPT = Path(tempfile.gettempdir()) / "golden-thread-benchmarks"
MODEL = "all-MiniLM-L6-v2"
_models: list[EmbeddingModel] = []
_opened: dict[Path, Corpus] = {}


@dataclass(frozen=True)
class Corpus:
    """An opened index with what asks it."""

    index: Index
    retriever: HybridRetriever
    model: EmbeddingModel


def model() -> EmbeddingModel:
    """Open the embedding model once."""
    if not _models:
        _models.append(open_embedding_model(MODEL, KEPT / "models", threads=1))
    return _models[0]


def open_corpus(documents: Path) -> Corpus:
    """Open the index of a folder; what has changed since it was built is read anew."""
    if documents not in _opened:
        indexes = IndexesFolder(KEPT / hashlib.sha256(str(documents).encode()).hexdigest()[:12])
        Ingester(indexes, model()).ingest([documents])
        index = Index.open(indexes)
        searchers = index.searchers(model().embedder, chroma_url=None)
        ways = {"dense": searchers.dense, "lexical": searchers.lexical}
        _opened[documents] = Corpus(
            index, HybridRetriever(ways, index, model().tokens, embedder=model().embedder), model()
        )
    return _opened[documents]
