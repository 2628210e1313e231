"""How to keep a search within what a reader may read: three ways, by figures.

A collection for each audience, one Chroma collection with `where`, or exact search over the allowed
rows. Prints the table of docs/decisions/0004-filters.md:

    python -m benchmarks.filters [--chunks 10000] [--made-up 100000]

The 10,000 chunks are real embeddings (sets in ../shared/eval/beir when present); the made-up ones
are those with noise, so that they are clustered as real ones are.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.config import Settings as ChromaSettings

from assistant.indexing.catalogue import Catalogue
from assistant.indexing.exact import ExactSearcher
from assistant.protocols import Vectors
from assistant.types import PUBLIC, Document, Filters, Reader
from benchmarks.retrieval.product import KEPT, Product, open_model
from benchmarks.retrieval.sets import BEIR, read_set

TOP = 10
QUERIES = 60
# Documents have about 30 chunks; a reader may see half, a twentieth or two of 300 documents.
CHUNKS_PER_DOCUMENT = 30
SHARES = (0.5, 0.05, 0.007)
_SEED = 7
_READER = Reader(frozenset({PUBLIC}))
Rows = npt.NDArray[np.int64]
Search = Callable[[Vectors], Sequence[int]]


@dataclass(frozen=True)
class Corpus:
    """Vectors of chunks and of queries, and the document that each chunk belongs to."""

    vectors: Vectors
    queries: Vectors
    documents: Rows


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--chunks", type=int, default=10_000)
    arguments.add_argument("--made-up", type=int, default=100_000)
    given = arguments.parse_args()
    real = real_corpus(given.chunks)
    print("| chunks | may read | way | recall@10 | excluded shown | ms median | ms p95 | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for corpus in (real, made_up(real, given.made_up)):
        for line in compare(corpus):
            print(line, flush=True)


def real_corpus(wanted: int) -> Corpus:
    """Return the vectors of the public sets' chunks and queries, as the product embeds them."""
    model, cache = open_model(KEPT)
    sets = [read_set(folder) for folder in sorted(BEIR.iterdir())]
    vectors = [Product.open(beir, model, cache, KEPT).vectors() for beir in sets]
    queries = [query for beir in sets for query in beir.queries.values()]
    chosen = queries[:: max(1, len(queries) // QUERIES)][:QUERIES]
    return _corpus(np.concatenate(vectors)[:wanted], cache.embed(chosen))


def made_up(real: Corpus, wanted: int) -> Corpus:
    """Repeat the real vectors with noise until there are enough."""
    random = np.random.default_rng(_SEED)
    repeated = np.resize(real.vectors, (wanted, real.vectors.shape[1]))
    noise = random.normal(0, 0.02, repeated.shape).astype(np.float32)
    vectors = repeated + noise
    return _corpus(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), real.queries)


def _corpus(vectors: Vectors, queries: Vectors) -> Corpus:
    documents = np.arange(len(vectors)) // CHUNKS_PER_DOCUMENT
    return Corpus(np.ascontiguousarray(vectors), queries, documents)


def compare(corpus: Corpus) -> Iterator[str]:
    """Yield a line of the table for each share and each way."""
    with tempfile.TemporaryDirectory() as folder:
        one = _collection(Path(folder) / "one", corpus, np.arange(len(corpus.vectors)))
        for share in SHARES:
            allowed = _allowed(corpus, share)
            rows = np.flatnonzero(np.isin(corpus.documents, allowed))
            own = _collection(Path(folder) / f"own-{share}", corpus, rows)
            ways: dict[str, tuple[Search, float]] = {
                "exact over allowed rows": (_exact(corpus, allowed), corpus.vectors.nbytes / 1e6),
                "Chroma, where": (_where(one, allowed), _size(Path(folder) / "one")),
                "Chroma, own collection": (_own(own), _size(Path(folder) / f"own-{share}")),
            }
            for way, (search, size) in ways.items():
                head = f"| {len(corpus.vectors):,} | {share:.1%} | {way} |"
                yield f"{head} {_measured(corpus, rows, search)} {size:.0f} |"


def _allowed(corpus: Corpus, share: float) -> Rows:
    documents = np.unique(corpus.documents)
    count = max(1, round(share * len(documents)))
    return np.sort(np.random.default_rng(_SEED).choice(documents, count, replace=False))


def _collection(folder: Path, corpus: Corpus, rows: Rows) -> Any:
    client = chromadb.PersistentClient(
        path=str(folder), settings=ChromaSettings(anonymized_telemetry=False)
    )
    collection = client.create_collection(
        "chunks", configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
    )
    for start in range(0, len(rows), 5_000):
        batch = rows[start : start + 5_000]
        collection.add(
            ids=[str(row) for row in batch],
            embeddings=corpus.vectors[batch],
            metadatas=[{"group": f"document-{corpus.documents[row]}"} for row in batch],
        )
    return collection


def _exact(corpus: Corpus, allowed: Rows) -> Search:
    """Search with the product's own ExactSearcher, documents as groups."""
    names = [f"document-{number}" for number in range(int(corpus.documents[-1]) + 1)]
    is_open = np.isin(np.arange(len(names)), allowed)
    documents = [_document(name, bool(own)) for name, own in zip(names, is_open, strict=True)]
    codes = corpus.documents.astype(np.int32)
    embedder = _Given()
    searcher = ExactSearcher(corpus.vectors, codes, names, Catalogue(documents), embedder)

    def search(query: Vectors) -> Sequence[int]:
        embedder.vector = query
        hits = searcher.search("", reader=_READER, filters=Filters(), top=TOP)
        return [hit.row for hit in hits]

    return search


class _Given:
    """An embedder that returns the vector at hand: only the search is timed."""

    vector: Vectors

    def embed(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002 - the protocol's signature
        return self.vector[None]


def _document(name: str, is_open: bool) -> Document:  # noqa: FBT001
    return Document(name, name, name, "other", "", "", audience=(PUBLIC if is_open else "board",))


def _where(collection: Any, allowed: Rows) -> Search:
    where = {"group": {"$in": [f"document-{document}" for document in allowed]}}
    return lambda query: _ids(collection.query(query[None], n_results=TOP, where=where))


def _own(collection: Any) -> Search:
    return lambda query: _ids(collection.query(query[None], n_results=TOP))


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _ids(found: Any) -> list[int]:
    return [int(name) for name in found["ids"][0]]


def _measured(corpus: Corpus, rows: Rows, search: Search) -> str:
    """Return recall against an exact search, passages that were excluded, and the time."""
    times, recalls, excluded = [], [], 0
    permitted = set(rows.tolist())
    for query in corpus.queries:
        started = time.perf_counter()
        found = search(query)
        times.append(1000 * (time.perf_counter() - started))
        scores = corpus.vectors[rows] @ query
        best = set(rows[np.argsort(-scores)[:TOP]].tolist())
        recalls.append(len(best.intersection(found)) / len(best))
        excluded += len(set(found) - permitted)
    slow = sorted(times)[int(0.95 * len(times))]
    return f"{np.mean(recalls):.3f} | {excluded} | {median(times):.1f} | {slow:.1f} |"


if __name__ == "__main__":
    main()
