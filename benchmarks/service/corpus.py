"""How many chunks are wanted -> an index of at least so many, built by the product's own ingestion.

Up to 10,000 the vectors of chunks are real; beyond, they are made up (clustered as real ones are),
as are those of single sentences: only the speed of searching is measured. Texts are the public sets
in ../shared when they are there, else made of a small vocabulary. The sample corpus lies among
them, so there is a vision to align with, and a paper that the public may not read. What was built
is kept.
"""

from __future__ import annotations

import itertools
import random
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.errors import GoldenThreadError
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.ingest import Ingester
from assistant.models.embedding import EmbeddingModel, open_embedding_model
from assistant.protocols import Embedder, Vectors
from benchmarks.retrieval.sets import BEIR, BeirSet, read_set

SAMPLE = Path(__file__).parent.parent.parent / "corpus" / "sample"
KEPT = Path(tempfile.gettempdir()) / "golden-thread-benchmarks"
VISION = "wenshire-2040-vision"
MODEL = "all-MiniLM-L6-v2"
MOST_REAL = 10_000
_ARTICLES_PER_DOCUMENT = 25
_CENTRES = 2_000
_TITLE = "Paper "
_NOISE = 0.04
_SEED = 7
_WORDS = ("homes", "jobs", "buses", "schools", "rivers", "clinics", "parks", "roads", "councils",
          "people", "plans", "funds", "builds", "opens", "protects", "repairs", "by", "2030", "new",
          "warm", "safe", "every", "year", "will", "the", "and", "for", "with", "more")  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An index to serve, and questions to ask of it."""

    indexes: Path
    chunks: int
    questions: Sequence[str]
    made_up: bool


def open_place(wanted: int) -> Place:
    """Return an index of at least `wanted` chunks, building it the first time."""
    indexes = IndexesFolder(KEPT / "service" / f"chunks-{wanted}")
    indexes.root.mkdir(parents=True, exist_ok=True)
    models = KEPT / "models"
    if not indexes.models.exists():
        models.mkdir(exist_ok=True)
        indexes.models.symlink_to(models)
    made_up = wanted > MOST_REAL
    index = _kept(indexes) or _built(indexes, wanted, made_up=made_up)
    return Place(indexes.root, index.snapshot.chunks, questions(), made_up)


def _kept(indexes: IndexesFolder) -> Index | None:
    """Return what was built before, if this version of the benchmark built it."""
    try:
        index = Index.open(indexes)
        index.searchers(MadeUp(index.snapshot.dimensions), chroma_url=None)
    except GoldenThreadError:
        return None
    return index if any(one.id == VISION for one in index.catalogue.all_documents) else None


def questions() -> list[str]:
    """Return questions that differ, so that no answer is one that was given before."""
    if BEIR.is_dir():
        asked = [query for beir in _sets() for query in beir.queries.values()]
        random.Random(_SEED).shuffle(asked)
        return asked
    chance = random.Random(_SEED)
    return [f"Which {chance.choice(_WORDS)} will be {chance.choice(_WORDS)} by {year}?"
            for year in range(2000, 2500)]  # fmt: skip


def _built(indexes: IndexesFolder, wanted: int, *, made_up: bool) -> Index:
    model = open_embedding_model(MODEL, indexes.models, threads=2)
    invented = MadeUp(model.description.dimensions)
    embedder = invented if made_up else RealChunks(model.embedder, invented)
    model = replace(model, embedder=embedder)
    with tempfile.TemporaryDirectory() as folder:
        _write_documents(Path(folder), wanted, model)
        Ingester(indexes, model, progress=_say).ingest(
            [Path(folder), SAMPLE], skip=[SAMPLE / "source"]
        )
    return Index.open(indexes)


def _write_documents(folder: Path, wanted: int, model: EmbeddingModel) -> None:
    """Write documents until they hold enough: an article is a chunk for each 200 tokens begun."""
    chunks = number = 0
    articles = _articles()
    while chunks < wanted:
        some = list(itertools.islice(articles, _ARTICLES_PER_DOCUMENT))
        chunks += sum(1 + model.tokens.count(text) // 230 for _, text in some)
        body = "\n\n".join(f"## {title}\n\n{text}" for title, text in some)
        (folder / f"paper-{number}.md").write_text(f"# {_TITLE}{number}\n\n{body}\n", "utf-8")
        number += 1


def _articles() -> Iterator[tuple[str, str]]:
    """Yield titles and texts without end; what comes again carries another number."""
    for turn in itertools.count():
        known = _public() if BEIR.is_dir() else _invented(turn)
        for title, text in known:
            yield (title or "Article", text if not turn else f"{text} This is edition {turn}.")


def _public() -> Iterator[tuple[str, str]]:
    for beir in _sets():
        for document in beir.documents:
            yield " ".join(document.title.split()), " ".join(document.text.split())


def _sets() -> list[BeirSet]:
    return [read_set(folder) for folder in sorted(BEIR.iterdir()) if folder.is_dir()]


def _invented(turn: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(turn)
    for number in range(5_000):
        sentences = [" ".join(chance.choices(_WORDS, k=14)) + "." for _ in range(6)]
        yield f"Subject {number}", " ".join(sentences).capitalize()


class MadeUp:
    """An embedder of made-up vectors: the same text has the same, near one of many centres."""

    def __init__(self, dimensions: int) -> None:
        chance = np.random.default_rng(_SEED)
        self._centres = chance.normal(size=(_CENTRES, dimensions)).astype(np.float32)
        self._centres /= np.linalg.norm(self._centres, axis=1, keepdims=True)

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = [self._vector(zlib.crc32(text.encode())) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self._centres.shape[1])

    def _vector(self, seed: int) -> Vectors:
        chance = np.random.default_rng(seed)
        noise = chance.normal(0, _NOISE, self._centres.shape[1])
        vector = self._centres[seed % _CENTRES] + noise.astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


class RealChunks:
    """Embeds chunks, which carry the title of their document in front, and invents the rest."""

    def __init__(self, real: Embedder, invented: MadeUp) -> None:
        self._real = real
        self._invented = invented

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = self._invented.embed(texts)
        chunks = [row for row, text in enumerate(texts) if text.startswith(_TITLE)]
        if chunks:
            vectors[chunks] = self._real.embed([texts[row] for row in chunks])
        return vectors


def _say(stage: str, done: int, total: int) -> None:
    if not total or done % 5_000 < 256 or done == total:
        print(f"{stage} {done} of {total}", flush=True)


if __name__ == "__main__":
    import sys

    for count in sys.argv[1:] or ["10000", "100000"]:
        print(open_place(int(count)).chunks, "chunks")
