"""A few words and a framework -> the goal that they mean, by its description and priorities too.

People rarely say an ambition by its name: "the ambition on ageing" is "Long lives, lived well".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.alignment_types import Framework, Goal
from assistant.language.sentences import sentence_spans
from assistant.protocols import Embedder, Vectors

# The two sentences of a goal that come nearest count with the goal as a whole; a goal is meant
# when it is that near, and nearer than the next. Set on 36 subjects asked of the ambitions of two
# frameworks: 31 find theirs, three are refused, two go to a neighbour. Priorities are shorter.
_PARTS = 2
_OF_WHOLE = 0.5
_NEAR = 0.4
_AHEAD = 0.02


def goal_meant(words: str, framework: Framework, level: str, embedder: Embedder) -> Goal | None:
    """Return the goal of this level that the words speak of; None when none does for certain.

    `level` is a goal's level, such as "ambition" or "priority"; another word, or a level that the
    framework does not have, means the goals at the top.
    """
    goals = [goal for goal in framework.goals if goal.level == level]
    goals = goals or [goal for goal in framework.goals if goal.parent is None]
    if not goals:
        return None
    subject = embedder.embed([words])[0]
    nearness = [_nearness(goal, framework.goals, subject, embedder) for goal in goals]
    order = np.argsort(nearness)[::-1]
    best = nearness[order[0]]
    ahead = best - nearness[order[1]] if len(order) > 1 else best
    return goals[order[0]] if best >= _NEAR and ahead >= _AHEAD else None


def _nearness(goal: Goal, goals: Sequence[Goal], subject: Vectors, embedder: Embedder) -> float:
    below = [f"{one.text}. {one.description}" for one in goals if one.parent == goal.id]
    said = [goal.description[start:end] for start, end in sentence_spans(goal.description)]
    whole = f"{goal.text}. {goal.description}"
    near = embedder.embed([whole, goal.text, *said, *below]) @ subject
    return float(np.sort(near[1:])[-_PARTS:].mean() + _OF_WHOLE * near[0])
