"""Ranked passages -> the same, scraps of a few words lowered; pure.

A line of a title page or a slide is found by the headings in front of it: it says nothing itself.
Unless it is what was asked for: a date, a signature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.language.search_terms import search_terms
from assistant.types import Passage

# With fewer terms than these a passage counts less, down to half with none.
_FEW = 6
_LEAST = 0.5


def weigh_fragments(
    passages: Iterable[Passage], *, answers: Callable[[str], bool] | None = None
) -> list[Passage]:
    """Return the passages, best first, after lowering those that hardly say anything.

    `answers` tells of a short text whether it may be the answer all the same.
    """
    weighed = [replace(one, score=one.score * _worth(one.chunk.text, answers)) for one in passages]
    return sorted(weighed, key=lambda passage: -passage.score)


def _worth(text: str, answers: Callable[[str], bool] | None) -> float:
    # Long texts are not fragments, and their terms need not be made.
    if len(text) > 40 * _FEW or (answers is not None and answers(text)):
        return 1.0
    return _LEAST + (1 - _LEAST) * min(1.0, len(search_terms(text)) / _FEW)
