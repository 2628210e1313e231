"""Scores and right answers -> accuracy, average precision, AUC; and the baselines to beat."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]


def right_first(scores: Scores, right: frozenset[int]) -> float:
    return float(int(np.argmax(scores)) in right)


def average_precision(scores: Scores, right: frozenset[int]) -> float:
    order = np.argsort(-scores, kind="stable").tolist()
    places = [place for place, one in enumerate(order, 1) if one in right]
    return sum(n / place for n, place in enumerate(places, 1)) / max(1, len(right))


def auc(right: npt.NDArray[np.bool_], scores: Scores) -> float:
    """Return the share of (right, wrong) pairs in the right order; ties count half."""
    good, bad = scores[right][:, None], scores[~right][None, :]
    return float((good > bad).mean() + 0.5 * (good == bad).mean())


def minmax(scores: Scores) -> Scores:
    span = scores.max() - scores.min()
    return (scores - scores.min()) / span if span > 0 else np.zeros_like(scores)


def word_overlap(statement: str, evidence: list[str]) -> float:
    mine = set(re.findall(r"\w+", statement.lower()))
    return len(mine & set(re.findall(r"\w+", " ".join(evidence).lower()))) / max(1, len(mine))
