"""What each part of retrieval is worth on the question files: the table of docs/retrieval.md.

    python -m benchmarks.retrieval.ablation [--rebuild]

`--rebuild` adds the rows that need other chunks, and so their vectors: minutes instead of seconds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from assistant.evaluation.figures import figures_of
from assistant.evaluation.marks import Outcome
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.indexing.lexical import WEIGHTS, LexicalSearcher
from assistant.models.embedding import EmbeddingModel
from assistant.protocols import Searcher
from assistant.retrieval.fusion import Fused, summed
from assistant.retrieval.retriever import Steps
from assistant.types import Hit
from benchmarks.retrieval.papers import (
    QuestionSet,
    Ways,
    both_searchers,
    fresh_sets,
    open_papers,
    outcomes,
    passages_by_meaning,
    question_sets,
    rebuilt,
)
from benchmarks.retrieval.product import KEPT, open_model

_FIGURES = ("recall_1", "recall_5", "ndcg_10", "shown_600", "documents_10", "longest_passage")
_RANK_CONSTANT = 60
_FIELDS_NAMED = {"around": "what stands around", "pairs": "pairs", "headings": "extra headings"}
_FRESH_WAYS = {
    "fresh questions: all parts": Ways(),
    "fresh questions: without lowering of what is told": Ways(Steps(lower=False)),
    "fresh questions: without telltales and shapes": Ways(Steps(tell=False)),
    "fresh questions: without these two": Ways(Steps(lower=False, tell=False)),
    "fresh questions: without words of one kin": Ways(Steps(kin=False)),
    "fresh questions: without names, kin, type and these": Ways(
        Steps(name=False, kin=False, type=False, lower=False, tell=False)
    ),
}
Opened = Sequence[tuple[QuestionSet, IndexesFolder, Index]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rebuild", action="store_true")
    arguments.add_argument("--kept", type=Path, default=KEPT)
    given = arguments.parse_args()
    model, _ = open_model(given.kept)
    opened = [(one, *open_papers(one.papers, model, given.kept)) for one in question_sets()]
    _print_head()
    for one, _, index in opened:
        _print_row(f"all parts, {one.name}", outcomes(one, index, model, Ways()))
    for name, ways in _ways().items():
        _print_row(name, [mark for one, _, index in opened
                          for mark in outcomes(one, index, model, ways)])  # fmt: skip
    fresh = [(one, open_papers(one.papers, model, given.kept)[1]) for one in fresh_sets()]
    for name, ways in _FRESH_WAYS.items():
        _print_row(name, [mark for one, index in fresh
                          for mark in outcomes(one, index, model, ways)])  # fmt: skip
    if given.rebuild:
        _print_rebuilt(opened, model)


def _ways() -> Mapping[str, Ways]:
    return {
        "**all parts**": Ways(),
        "without abbreviations": Ways(Steps(expand=False)),
        "without folding of repeats": Ways(Steps(fold=False)),
        "without joining of neighbours": Ways(Steps(join=False)),
        "without lowering of what is told": Ways(Steps(lower=False)),
        "without variety of documents": Ways(Steps(vary=False)),
        "without lowering of fragments": Ways(Steps(weigh=False)),
        "without matching word by word": Ways(Steps(match=False)),
        "without names as they stand": Ways(Steps(name=False)),
        "without words of one kin": Ways(Steps(kin=False)),
        "without the type of answer": Ways(Steps(type=False)),
        "without telltales and shapes": Ways(Steps(tell=False)),
        "none of these eleven": Ways(
            Steps(expand=False, fold=False, join=False, vary=False, weigh=False, match=False,
                  name=False, kin=False, type=False, lower=False, tell=False)
        ),
        "reciprocal ranks instead of scores": Ways(Steps(fuse=fuse_ranks)),
        "meaning only": Ways(searchers=_only("dense")),
        "words only": Ways(searchers=_only("lexical")),
        "meaning without best sentences": Ways(searchers=_whole_passages),
        **{f"words without {name}": Ways(searchers=_words_without(field))
           for field, name in _FIELDS_NAMED.items()},
    }  # fmt: skip


def fuse_ranks(lists: Mapping[str, Sequence[Hit]]) -> Fused:
    """Fuse by reciprocal ranks, for comparison."""
    worth = {
        way: [1 / (_RANK_CONSTANT + rank) for rank in range(1, len(hits) + 1)]
        for way, hits in lists.items()
    }
    return summed(lists, worth)


def _only(way: str) -> Callable[[Index, EmbeddingModel], dict[str, Searcher]]:
    return lambda index, model: {way: both_searchers(index, model)[way]}


def _whole_passages(index: Index, model: EmbeddingModel) -> dict[str, Searcher]:
    searchers = both_searchers(index, model)
    return {**searchers, "dense": passages_by_meaning(index, model)}


def _words_without(field: str) -> Callable[[Index, EmbeddingModel], dict[str, Searcher]]:
    weights = {name: weight for name, weight in WEIGHTS.items() if name != field}

    def searchers(index: Index, model: EmbeddingModel) -> dict[str, Searcher]:
        words = LexicalSearcher(index.folder / "lexical", index.catalogue, weights=weights)
        return {**both_searchers(index, model), "lexical": words}

    return searchers


def _print_rebuilt(opened: Opened, model: EmbeddingModel) -> None:
    builds = {
        "chunks of at most 128 tokens": partial(rebuilt, name="128", most=128),
        "chunks of at most 250 tokens": partial(rebuilt, name="250", most=250),
        "without title and headings": partial(rebuilt, name="bare", most=200, with_prefix=False),
    }
    for name, build in builds.items():
        marks: list[Outcome] = []
        for one, indexes, index in opened:
            marks += outcomes(one, build(indexes, index, model), model, Ways())
        _print_row(name, marks)


def _print_head() -> None:
    print(f"| | {' | '.join(_FIGURES)} |")
    print(f"| --- |{' --- |' * len(_FIGURES)}")


def _print_row(name: str, marks: Sequence[Outcome]) -> None:
    figures = {figure.name: figure for figure in figures_of(marks)}
    values = [figures[one].value for one in _FIGURES]
    cells = ["-" if value is None else f"{value:.3f}".removesuffix(".000") for value in values]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
