"""A statement and its evidence -> yes, partly or no, with a score and a reason."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from assistant.alignment.contradiction import points_away, says_otherwise
from assistant.alignment.support_features import PAGE, Measured, support_features
from assistant.alignment.words import sentences, stems
from assistant.alignment_types import Supported, Verification
from assistant.language.quantities import figures
from assistant.protocols import TokenEmbedder

# One sentence says so much of the statement in its own words that it speaks of the same thing.
_SAME_WORDS = 0.75
# A figure or two less.
_MOST_WORDS = 0.5
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROUNDED = 0.05


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
    if otherwise := _otherwise(statement, found):
        return _judged("no", score, otherwise)
    supported: Supported = "partly" if score >= bands["partly"] else "no"
    return _judged(supported, score, _reason(supported, found))


def is_ruled_out(found: Measured) -> bool:
    """Say whether a yes is out of the question, however near the evidence comes."""
    return bool(found.missing) or found.leaves_out or points_away(found.features)


def _otherwise(statement: str, found: Measured) -> str:
    """Return how the evidence says otherwise of the same thing; nothing when it does not."""
    said = found.features["covered_by_one"]
    if found.unmet or said < _MOST_WORDS:
        return ""
    if not found.missing and said >= _SAME_WORDS and says_otherwise(found.features):
        return f"The evidence seems to say otherwise: “{found.best[0]}”"
    if _gives_other_figures(statement, found):
        return f"The evidence gives other figures: “{found.best[0]}”"
    return ""


def _gives_other_figures(statement: str, found: Measured) -> bool:
    """Say whether only figures are missing, and the nearest sentence has others in their place."""
    theirs = figures(found.best[0]) - figures(statement)
    return (
        bool(found.missing and theirs)
        and set(found.missing) <= figures(statement)
        and not any(_is_rounded(mine, other) for mine in found.missing for other in theirs)
    )


def _is_rounded(mine: str, other: str) -> bool:
    """Say whether one figure is the other with fewer digits; a year never is."""
    if _YEAR.fullmatch(mine) or _YEAR.fullmatch(other):
        return False
    a, b = (float(one.replace(",", "")) for one in (mine, other))
    return abs(a - b) <= _ROUNDED * max(abs(a), abs(b))


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
