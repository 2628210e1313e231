"""A text and a framework -> the goals that the text serves, best first, with stance and reason."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from assistant.alignment.match_features import GoalTexts, Scores, WordVectors, match_features
from assistant.alignment.words import printed_words
from assistant.alignment_types import Framework, Goal, Match, Stance
from assistant.language.commitment import commitment, denies, is_act
from assistant.protocols import Embedder

# Longer lists of bare statements repeat one another's words, so how much of a goal is covered
# tells more there than how it differs from the others (docs/alignment.md).
_LONG_LIST = 20
# Below this the text is held not to serve the goal; tuned on the sample corpus.
SERVES, SERVES_FULLY = 0.30, 0.50


class GoalMatcher:
    """Ranks the goals of one framework for a text; made once per framework."""

    def __init__(self, framework: Framework, embedder: Embedder) -> None:
        self.framework = framework
        self._embedder = embedder
        self._goals = GoalTexts(framework.goals, embedder)
        self._words = WordVectors(embedder)
        self._profile = _profiles()[profile_name(self._goals)]

    def match(self, text: str, *, top: int | None = None) -> list[Match]:
        """Return the goals of the framework for this text, best first."""
        features = match_features(text, self._goals, self._embedder, self._words)
        ranks = combined(features, self._profile)
        order = np.argsort(-ranks, kind="stable")[:top]
        scores = _scores(ranks, features)
        return [self._match(self.framework.goals[i], float(scores[i]), text) for i in order]

    def _match(self, goal: Goal, score: float, text: str) -> Match:
        stance = _stance(score, text)
        reason = _reason(goal, stance, text)
        return Match(goal.id, goal.level, goal.text, round(score, 4), stance, reason)


def profile_name(goals: GoalTexts) -> str:
    """Return which weights are for these goals: described, a short list or a long list."""
    if goals.is_described:
        return "described"
    return "short_list" if len(goals.full) <= _LONG_LIST else "long_list"


def combined(features: Mapping[str, Scores], profile: Mapping[str, Any]) -> Scores:
    """Return one number a goal: the weighted sum of each feature's distance from its mean."""
    number = len(next(iter(features.values())))
    total = np.zeros(number)
    for name, weight in profile["weights"].items():
        total += weight * scaled(features[name], profile["spread"][name])
    return total


def scaled(values: Scores, spread: float) -> Scores:
    """Return distances from the mean; `spread` keeps small differences between few goals small."""
    return np.asarray(
        (values - values.mean()) / np.sqrt(values.var() + spread**2), dtype=np.float64
    )


def _scores(ranks: Scores, features: Mapping[str, Scores]) -> Scores:
    """Return scores from 0 to 1 in the order of `ranks`; the best by its own evidence."""
    best = int(np.argmax(ranks))
    closeness = max(float(features[name][best]) for name in ("best_sentence", "best_goal_sentence"))
    covered = float(features["coverage"][best])
    top = 1 / (1 + np.exp(-(12 * (closeness - 0.42) + 3 * (covered - 0.2))))
    return np.asarray(top * np.exp(0.6 * (ranks - ranks[best])), dtype=np.float64)


def _stance(score: float, text: str) -> Stance:
    if score < SERVES:
        return "silent"
    strength = commitment(text).strength
    if denies(text) or strength == "none":
        return "mentions"
    return "supports" if is_act(strength) and score >= SERVES_FULLY else "partly"


def _reason(goal: Goal, stance: Stance, text: str) -> str:
    goal_words = printed_words(f"{goal.text} {goal.description}")
    shared = [word for stem, word in goal_words.items() if stem in printed_words(text)][:4]
    about = f"shares “{', '.join(shared)}”" if shared else "is close in meaning"
    said: Mapping[Stance, str] = {
        "supports": f"The text commits to action and {about} with this goal.",
        "partly": f"The text {about} with this goal but only intends to act, or in part.",
        "mentions": f"The text {about} with this goal but states no action.",
        "silent": "The text says nothing that serves this goal.",
    }
    return said[stance]


def best_goals(matches: Sequence[Match]) -> list[Match]:
    """Return the goals that are served at all."""
    return [match for match in matches if match.stance != "silent"]


@cache
def _profiles() -> Mapping[str, Any]:
    path = resources.files("assistant.alignment") / "match_weights.json"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
