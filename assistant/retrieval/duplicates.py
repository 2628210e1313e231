"""Ranked passages -> the same, each text once with all its places; pure.

Papers repeat each other: the same paragraph in a draft, a report and its appendix. Passages that
differ in a figure or a negation are never the same, however much else they share; but for the
numbers that count paragraphs and notes. What was cut elsewhere and brings little is only lowered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from assistant.language.quantities import figures
from assistant.types import Passage

_SAME_WORDS = 0.9
# A passage of which a better one has so many pairs of neighbouring words counts so much.
_REPEATED_PAIRS = 0.7
_OF_REPEATED = 0.5
# How paragraphs are numbered, and the marks of notes: "17. Connecting staff [3]".
_NUMBERING = re.compile(r"^[\s•–-]*\d{1,3}[.)]\s|\[\s*\d{1,3}\s*\]", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_DENIALS = frozenset({"not", "no", "never", "without", "nor", "cannot", "neither", "none"})


def fold_duplicates(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages without repeats; a repeat's places are kept by the first of its like."""
    kept: list[Passage] = []
    seen: list[_Read] = []
    for passage in passages:
        read = _Read(passage.chunk.text)
        twin = next((place for place, other in enumerate(seen) if _is_same(read, other)), None)
        if twin is None:
            kept.append(passage)
            seen.append(read)
        else:
            places = (*kept[twin].also, passage.chunk, *passage.also)
            kept[twin] = replace(kept[twin], also=places)
    return kept


def lower_repeats(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages, best first, after lowering those that a better one tells already."""
    weighed: list[Passage] = []
    better: list[_Read] = []
    for passage in passages:
        read = _Read(passage.chunk.text)
        if any(_is_told(read, other) for other in better):
            weighed.append(replace(passage, score=_OF_REPEATED * passage.score))
        else:
            weighed.append(passage)
            better.append(read)
    return sorted(weighed, key=lambda passage: -passage.score)


class _Read:
    """The words of a passage, and its figures once they are wanted."""

    def __init__(self, text: str) -> None:
        self._text = _NUMBERING.sub(" ", text)
        self._in_order = _WORD.findall(self._text.lower())
        self.words = frozenset(self._in_order)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Each two neighbouring words: what is said, and not only of what."""
        return frozenset(pairwise(self._in_order))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure in its normal form."""
        return figures(self._text)

    @cached_property
    def denied(self) -> frozenset[tuple[str, str]]:
        """Every denial with the word behind it."""
        return frozenset(pair for pair in self.pairs if _denies(pair[0]))


def _is_same(one: _Read, other: _Read) -> bool:
    """Compare the words first: hardly any two passages get as far as their figures."""
    shared = len(one.words & other.words)
    if shared < _SAME_WORDS * (len(one.words) + len(other.words) - shared):
        return False
    denials = {word for word in one.words ^ other.words if _denies(word)}
    return not denials and one.figures == other.figures


def _is_told(one: _Read, other: _Read) -> bool:
    """Say whether `other` says most of `one`, with all its figures, and denies the same of it."""
    if len(one.pairs & other.pairs) < max(1, _REPEATED_PAIRS * len(one.pairs)):
        return False
    turned = {pair for pair in one.denied ^ other.denied if pair[1] in one.words}
    return not turned and one.figures <= other.figures


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith(("n't", "n’t"))
