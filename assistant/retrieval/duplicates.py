"""Ranked passages -> the same, each text once with all its places; pure.

Papers repeat each other: the same paragraph in a draft, a report and its appendix. Passages that
differ in a figure or a negation are never the same, however much else they share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.language.quantities import figures
from assistant.language.terms import folded, words
from assistant.types import Passage

_SAME_WORDS = 0.9
_DENIALS = frozenset({"not", "no", "never", "without", "nor", "cannot", "neither", "none"})


@dataclass(frozen=True, slots=True)
class _Print:
    """What two passages are compared by."""

    words: frozenset[str]
    figures: frozenset[str]
    denials: frozenset[str]


def fold_duplicates(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages without repeats; a repeat's places are kept by the first of its like."""
    kept: list[Passage] = []
    prints: list[_Print] = []
    for passage in passages:
        print_ = _print_of(passage.chunk.text)
        twin = next((n for n, other in enumerate(prints) if _is_same(print_, other)), None)
        if twin is None:
            kept.append(passage)
            prints.append(print_)
        else:
            places = (*kept[twin].also, passage.chunk, *passage.also)
            kept[twin] = replace(kept[twin], also=places)
    return kept


def _print_of(text: str) -> _Print:
    plain = [folded(word.text) for word in words(text)]
    denials = frozenset(word for word in plain if word in _DENIALS or word.endswith(("n't", "n’t")))
    return _Print(frozenset(plain), figures(text), denials)


def _is_same(one: _Print, other: _Print) -> bool:
    shared, together = len(one.words & other.words), len(one.words | other.words)
    return (
        together > 0
        and shared >= _SAME_WORDS * together
        and one.figures == other.figures
        and one.denials == other.denials
    )
