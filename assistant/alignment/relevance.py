"""Statements and goals -> how near each statement is to each goal, and which goals it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.alignment.words import inverse_frequency, printed_words, rarity, sentences
from assistant.alignment_types import Framework, Goal
from assistant.language.terms import Word, content_stems, words
from assistant.protocols import Embedder, Vectors

# "working towards impacts such as more empowered communities, and ...": a list of what is hoped
# for is judged item by item, since one vector of all says little of each.
_HOPED_FOR = re.compile(
    r"\b(?:impacts?|outcomes?|benefits?|improvements?|goals|aims|things)\s+"
    r"(?:such as|like|including)\s+(?P<list>.+)$",
    re.I,
)
_BETWEEN_ITEMS = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
Nearness = npt.NDArray[np.float64]
_CONTRAST, _LEXICAL = 0.5, 0.25
_NAME_WORDS = 2
# This share of the words makes a heading row of a table the name of a goal.
_LABEL = 0.7


def hoped_for(text: str) -> list[str]:
    """Return the items of a list of outcomes, when the sentence gives one."""
    found = _HOPED_FOR.search(text)
    items = _BETWEEN_ITEMS.split(found["list"].rstrip(" .")) if found else []
    return [item for item in items if len(item.split()) >= _NAME_WORDS]


class GoalRelevance:
    """The goals of one level of a framework, with the words and sentences of their children."""

    def __init__(self, framework: Framework, goals: Sequence[Goal], embedder: Embedder) -> None:
        self.goals = tuple(goals)
        texts = [_texts(goal, framework) for goal in goals]
        vectors = embedder.embed([one for some in texts for one in some])
        bounds = np.cumsum([0, *(len(some) for some in texts)])
        self._vectors = [vectors[a:b] for a, b in pairwise(bounds)]
        everywhere = set(content_stems(framework.title))
        self._words = [set(printed_words(" ".join(some))) - everywhere for some in texts]
        self._weights = inverse_frequency([list(some) for some in self._words])
        self._names = [_names(goal, framework) for goal in goals]
        self._labels = [[_joined(one) for one in _named_by(goal, framework)] for goal in goals]

    def nearness(self, texts: Sequence[str], vectors: Vectors) -> Nearness:
        """Return one row per statement, one column per goal."""
        closest = np.stack([(vectors @ some.T).max(axis=1) for some in self._vectors], axis=1)
        contrast = closest - closest.mean(axis=1, keepdims=True)
        if not texts:
            return np.empty((0, len(self.goals)))
        lexical = np.array([self._lexical(text) for text in texts])
        return np.asarray(closest + _CONTRAST * contrast + _LEXICAL * lexical, dtype=np.float64)

    def named(self, text: str, section: Sequence[str]) -> list[bool]:
        """Say for each goal whether the text or a heading above it names it."""
        places = [[w for w in words(one) if w.is_content] for one in (text, *section)]
        return [
            _says_number(text, goal)
            or any(_stands_in(run, place) for run in names for place in places)
            for goal, names in zip(self.goals, self._names, strict=True)
        ]

    def named_in_text(self, text: str) -> list[bool]:
        """Say for each goal whether the words themselves name it."""
        return self.named(text, ())

    def labels(self, text: str) -> list[bool]:
        """Say for each goal whether the text is no more than its name, as a heading in a table."""
        mine = _joined(text)
        return [any(_same_words(mine, one) for one in labels) for labels in self._labels]

    def _lexical(self, text: str) -> list[float]:
        mine = set(printed_words(text))
        hits = [sum(self._weights[s] * rarity(s) for s in mine & theirs) for theirs in self._words]
        return [1 - float(np.exp(-hit / 3)) for hit in hits]


def _texts(goal: Goal, framework: Framework) -> list[str]:
    children = [one for one in framework.goals if one.parent == goal.id]
    own = [goal.text, *(sentences(goal.description) if goal.description else [])]
    return own + [f"{child.text}. {child.description}".strip(" .") for child in children]


def _names(goal: Goal, framework: Framework) -> tuple[tuple[str, ...], ...]:
    """Return what names a goal, as runs of stems: its text, other wordings, its priorities."""
    runs = [tuple(content_stems(text)) for text in _named_by(goal, framework)]
    return tuple(run for run in runs if len(run) >= _NAME_WORDS)


def _named_by(goal: Goal, framework: Framework) -> list[str]:
    children = [one.text for one in framework.goals if one.parent == goal.id]
    return [goal.text, *(one.quote for one in goal.wordings), *children]


def _joined(text: str) -> set[str]:
    """Return the stems of a name, "super-fast" and "superfast" alike."""
    return set(content_stems(re.sub(r"(?<=\w)-(?=\w)", "", text)))


def _same_words(mine: set[str], theirs: set[str]) -> bool:
    if min(len(mine), len(theirs)) < _NAME_WORDS:
        return False
    return len(mine & theirs) / max(len(mine), len(theirs)) >= _LABEL


def _says_number(text: str, goal: Goal) -> bool:
    """Say whether the text names the goal by level and number, not with a wrong name."""
    # "Ambition A" names one; "our ambition a year ago" names none.
    pattern = rf"\b{re.escape(goal.level)}s?\s+(?-i:{re.escape(goal.id)})\b(?![.,]\d)"
    found = re.search(pattern + r"(?:[,:]\s+(\w+(?:\s\w+)?))?", text, re.I)
    if found is None:
        return False
    name = found.group(1)
    is_name = name is not None and name[0].isupper()
    return not is_name or bool(set(content_stems(name)) & set(content_stems(goal.text)))


def _stands_in(run: tuple[str, ...], place: Sequence[Word]) -> bool:
    """Say whether the words stand in this order; a name of two words must be written as a name."""
    length = len(run)
    for start in range(len(place) - length + 1):
        here = place[start : start + length]
        if here[0].stem == run[0] and tuple(word.stem for word in here) == run:
            return length > _NAME_WORDS or here[0].is_capital
    return False
