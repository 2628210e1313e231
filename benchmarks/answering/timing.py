"""Command: one answer after another over 10,000 chunks -> milliseconds, and the share of each step.

python -m benchmarks.answering.timing [--chunks 10000] [--questions 200]

No question comes twice, so nothing is remembered between them; one thread. Both the elapsed time
and the processor's are told: on a machine that others use too, only the second is the answerer's.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.models.embedding import open_embedding_model
from assistant.models.remembering import RememberingEmbedder
from assistant.protocols import Reading, TokenEmbedder, Vectors
from assistant.retrieval.retriever import HybridRetriever
from assistant.types import EVERYTHING, Filters, Question
from benchmarks.service.corpus import KEPT, MODEL, open_place

_PASSAGES = 10
_WARM_UP = 5
STEPS = (
    "search",
    "reading the question",
    "reading the best units",
    "the rest",
)


class Clock:
    """Milliseconds of each step of one question after another, elapsed and of the processor."""

    def __init__(self) -> None:
        self.elapsed: dict[str, list[float]] = defaultdict(list)
        self.worked: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block."""
        elapsed, worked = time.perf_counter(), time.process_time()
        yield
        self.elapsed[name].append(1000 * (time.perf_counter() - elapsed))
        self.worked[name].append(1000 * (time.process_time() - worked))


class TimedEmbedder:
    """An embedder whose time counts as steps of its own."""

    def __init__(self, embedder: TokenEmbedder, clock: Clock) -> None:
        self._embedder = embedder
        self._clock = clock

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions)."""
        with self._clock.step("reading the question"):
            return self._embedder.embed(texts)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return one reading a text."""
        single = len(texts) == 1
        with self._clock.step("reading the question" if single else "reading the best units"):
            return self._embedder.read(texts)


def measure(chunks: int, questions: int) -> Clock:
    """Ask so many questions of an index of so many chunks."""
    place = open_place(chunks)
    model = open_embedding_model(MODEL, KEPT / "models", threads=1)
    clock = Clock()
    # As the product is wired: the question is read once for the search and for the answer.
    embedder = RememberingEmbedder(TimedEmbedder(model.embedder, clock))
    index = Index.open(IndexesFolder(place.indexes))
    searchers = index.searchers(embedder, chroma_url=None)
    ways = {"dense": searchers.dense, "lexical": searchers.lexical}
    retriever = HybridRetriever(ways, index, model.tokens, embedder=embedder)
    answerer = ExtractiveAnswerer(embedder, index)
    for place_of, text in enumerate(place.questions[: questions + _WARM_UP]):
        if place_of == _WARM_UP:
            clock.elapsed.clear()
            clock.worked.clear()
        with clock.step("search"):
            found = retriever.retrieve(text, reader=EVERYTHING, filters=Filters(), top=_PASSAGES)
        with clock.step("answer"):
            answerer.answer(Question(text), found, reader=EVERYTHING)
    return clock


def report(steps: dict[str, list[float]], questions: int) -> str:
    """Return the median and the 95th percentile of an answer, and the mean of each step."""
    whole = [one + other for one, other in zip(steps["search"], steps["answer"], strict=True)]
    mean = {step: sum(steps[step]) / questions for step in (*STEPS, "answer")}
    mean["search"] -= mean["reading the question"]
    mean["the rest"] = mean["answer"] - mean["reading the best units"]
    total = sum(mean[step] for step in STEPS)
    shares = "; ".join(
        f"{step} {mean[step]:.1f} ({100 * mean[step] / total:.0f} %)" for step in STEPS
    )
    p95 = sorted(whole)[len(whole) * 95 // 100]
    return f"median {statistics.median(whole):.0f} ms, p95 {p95:.0f} ms; mean of steps: {shares}"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--chunks", type=int, default=10_000)
    arguments.add_argument("--questions", type=int, default=200)
    given = arguments.parse_args()
    clock = measure(given.chunks, given.questions)
    for name, steps in (("elapsed", clock.elapsed), ("processor", clock.worked)):
        print(f"{name:9} {report(steps, given.questions)}")


if __name__ == "__main__":
    main()
