"""Passages -> the same, the very short ones weighed less; pure.

A heading-like scrap ("Strategic priority") is near every question on its subject and answers none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.types import Passage

_ENOUGH_WORDS = 25
_LEAST_WEIGHT = 0.7


def weigh_by_length(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages with scrap lowered, best first; equals stay in order."""
    weighed = [replace(one, score=one.score * _weight(one.chunk.text)) for one in passages]
    return sorted(weighed, key=lambda passage: -passage.score)


def _weight(text: str) -> float:
    share = min(1.0, len(text.split()) / _ENOUGH_WORDS)
    return _LEAST_WEIGHT + (1 - _LEAST_WEIGHT) * share
