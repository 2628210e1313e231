"""Ranked passages -> the same, scraps of a few words lowered; pure.

A line of a title page or a slide is found by the headings in front of it: it says nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.language.search_terms import search_terms
from assistant.types import Passage

# With fewer terms than these a passage counts less, down to half with none.
_FEW = 6
_LEAST = 0.5


def weigh_fragments(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages, best first, after lowering those that hardly say anything."""
    weighed = [replace(one, score=one.score * _worth(one.chunk.text)) for one in passages]
    return sorted(weighed, key=lambda passage: -passage.score)


def _worth(text: str) -> float:
    # Long texts are not fragments, and their terms need not be made.
    if len(text) > 40 * _FEW:
        return 1.0
    return _LEAST + (1 - _LEAST) * min(1.0, len(search_terms(text)) / _FEW)
