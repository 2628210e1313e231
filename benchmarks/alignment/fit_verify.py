"""Public sets -> assistant/alignment/verify_weights.json, with cross-validated figures printed.

A logistic regression with a ridge, both sets weighing alike. The yes-bands, one for short evidence
and one for whole pages, are the lowest at which the guesses on what was kept out (of folds that
keep a claim's rows together) are right often enough.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.alignment.support_features import support_features
from assistant.alignment.verifying import is_ruled_out
from assistant.alignment.words import sentences
from benchmarks.alignment.caching import caching_embedder
from benchmarks.alignment.measures import auc
from benchmarks.alignment.public_sets import support_sets

WEIGHTS_PATH = Path("assistant/alignment/verify_weights.json")
_RIDGE, _FOLDS, _SPLITS, _STEPS = 20.0, 5, 16, 15
_ASKED = 0.85
# A little more than is asked, for the claims that were not seen.
_RIGHT = 0.86
# Which set sets the band of which length of evidence (verifying.py).
_BANDS = (("yes_short", "scifact"), ("yes_page", "wice"))
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Measured:
    """One set: features by row, answers, whether a yes is ruled out, and the claims."""

    def __init__(self, rows: list[tuple[str, list[str], bool]]) -> None:
        self.claims = [row[0] for row in rows]
        self.right: Flags = np.array([row[2] for row in rows])
        found = [_measure(statement, evidence) for statement, evidence, _ in rows]
        self.names = list(found[0][0])
        self.features: Floats = np.array([[one[n] for n in self.names] for one, _ in found])
        self.ruled_out: Flags = np.array([ruled for _, ruled in found])


def main() -> None:
    sets = {name: Measured(rows) for name, rows in support_sets().items()}
    _EMBEDDER.save()
    every = np.concatenate([one.features for one in sets.values()])
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-9
    scaled = {name: (one.features - mean) / spread for name, one in sets.items()}
    guesses = [_kept_out(sets, scaled, seed) for seed in range(_SPLITS)]
    for name, one in sets.items():
        areas = np.mean([auc(one.right, g[name]) for g in guesses])
        shown = [_precision_at(one, [g[name] for g in guesses], r) for r in (0.1, 0.2, 0.3)]
        places = "precision of yes at recall 0.1, 0.2, 0.3"
        print(f"{name:8} kept out: AUC {areas:.3f}; {places}: {', '.join(shown)}")
        reached = [_recall_at(one, g[name], _ASKED) for g in guesses]
        print(
            f"{name:8} kept out: recall of yes at a precision of {_ASKED}: "
            f"{np.mean(reached):.3f} (lowest {min(reached):.3f})"
        )
    everything = {name: np.ones(len(one.right), dtype=bool) for name, one in sets.items()}
    weights = _fit(sets, scaled, everything)
    bands = {place: _yes_band(sets[name], [g[name] for g in guesses]) for place, name in _BANDS}
    for place, name in _BANDS:
        _print_bands(name, sets[name], [g[name] for g in guesses], bands[place])
        fitted = weights[0] + scaled[name] @ weights[1:]
        precision, recall = _yes(sets[name], fitted, bands[place])
        print(f"{name:8} fitted: yes is right {precision:.2f} at recall {recall:.2f}")
    plain = weights[1:] / spread
    names = next(iter(sets.values())).names
    content = {
        "constant": round(float(weights[0] - plain @ mean), 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, plain, strict=True)},
        "bands": {place: _chance(band) for place, band in bands.items()} | {"partly": 0.2},
    }
    WEIGHTS_PATH.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


_EMBEDDER = caching_embedder()


def _measure(statement: str, evidence: list[str]) -> tuple[dict[str, float], bool]:
    pieces = [one for text in evidence for one in sentences(text) if one.strip()]
    found = support_features(statement, pieces, _EMBEDDER)
    return dict(found.features), is_ruled_out(found)


def _kept_out(sets: dict[str, Measured], scaled: dict[str, Floats], seed: int) -> dict[str, Floats]:
    chance = np.random.default_rng(seed)
    folds = {name: _folds(one.claims, chance) for name, one in sets.items()}
    guesses = {name: np.zeros(len(one.right)) for name, one in sets.items()}
    for fold in range(_FOLDS):
        weights = _fit(sets, scaled, {name: folds[name] != fold for name in sets})
        for name in sets:
            out = folds[name] == fold
            guesses[name][out] = weights[0] + scaled[name][out] @ weights[1:]
    return guesses


def _folds(claims: list[str], chance: np.random.Generator) -> npt.NDArray[np.int64]:
    fold = {claim: int(chance.integers(_FOLDS)) for claim in dict.fromkeys(claims)}
    return np.array([fold[claim] for claim in claims])


def _fit(sets: dict[str, Measured], scaled: dict[str, Floats], kept: dict[str, Flags]) -> Floats:
    """Return the constant and the weights, by Newton's steps."""
    rows = np.concatenate([scaled[name][kept[name]] for name in sets])
    right = np.concatenate([one.right[kept[name]] for name, one in sets.items()]).astype(float)
    share = np.concatenate([np.full(int(kept[n].sum()), 600 / kept[n].sum()) for n in sets])
    rows = np.column_stack([np.ones(len(rows)), rows])
    ridge = np.eye(rows.shape[1]) * _RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (share * (right - chances)) - ridge @ weights
        curve = (rows * (share * chances * (1 - chances))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(curve, gradient)
    return np.asarray(weights, dtype=np.float64)


def _precision_at(one: Measured, guesses: list[Floats], recall: float) -> str:
    """Return the precision at a recall, the mean of all splits and the lowest."""
    found = []
    for guess in guesses:
        order = np.argsort(-np.where(one.ruled_out, -np.inf, guess))
        hits = np.cumsum(one.right[order])
        place = int(np.argmax(hits >= np.ceil(recall * one.right.sum())))
        found.append(hits[place] / (place + 1))
    return f"{np.mean(found):.3f} (lowest {min(found):.3f})"


def _recall_at(one: Measured, guess: Floats, precision: float) -> float:
    """Return the highest recall at which the yeses are still right often enough."""
    order = np.argsort(-np.where(one.ruled_out, -np.inf, guess))[: int((~one.ruled_out).sum())]
    hits = np.cumsum(one.right[order])
    good = hits[hits / np.arange(1, len(order) + 1) >= precision]
    return float(good.max(initial=0) / one.right.sum())


def _yes_band(one: Measured, guesses: list[Floats]) -> float:
    """Return the lowest band from which on the kept-out yeses are right often enough."""
    bands = np.arange(0.0, 3.0, 0.02)
    shares = [np.mean([_yes(one, guess, band)[0] for guess in guesses]) for band in bands]
    return float(next(b for b, share in zip(bands, shares, strict=True) if share >= _RIGHT))


def _chance(score: float) -> float:
    return round(float(1 / (1 + np.exp(-score))), 3)


def _yes(one: Measured, guess: Floats, band: float) -> tuple[float, float]:
    said = (guess >= band) & ~one.ruled_out
    precision = float(one.right[said].mean()) if said.any() else 1.0
    return precision, float(said[one.right].mean())


def _print_bands(name: str, one: Measured, guesses: list[Floats], yes: float) -> None:
    precision, recall = np.mean([_yes(one, guess, yes) for guess in guesses], axis=0)
    print(f"{name:8} kept out, band {yes:.2f}: yes is right {precision:.2f} at recall {recall:.2f}")


if __name__ == "__main__":
    main()
