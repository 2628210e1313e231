"""A statement and its evidence -> yes, partly or no, with a score and a reason."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from assistant.alignment.contradiction import points_away
from assistant.alignment.support_features import missing_facts, support_features
from assistant.alignment.words import sentences
from assistant.alignment_types import Supported, Verification
from assistant.protocols import Embedder

# Evidence of more sentences than this is a page, in which something near is always found.
_PAGE = 25


def verify(statement: str, evidence: Sequence[str], embedder: Embedder) -> Verification:
    """Judge whether the evidence supports the statement."""
    pieces = [sentence for text in evidence for sentence in sentences(text) if sentence.strip()]
    if not pieces:
        return Verification("no", 0.0, "There is no evidence.")
    features, found = support_features(statement, pieces, embedder)
    score, bands = _score(features), _weights()["bands"]
    missing = missing_facts(statement, pieces, found.best)
    is_away = points_away(features)
    if score >= bands[_band(pieces)] and not missing and not is_away:
        return _judged("yes", score, f"The evidence says so: “{found.best[0]}”")
    supported: Supported = "partly" if score >= bands["partly"] else "no"
    return _judged(supported, score, _reason(supported, missing, found.best[0], is_away=is_away))


def _band(pieces: Sequence[str]) -> str:
    return "yes_page" if len(pieces) > _PAGE else "yes_short"


def _judged(supported: Supported, score: float, reason: str) -> Verification:
    return Verification(supported, round(score, 4), reason)


def _reason(supported: Supported, missing: Sequence[str], best: str, *, is_away: bool) -> str:
    if supported == "no":
        return "Nothing in the evidence says this."
    if is_away:
        return f"The evidence speaks of this, but seems to point another way: “{best}”"
    if missing:
        return f"The evidence speaks of this but does not give {', '.join(missing[:4])}."
    return "The evidence speaks of this but does not say all of it."


def _score(features: Mapping[str, float]) -> float:
    weights = _weights()
    total = weights["constant"] + sum(w * features[n] for n, w in weights["weights"].items())
    return float(1 / (1 + math.exp(-total)))


@cache
def _weights() -> Any:
    path = resources.files("assistant.alignment") / "verify_weights.json"
    return json.loads(path.read_text(encoding="utf-8"))
