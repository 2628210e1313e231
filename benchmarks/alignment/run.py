"""`python -m benchmarks.alignment.run`: every row of match and verify, the baselines and ours."""

from __future__ import annotations

import numpy as np

from assistant.alignment.match_features import bm25
from assistant.alignment.matching import GoalMatcher
from assistant.alignment.verifying import verify
from benchmarks.alignment.caching import CachingEmbedder, caching_embedder
from benchmarks.alignment.measures import (
    Scores,
    auc,
    average_precision,
    minmax,
    right_first,
    word_overlap,
)
from benchmarks.alignment.public_sets import EVAL_DIR, Case, match_tasks, support_sets


def main() -> None:
    if not EVAL_DIR.is_dir():
        print("The shared evaluation sets are not here; nothing was measured.")
        return
    embedder = caching_embedder()
    print("match: right goal first / mean average precision")
    for name, cases in match_tasks().items():
        _match_rows(name, [case for case in cases if case.right], embedder)
    embedder.save()
    print("verify: AUC, and precision and recall of yes")
    for name, rows in support_sets().items():
        _support_rows(name, rows, embedder)
    embedder.save()


def _match_rows(name: str, cases: list[Case], embedder: CachingEmbedder) -> None:
    matchers: dict[str, GoalMatcher] = {}
    found: dict[str, list[tuple[Scores, frozenset[int]]]] = {}
    for case in cases:
        goals = case.framework.goals
        matcher = matchers.setdefault(goals[0].id, GoalMatcher(case.framework, embedder))
        full = [f"{g.text}. {g.description}" if g.description else g.text for g in goals]
        words = bm25(case.text, full)
        vectors = embedder.embed([case.text, *full])
        cosine = np.asarray(vectors[1:] @ vectors[0], dtype=np.float64)
        scores = {match.goal_id: match.score for match in matcher.match(case.text)}
        ours = np.array([scores[goal.id] for goal in goals])
        for way, values in {
            "BM25": words,
            "cosine": cosine,
            "sum of both": minmax(words) + minmax(cosine),
            "match": ours,
        }.items():
            found.setdefault(way, []).append((values, case.right))
    for way, guesses in found.items():
        first = np.mean([right_first(*guess) for guess in guesses])
        precision = np.mean([average_precision(*guess) for guess in guesses])
        print(f"  {name:17} {len(cases):4}  {way:12} {first:.3f} / {precision:.3f}", flush=True)


def _support_rows(
    name: str, rows: list[tuple[str, list[str], bool]], embedder: CachingEmbedder
) -> None:
    right = np.array([row[2] for row in rows])
    overlap = np.array([word_overlap(statement, evidence) for statement, evidence, _ in rows])
    judged = [verify(statement, evidence, embedder) for statement, evidence, _ in rows]
    ours = np.array([one.score for one in judged])
    yes = np.array([one.supported == "yes" for one in judged])
    print(f"  {name:17} {len(rows):4}  word overlap AUC {auc(right, overlap):.3f}")
    precision = right[yes].mean() if yes.any() else 0.0
    print(
        f"  {name:17} {len(rows):4}  verify       AUC {auc(right, ours):.3f}  "
        f"yes: precision {precision:.2f}, recall {yes[right].mean():.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
