"""Public sets -> assistant/alignment/match_weights.json, with cross-validated figures printed.

The loss is that of choosing the right goal among those of the framework (a softmax over the goals);
weights are kept at or above 0, so each feature can only speak for what it measures. Folds keep
frameworks (departments) together where there are several.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.alignment.match_features import GoalTexts, Scores, WordVectors, match_features
from assistant.alignment.matching import scaled
from assistant.alignment_types import Framework, Goal
from benchmarks.alignment.caching import caching_embedder
from benchmarks.alignment.measures import average_precision, right_first
from benchmarks.alignment.public_sets import Case, match_tasks

WEIGHTS_PATH = Path("assistant/alignment/match_weights.json")
_SEVEN = (
    "cosine",
    "first_sentence",
    "goal_sentences",
    "best_goal_sentence",
    "against_the_others",
    "words",
    "title_words",
)
_SHORT = (
    "cosine",
    "first_sentence",
    "goal_sentences",
    "against_the_others",
    "coverage",
    "sentence_coverage",
    "root_coverage",
    "soft_coverage",
    "words",
)
_LONG = (
    "cosine",
    "first_sentence",
    "goal_sentences",
    "coverage",
    "sentence_coverage",
    "root_coverage",
    "soft_coverage",
    "words",
)
PROFILES = {
    "described": (_SEVEN, 1.0, 0.05),
    "short_list": (_SHORT, 3.0, 0.2),
    "long_list": (_LONG, 1.0, 0.2),
}
Row = tuple[str, dict[str, Scores], frozenset[int], int]


def main() -> None:
    profiles = {name: _fit_profile(name, rows) for name, rows in _rows().items()}
    WEIGHTS_PATH.write_text(json.dumps(profiles, indent=1) + "\n", encoding="utf-8")


def _rows() -> dict[str, list[Row]]:
    tasks = match_tasks()
    bare = {
        f"{name}, {what}": [_bare(case, what) for case in cases]
        for name, cases in tasks.items()
        if name != "results"
        for what in ("text", "description")
        if (name, what) != ("outcomes", "text")
    }
    bare["results"] = tasks.pop("results")
    rows = {"described": _measure(tasks)}
    listed = _measure(bare)
    rows["short_list"] = [row for row in listed if len(row[1]["cosine"]) <= 20]
    rows["long_list"] = [row for row in listed if len(row[1]["cosine"]) > 20]
    return rows


def _bare(case: Case, what: str) -> Case:
    goals = tuple(Goal(g.id, g.level, getattr(g, what) or g.text) for g in case.framework.goals)
    return Case(case.text, Framework("set", "set", goals), case.right)


def _measure(tasks: dict[str, list[Case]]) -> list[Row]:
    embedder = caching_embedder()
    words, made, rows = WordVectors(embedder), {}, []
    for name, cases in tasks.items():
        for case in cases:
            if not case.right:
                continue
            key = tuple(goal.text for goal in case.framework.goals)
            if key not in made:
                made[key] = GoalTexts(case.framework.goals, embedder)
            features = match_features(case.text, made[key], embedder, words)
            seed = case.text if name.startswith(("uk", "out")) else key[0]
            rows.append((name, dict(features), case.right, zlib.crc32(seed.encode()) % 5))
    embedder.save()
    return rows


def _fit_profile(name: str, rows: list[Row]) -> dict[str, dict[str, float]]:
    features, shrink, penalty = PROFILES[name]
    spread = {f: shrink * float(np.median([row[1][f].std() for row in rows])) for f in features}
    made = [
        (row[0], np.stack([scaled(row[1][f], spread[f]) for f in features], 1), row[2])
        for row in rows
    ]
    guesses: dict[str, list[tuple[Scores, frozenset[int]]]] = {}
    for fold in range(5):
        weights = _fit(
            [one for one, row in zip(made, rows, strict=True) if row[3] != fold], penalty
        )
        for one, row in zip(made, rows, strict=True):
            if row[3] == fold:
                guesses.setdefault(one[0], []).append((one[1] @ weights, one[2]))
    for task, some in guesses.items():
        first = np.mean([right_first(*guess) for guess in some])
        precision = np.mean([average_precision(*guess) for guess in some])
        print(
            f"{name:11} {task:28} {len(some):4}  first {first:.3f}  MAP {precision:.3f}  (kept out)"
        )
    weights = _fit(made, penalty)
    return {
        "weights": {
            f: round(float(w), 4) for f, w in zip(features, weights, strict=True) if w > 0.005
        },
        "spread": {f: round(s, 5) for f, s in spread.items()},
    }


def _fit(rows: Sequence[tuple[str, Scores, frozenset[int]]], penalty: float) -> Scores:
    """Minimise the loss by projected gradient steps; the tasks weigh alike."""
    sizes = {task: sum(1 for row in rows if row[0] == task) for task, _, _ in rows}
    weights, step, momentum = np.full(rows[0][1].shape[1], 0.2), 0.15, 0.0
    velocity = np.zeros_like(weights)
    for _ in range(400):
        gradient = 2 * penalty * weights
        for task, features, right in rows:
            scores = features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            target = np.zeros_like(chances)
            target[list(right)] = chances[list(right)]
            gradient -= features.T @ (target / target.sum() - chances) / sizes[task]
        momentum = 0.8
        velocity = momentum * velocity - step / len(sizes) * gradient
        weights = np.maximum(weights + velocity, 0)
    return weights


if __name__ == "__main__":
    main()
