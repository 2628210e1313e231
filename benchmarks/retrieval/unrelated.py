"""What a thousand unrelated documents in the same index cost.

    python -m benchmarks.retrieval.unrelated [--kept FOLDER]

Each question file is searched in its own index, then in one with 1,000 abstracts of SciFact too.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from assistant.evaluation.figures import figures_of
from assistant.evaluation.marks import Outcome
from assistant.indexing.texts import TextStore
from benchmarks.retrieval.papers import (
    Ways,
    built,
    contents_again,
    open_papers,
    outcomes,
    question_sets,
)
from benchmarks.retrieval.product import KEPT, contents_of, open_model
from benchmarks.retrieval.sets import BEIR, read_set

UNRELATED = 1_000
_FIGURES = ("recall_5", "ndcg_10", "shown_600")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kept", type=Path, default=KEPT)
    kept = arguments.parse_args().kept
    if not BEIR.is_dir():
        print(f"No sets in {BEIR}: nothing measured.")
        return
    model, cache = open_model(kept)
    scifact = read_set(BEIR / "scifact")
    abstracts = replace(scifact, documents=scifact.documents[:UNRELATED])
    print(f"| questions | {' | '.join(f'{one} alone, with' for one in _FIGURES)} |")
    print(f"| --- |{' --- |' * len(_FIGURES)}")
    sums: list[tuple[list[Outcome], list[Outcome]]] = []
    for one in question_sets():
        indexes, index = open_papers(one.papers, model, kept)
        extra = list(contents_of(abstracts, model, TextStore(indexes.texts)))
        contents = [*contents_again(index, model), *extra]
        crowded = built(indexes, index, contents, model, name="crowded", cache=cache)
        sums.append((outcomes(one, index, model, Ways()), outcomes(one, crowded, model, Ways())))
        _print_row(one.name, *sums[-1])
    _print_row("**together**", *(list(chain.from_iterable(run)) for run in zip(*sums, strict=True)))


def _print_row(name: str, alone: Sequence[Outcome], among: Sequence[Outcome]) -> None:
    runs = [{one.name: one.value or 0.0 for one in figures_of(run)} for run in (alone, among)]
    cells = [f"{runs[0][figure]:.3f}, {runs[1][figure]:.3f}" for figure in _FIGURES]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
