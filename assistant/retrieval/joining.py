"""Ranked passages -> the same, neighbours of one section joined where both were found.

Two halves of a section that both fit a question are one passage to a reader, and the places that
they leave free are taken by others. A joined chunk's id is the ids of its parts with "+" between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.protocols import TokenCounter
from assistant.types import Chunk, Passage

MOST_TOKENS = 250
# Text of this length hardly ever fits, so it is not counted: counting is what joining costs.
_MOST_CHARACTERS = 1_500
JOINT = "+"

CanonicalText = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins neighbours up to `MOST_TOKENS`; needs the texts that chunks were cut from."""

    canonical_text: CanonicalText
    tokens: TokenCounter

    def join(self, passages: Sequence[Passage]) -> list[Passage]:
        """Return the passages best first; each takes in neighbours found further down."""
        waiting = list(passages)
        joined: list[Passage] = []
        while waiting:
            joined.append(self._with_neighbours(waiting.pop(0), waiting))
        return joined

    def _with_neighbours(self, passage: Passage, waiting: list[Passage]) -> Passage:
        """Take neighbours out of `waiting`, the better first, as long as they fit."""
        place = 0
        while place < len(waiting):
            together = self._together(passage.chunk, waiting[place].chunk)
            if together is None:
                place += 1
                continue
            other = waiting.pop(place)
            passage = replace(passage, chunk=together, also=(*passage.also, *other.also))
            place = 0
        return passage

    def _together(self, one: Chunk, other: Chunk) -> Chunk | None:
        first, second = (one, other) if one.start < other.start else (other, one)
        if not _may_touch(first, second):
            return None
        text = self.canonical_text(first.document_id)
        if text[first.end : second.start].strip():
            return None
        words = text[first.start : second.end]
        if len(words) > _MOST_CHARACTERS or self.tokens.count(words) > MOST_TOKENS:
            return None
        return replace(
            first,
            id=f"{first.id}{JOINT}{second.id}",
            end=second.end,
            text=words,
            blocks=(first.blocks[0], second.blocks[1]),
        )


def _may_touch(first: Chunk, second: Chunk) -> bool:
    return (
        first.document_id == second.document_id
        and first.group == second.group
        and first.section == second.section
        and first.end <= second.start
    )
