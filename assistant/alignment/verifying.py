"""A statement and its evidence -> yes, partly or no, with a score and a reason."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from assistant.alignment.contradiction import points_away
from assistant.alignment.support_features import PAGE, Measured, support_features
from assistant.alignment.words import sentences, stems
from assistant.alignment_types import Supported, Verification
from assistant.protocols import TokenEmbedder


def verify(statement: str, evidence: Sequence[str], embedder: TokenEmbedder) -> Verification:
    """Judge whether the evidence supports the statement."""
    pieces = [sentence for text in evidence for sentence in sentences(text) if sentence.strip()]
    if not pieces:
        return Verification("no", 0.0, "There is no evidence.")
    if not stems(statement):
        return Verification("no", 0.0, "The statement says nothing that evidence could support.")
    found = support_features(statement, pieces, embedder)
    score, bands = score_of(found.features), _weights()["bands"]
    if score >= bands[_band(pieces)] and not is_ruled_out(found):
        return _judged("yes", score, f"The evidence says so: “{found.best[0]}”")
    supported: Supported = "partly" if score >= bands["partly"] else "no"
    return _judged(supported, score, _reason(supported, found))


def is_ruled_out(found: Measured) -> bool:
    """Say whether a yes is out of the question, however near the evidence comes."""
    return bool(found.missing) or found.leaves_out or points_away(found.features)


def _band(pieces: Sequence[str]) -> str:
    return "yes_page" if len(pieces) > PAGE else "yes_short"


def _judged(supported: Supported, score: float, reason: str) -> Verification:
    return Verification(supported, round(score, 4), reason)


def _reason(supported: Supported, found: Measured) -> str:
    if supported == "no":
        return "Nothing in the evidence says this."
    if points_away(found.features):
        return f"The evidence speaks of this, but seems to point another way: “{found.best[0]}”"
    if found.missing:
        return f"The evidence speaks of this but does not give {', '.join(found.missing[:4])}."
    if found.unmet:
        said = ", ".join(f"“{word}”" for word in found.unmet[:4])
        return f"The evidence speaks of this but says nothing of {said}."
    return "The evidence speaks of this but does not say all of it."


def score_of(features: Mapping[str, float]) -> float:
    """Return how likely the evidence supports the statement, from 0 to 1."""
    weights = _weights()
    total = weights["constant"] + sum(w * features[n] for n, w in weights["weights"].items())
    return float(1 / (1 + math.exp(-total)))


@cache
def _weights() -> Any:
    path = resources.files("assistant.alignment") / "verify_weights.json"
    return json.loads(path.read_text(encoding="utf-8"))
