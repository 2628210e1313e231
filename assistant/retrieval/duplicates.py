"""Ranked passages -> the same, each text once with all its places; pure.

Papers repeat each other: the same paragraph in a draft, a report and its appendix. Passages that
differ in a figure or a negation are never the same, however much else they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.language.quantities import figures
from assistant.types import Passage

_SAME_WORDS = 0.9
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_DENIALS = frozenset({"not", "no", "never", "without", "nor", "cannot", "neither", "none"})


def fold_duplicates(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages without repeats; a repeat's places are kept by the first of its like."""
    kept: list[Passage] = []
    seen: list[frozenset[str]] = []
    for passage in passages:
        words = _words_of(passage.chunk.text)
        twin = next(
            (
                place
                for place, other in enumerate(kept)
                if _is_same(passage.chunk.text, other.chunk.text, words, seen[place])
            ),
            None,
        )
        if twin is None:
            kept.append(passage)
            seen.append(words)
        else:
            places = (*kept[twin].also, passage.chunk, *passage.also)
            kept[twin] = replace(kept[twin], also=places)
    return kept


def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _is_same(one: str, other: str, words: frozenset[str], other_words: frozenset[str]) -> bool:
    """Compare the words first: hardly any two passages get as far as their figures."""
    together = words | other_words
    if len(words & other_words) < _SAME_WORDS * len(together):
        return False
    denials = {word for word in words ^ other_words if _denies(word)}
    return not denials and figures(one) == figures(other)


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith(("n't", "n’t"))
