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
# A subject is not called a goal by the asker, so it must come nearer.
_NEAR_AT_ALL, _NEAR_BELOW = 0.445, 0.5
# From here on a subject is plainly that of the goal, and what is done for the goal is done for it.
_PLAIN = 0.55
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


def goals_meant(words: str, framework: Framework, embedder: Embedder) -> list[Goal]:
    """Return the goals that a subject belongs to, at any level: none, one, or two that share it.

    A priority stands for the ambition above it; one under another ambition stands beside it.
    """
    subject = embedder.embed([words])[0]
    tops = [goal for goal in framework.goals if goal.parent is None]
    below = [goal for goal in framework.goals if goal.parent is not None]
    found = [
        _nearest(tops, _NEAR_AT_ALL, framework, subject, embedder),
        _nearest(below, _NEAR_BELOW, framework, subject, embedder),
    ]
    above, part = found
    if above is not None and part is not None and part.parent == above.id:
        return [part]
    return [goal for goal in found if goal is not None]


def is_plain(words: str, goal: Goal, framework: Framework, embedder: Embedder) -> bool:
    """Say whether a subject is plainly that of the goal, not only nearer to it than to others."""
    subject = embedder.embed([words])[0]
    return _nearness(goal, framework.goals, subject, embedder) >= _PLAIN


def with_unrelated(goals: Sequence[Goal], others: Sequence[Goal], *, are_plain: bool) -> list[Goal]:
    """Return the goals, and of the others those that stand neither above nor below one of them.

    `others` have the nearest first. Goals found in two ways that agree on none of them are guesses:
    the plain ones hold alone, and where none is plain the others do, which what the documents say
    of the goals has shown near. Where plain ones and the nearest agree, these hold alone.
    """
    agree = _families(goals) & _families(others)
    if not goals or not (are_plain or agree or not others):
        return list(others)
    is_nearest = bool(_families(goals) & _families(others[:1]))
    if not agree or (are_plain and is_nearest):
        return list(goals)
    family = {one.id for one in goals} | {one.parent for one in goals if one.parent}
    beside = [one for one in others if one.id not in family and one.parent not in family]
    return [*goals, *beside]


def _families(goals: Sequence[Goal]) -> set[str]:
    return {one.parent or one.id for one in goals}


def _nearest(
    goals: Sequence[Goal],
    least: float,
    framework: Framework,
    subject: Vectors,
    embedder: Embedder,
) -> Goal | None:
    nearness = [_nearness(goal, framework.goals, subject, embedder) for goal in goals]
    best = int(np.argmax(nearness)) if nearness else 0
    return goals[best] if nearness and nearness[best] >= least else None


def _nearness(goal: Goal, goals: Sequence[Goal], subject: Vectors, embedder: Embedder) -> float:
    below = [f"{one.text}. {one.description}" for one in goals if one.parent == goal.id]
    said = [goal.description[start:end] for start, end in sentence_spans(goal.description)]
    whole = f"{goal.text}. {goal.description}"
    near = embedder.embed([whole, goal.text, *said, *below]) @ subject
    return float(np.sort(near[1:])[-_PARTS:].mean() + _OF_WHOLE * near[0])
