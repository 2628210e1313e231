"""A strategy's blocks -> its objectives: headings that number them, or a list called so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment.frameworks import locator_of
from assistant.alignment.goal_finding import goal_list, name_span
from assistant.alignment.library import Library
from assistant.alignment_types import Goal
from assistant.citing import CitationList
from assistant.types import Block, Document, Part

_NUMBERED = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:strategic\s+)?(?:objective|goal|aim|outcome|theme|action|priority"
    r"|pillar|mission|workstream)\s+(?P<id>\d+|[A-Z]|one|two|three|four|five|six|seven|eight|nine"
    r"|ten)\s*[:.–—-]\s*(?=\S)",
    re.I,
)
_CALLED = re.compile(
    r"\b(?:objectives|goals|aims|outcomes|themes|priorities|pillars|missions)\b[^.?!]{0,40}:?\s*$",
    re.I,
)
_NUMERALS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_NUMERALS |= {"seven": "7", "eight": "8", "nine": "9", "ten": "10"}


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective with what stands under it: headings of its sections, or its own list item."""

    goal: Goal
    headings: frozenset[str]
    span: tuple[int, int]

    def holds(self, section: Sequence[str], start: int) -> bool:
        """Say whether a statement stands under this objective."""
        inside = self.span[0] <= start < self.span[1]
        return inside or any(one in self.headings for one in section)


def objectives_of(index: Library, document: Document, part: Part | None) -> list[Objective]:
    """Return the objectives of a strategy in reading order, each with its citation."""
    text, blocks = index.canonical_text(document.id), index.blocks(document.id)
    start, end = (part.start, part.end) if part else (0, len(text))
    inside = [n for n, block in enumerate(blocks) if start <= block.start and block.end <= end]
    citations = CitationList()

    def made(objective_id: str, block: Block, name: tuple[int, int], *heads: str) -> Objective:
        number = citations.add(locator_of(document, block, *name, part), text)
        words = " ".join(text[slice(*name)].split())
        goal = Goal(objective_id, "objective", words, citation=citations.citations[number - 1])
        return Objective(goal, frozenset(heads), (block.start, block.end))

    headed = _headed(text, blocks, inside)
    if headed:
        return [
            made(
                key,
                blocks[some[0]],
                _name(text, blocks[some[0]]),
                *(_text(text, blocks[n]) for n in some),
            )
            for key, some in headed.items()
        ]
    items = _listed(text, blocks, inside)
    return [made(str(i), blocks[n], name_span(text, blocks[n])) for i, n in enumerate(items, 1)]


def _headed(text: str, blocks: Sequence[Block], inside: Sequence[int]) -> dict[str, list[int]]:
    """Return the headings that number objectives; the same number again is the same objective."""
    found: dict[str, list[int]] = {}
    for n in inside:
        match = _NUMBERED.match(_text(text, blocks[n])) if blocks[n].kind == "heading" else None
        if match:
            key = match["id"].lower()
            found.setdefault(_NUMERALS.get(key, key.upper()), []).append(n)
    return found if len(found) > 1 else {}


def _listed(text: str, blocks: Sequence[Block], inside: Sequence[int]) -> list[int]:
    items = goal_list(text, blocks, inside)
    if not items:
        return []
    first = blocks[items[0]]
    lead = _text(text, blocks[first.lead]) if first.lead is not None else ""
    heading = first.section[-1] if first.section else ""
    return items if _CALLED.search(lead) or _CALLED.search(heading) else []


def _name(text: str, block: Block) -> tuple[int, int]:
    words = _text(text, block)
    match = _NUMBERED.match(words)
    return block.start + (match.end() if match else 0), block.end


def _text(text: str, block: Block) -> str:
    return text[block.start : block.end]
