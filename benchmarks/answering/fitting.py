"""Rows of features -> weights for choosing and for yes or no, with signs that make sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

Array = Any

# A weight may not have the sign that common sense forbids; "" leaves it free.
SIGNS = {
    "similarity": "+", "before_similarity": "", "after_similarity": "", "passage_similarity": "+",
    "passage_words": "+", "first_passage": "+", "own_words": "+", "heading_words": "+",
    "all_words": "+", "heads": "+", "pairs": "+", "type": "+", "is_short": "-", "listed": "+",
    "best_similarity": "+", "margin": "+", "heaviest_missing": "-", "absent_share": "-",
    "name_missing": "-", "name_absent": "-", "name_far": "-", "year_missing": "-",
    "figure_missing": "-",
    "negation": "-", "opposed": "-", "typed": "", "counted_missing": "-",
    "in_context": "+", "besides_title": "+", "enumerates": "+", "introduces": "-",
    "adds_little": "-", "own_kin": "+", "caption": "-",
    "words_met": "+", "best_passage": "+", "no_question": "little",
    "weakest": "+", "told_share": "+", "head_told": "+",
     "other_time": "-", "only_planned": "-",
}  # fmt: skip
# Search words in place of a question deserve some doubt, not the doubt of the nonsense among them.
_BOUNDS = {"+": (0.0, None), "-": (None, 0.0), "": (None, None), "little": (-0.3, 0.0)}


@dataclass(frozen=True)
class Fitted:
    """Weights on standardised features, with what standardises them."""

    names: tuple[str, ...]
    mean: Array
    scale: Array
    weights: Array
    bias: float

    def scores(self, rows: Sequence[dict[str, float]]) -> Array:
        """Return the score of each row."""
        return ((table(rows, self.names) - self.mean) / self.scale) @ self.weights + self.bias

    def as_json(self) -> dict[str, Any]:
        """Return the weights on the raw features."""
        raw = self.weights / self.scale
        kept = {
            n: round(float(w), 4) for n, w in zip(self.names, raw, strict=True) if abs(w) > 1e-4
        }
        return {"bias": round(float(self.bias - raw @ self.mean), 4), "weights": kept}


def table(rows: Sequence[dict[str, float]], names: Sequence[str]) -> Array:
    """Return the rows as an array with one column a feature."""
    return np.array([[row[name] for name in names] for row in rows], dtype=float)


def fit_choice(
    groups: Sequence[tuple[list[dict[str, float]], Array, float]], ridge: float
) -> Fitted:
    """Fit weights that put a right unit first: listwise softmax over the units of each question."""
    names = tuple(groups[0][0][0])
    everything = np.concatenate([table(rows, names) for rows, _, _ in groups])
    mean, scale = everything.mean(0), everything.std(0) + 1e-9
    tables = [
        ((table(rows, names) - mean) / scale, right, weight) for rows, right, weight in groups
    ]

    def loss(weights: Array) -> tuple[float, Array]:
        value, slope = ridge * float(weights @ weights) / 2, ridge * weights
        for features, right, weight in tables:
            all_of, share = _softmax(features @ weights)
            some, part = _softmax((features @ weights)[right])
            value += weight * (all_of - some)
            slope = slope + weight * (features.T @ share - features[right].T @ part)
        return value, slope

    return Fitted(names, mean, scale, _minimum(loss, names), 0.0)


def fit_yes_no(rows: Sequence[dict[str, float]], yes: Array, weight: Array, ridge: float) -> Fitted:
    """Fit a logistic model; both outcomes weigh the same in total."""
    names = tuple(rows[0])
    raw = table(rows, names)
    mean, scale = raw.mean(0), raw.std(0) + 1e-9
    features = np.column_stack([(raw - mean) / scale, np.ones(len(raw))])
    each = weight * np.where(yes, 0.5 / (weight[yes].sum()), 0.5 / (weight[~yes].sum())) * len(raw)
    sign = np.where(yes, 1.0, -1.0)

    def loss(weights: Array) -> tuple[float, Array]:
        margin = sign * (features @ weights)
        slope = features.T @ (-sign * each / (1 + np.exp(margin)))
        penalty = np.append(weights[:-1], 0.0)
        value = float((each * np.logaddexp(0, -margin)).sum() + ridge * penalty @ penalty / 2)
        return value, slope + ridge * penalty

    found = _minimum(loss, (*names, "typed"))
    return Fitted(names, mean, scale, found[:-1], float(found[-1]))


def area(scores: Array, yes: Array) -> float:
    """Return the area under the operating curve: how often a yes is scored above a no."""
    positive, negative = scores[yes], scores[~yes]
    if not len(positive) or not len(negative):
        return float("nan")
    above = (positive[:, None] > negative[None, :]).mean()
    return float(above + 0.5 * (positive[:, None] == negative[None, :]).mean())


def _softmax(scores: Array) -> tuple[float, Array]:
    top = scores.max()
    shares = np.exp(scores - top)
    return float(top + np.log(shares.sum())), shares / shares.sum()


def _minimum(loss: Callable[[Array], tuple[float, Array]], names: Sequence[str]) -> Array:
    bounds = [_BOUNDS[SIGNS[name]] for name in names]
    return minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds).x
