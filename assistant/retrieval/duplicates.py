"""Ranked passages -> the same, each text once with all its places; pure.

Papers repeat each other: the same paragraph in a draft, a report and its appendix. Passages that
differ in a figure or a negation are never the same, however much else they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from assistant.language.quantities import figures
from assistant.types import Passage

_SAME_WORDS = 0.9
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


class _Read:
    """The words of a passage, and its figures once they are wanted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words = frozenset(_WORD.findall(text.lower()))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure in its normal form."""
        return figures(self._text)


def _is_same(one: _Read, other: _Read) -> bool:
    """Compare the words first: hardly any two passages get as far as their figures."""
    shared = len(one.words & other.words)
    if shared < _SAME_WORDS * (len(one.words) + len(other.words) - shared):
        return False
    denials = {word for word in one.words ^ other.words if _denies(word)}
    return not denials and one.figures == other.figures


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith(("n't", "n’t"))
