"""What a thousand unrelated documents in the same index cost.

    python -m benchmarks.retrieval.unrelated

Each question file is searched in its own index, then in one with 1,000 abstracts of SciFact too.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.evaluation.figures import figures_of
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
    if not BEIR.is_dir():
        print(f"No sets in {BEIR}: nothing measured.")
        return
    model, cache = open_model(KEPT)
    scifact = read_set(BEIR / "scifact")
    abstracts = replace(scifact, documents=scifact.documents[:UNRELATED])
    print(f"| questions | {' | '.join(f'{one} alone, with' for one in _FIGURES)} |")
    print(f"| --- |{' --- |' * len(_FIGURES)}")
    for one in question_sets():
        indexes, index = open_papers(one.papers, model, KEPT)
        extra = list(contents_of(abstracts, model, TextStore(indexes.texts)))
        contents = [*contents_again(index, model), *extra]
        crowded = built(indexes, index, contents, model, name="crowded", embedder=cache)
        runs = [figures_of(outcomes(one, place, model, Ways())) for place in (index, crowded)]
        alone, among = ({figure.name: figure.value or 0.0 for figure in run} for run in runs)
        cells = [f"{alone[name]:.3f}, {among[name]:.3f}" for name in _FIGURES]
        print(f"| {one.name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
