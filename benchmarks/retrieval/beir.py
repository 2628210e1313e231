"""Every way of ranking on every BEIR set, in one run.

    python -m benchmarks.retrieval.beir [--sets FOLDER] [--split test] [--only NAME]

Prints nDCG@10 of each way and set, and how far ours is ahead with its bootstrap interval. Vectors
are kept between runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from benchmarks.retrieval.measure import difference, ndcg_by_query
from benchmarks.retrieval.product import KEPT, Product, open_model
from benchmarks.retrieval.sets import BEIR, read_set
from benchmarks.retrieval.ways import ways_of

_OURS = "**ours**"
Scores = Mapping[str, Mapping[str, dict[str, float]]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", type=Path, default=BEIR)
    arguments.add_argument("--split", default="test")
    arguments.add_argument("--only", action="append", help="a set's name; may be repeated")
    arguments.add_argument("--kept", type=Path, default=KEPT)
    given = arguments.parse_args()
    if not given.sets.is_dir():
        print(f"No sets in {given.sets}: nothing measured.")
        return
    folders = [one for one in sorted(given.sets.iterdir()) if _is_chosen(one, given)]
    scores = {folder.name: _measured(folder, given.split, given.kept) for folder in folders}
    print(_score_table(scores))
    print()
    print(_difference_table(scores))


def _is_chosen(folder: Path, given: argparse.Namespace) -> bool:
    has_split = (folder / "qrels" / f"{given.split}.tsv").is_file()
    return has_split and (not given.only or folder.name in given.only)


def _measured(folder: Path, split: str, kept: Path) -> dict[str, dict[str, float]]:
    beir = read_set(folder, split)
    model, cache = open_model(kept)
    product = Product.open(beir, model, cache, kept)
    ways = ways_of(beir, product, cache)
    return {way: ndcg_by_query(beir, rank) for way, rank in ways.items()}


def _score_table(scores: Scores) -> str:
    names = list(scores)
    lines = [_row("nDCG@10", [*names, "mean"]), _row("---", ["---"] * (len(names) + 1))]
    for way in scores[names[0]]:
        means = [fmean(scores[name][way].values()) for name in names]
        lines.append(_row(way, [f"{mean:.3f}" for mean in (*means, fmean(means))]))
    return "\n".join(lines)


def _difference_table(scores: Scores) -> str:
    names = list(scores)
    lines = [_row("ours ahead of", names), _row("---", ["---"] * len(names))]
    for way in scores[names[0]]:
        if way != _OURS:
            gaps = [difference(scores[name][_OURS], scores[name][way]) for name in names]
            cells = [f"{gap.mean:+.3f} ({gap.low:+.3f} to {gap.high:+.3f})" for gap in gaps]
            lines.append(_row(way, cells))
    return "\n".join(lines)


def _row(head: str, cells: Sequence[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
