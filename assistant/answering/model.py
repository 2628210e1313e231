"""The calibrated weights: named figures -> a score, and the threshold above which we answer."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A weighted sum of named features; small enough to read and to explain."""

    weights: Mapping[str, float]
    bias: float

    def score(self, features: Mapping[str, float]) -> float:
        """Return the sum; every weight must have its feature."""
        return self.bias + sum(weight * features[name] for name, weight in self.weights.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the score as a probability."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(features)))))


@dataclass(frozen=True, slots=True)
class Weights:
    """What `benchmarks/answering` calibrates: how to choose units, and when to answer at all."""

    selection: LinearModel
    answerable: LinearModel
    threshold: float


def packaged_weights() -> Weights:
    """Return the weights that come with the package."""
    text = resources.files("assistant.answering").joinpath("weights.json").read_text("utf-8")
    return weights_from(json.loads(text))


def weights_from(fields: Mapping[str, Any]) -> Weights:
    """Return weights from their JSON form."""
    return Weights(
        selection=_linear(fields["selection"]),
        answerable=_linear(fields["answerable"]),
        threshold=float(fields["threshold"]),
    )


def _linear(fields: Mapping[str, Any]) -> LinearModel:
    return LinearModel(dict(fields["weights"]), float(fields["bias"]))
