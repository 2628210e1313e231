"""Command: the answerer on every question set -> facts, citations, refusals, lengths, times.

python -m benchmarks.answering.measure [SET ...] [--wrong]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.types import EVERYTHING, Answer, Filters, Question
from benchmarks.answering.corpora import Corpus, open_corpus
from benchmarks.answering.question_sets import (
    SETS,
    Item,
    available,
    carrying,
    cited_right,
    facts_right,
    items_of,
)

_PASSAGES = 10


@dataclass(frozen=True)
class Result:
    """One question with its answer and the seconds that it took beyond retrieval."""

    item: Item
    answer: Answer
    seconds: float

    @property
    def answered(self) -> bool:
        return self.answer.status != "not_found"


def run(corpus: Corpus, items: Sequence[Item]) -> list[Result]:
    """Ask every question of a set."""
    answerer = ExtractiveAnswerer(corpus.model.embedder, corpus.index)
    return [_ask(answerer, corpus, item) for item in items]


def _ask(answerer: ExtractiveAnswerer, corpus: Corpus, item: Item) -> Result:
    passages = corpus.retriever.retrieve(
        item.question, reader=EVERYTHING, filters=Filters(), top=_PASSAGES
    )
    started = time.perf_counter()
    answer = answerer.answer(Question(item.question), passages, reader=EVERYTHING)
    return Result(item, answer, time.perf_counter() - started)


def report(name: str, results: Sequence[Result]) -> str:
    """Return one line of figures for a set."""
    plain = [one for one in results if one.item.answerable and not one.item.aligned]
    aligned = [one for one in results if one.item.aligned]
    unanswerable = [one for one in results if not one.item.answerable]
    answered = [one for one in plain if one.answered]
    right = _share(plain, lambda one: one.answered and facts_right(one.item, one.answer))
    refused = _share(unanswerable, lambda one: not one.answered)
    words = [len(one.answer.text.split()) for one in results if one.answered]
    carried = [flag for one in answered for flag in carrying(one.item, one.answer)]
    seconds = [one.seconds for one in results]
    return (
        f"{name:22} facts {right:5.1f}  cited {_share(answered, _is_cited):5.1f}  "
        f"refused {refused:5.1f}  wrongly refused {_share(plain, lambda r: not r.answered):5.1f}  "
        f"mean {(right + refused) / 2:5.1f}  "
        f"aligned {_share(aligned, _is_threaded):5.1f}  words {statistics.median(words or [0]):.0f}"
        f"/{_percentile(words, 95):.0f}  carrying {100 * sum(carried) / max(1, len(carried)):.0f}  "
        f"ms {1000 * statistics.median(seconds):.0f}/{1000 * _percentile(seconds, 95):.0f}"
    )


def _is_cited(result: Result) -> bool:
    return cited_right(result.item, result.answer)


def _is_threaded(result: Result) -> bool:
    return result.answered and _is_cited(result) and facts_right(result.item, result.answer)


def _share(results: Sequence[Result], test: Callable[[Result], bool]) -> float:
    return 100 * sum(map(test, results)) / len(results) if results else float("nan")


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values) or [0]
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _wrong(results: Sequence[Result]) -> None:
    for one in results:
        if one.item.answerable:
            is_right = one.answered and facts_right(one.item, one.answer) and _is_cited(one)
        else:
            is_right = not one.answered
        if not is_right:
            print(f"  - {one.item.question}\n      {one.answer.status}: {one.answer.text[:400]}")


def main(arguments: Sequence[str]) -> None:
    """Measure the sets named, or all that are there."""
    names = [one for one in arguments if one in SETS] or available()
    for name in names:
        results = run(open_corpus(SETS[name][0]), items_of(name))
        print(report(name, results), flush=True)
        if "--wrong" in arguments:
            _wrong(results)


if __name__ == "__main__":
    main(sys.argv[1:])
