"""A vision's blocks -> its ambitions and priorities, by structure: lists and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.terms import content_stems
from assistant.types import Block

_GOAL_WORD = (
    r"(?:ambition|goal|aim|mission|priorit(?:y|ie)|objective|outcome|pillar|theme|building block"
    r"|criteri(?:on|a)|commitment)"
)
_GOALS_LEAD = re.compile(rf"\b{_GOAL_WORD}s?\b", re.I)
_PRIORITIES = re.compile(r"\bpriorit(?:y|ies)\b|\bwe will\b|\bwhat we(?:'| wi)ll do\b", re.I)
_NUMERALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBERED = re.compile(
    rf"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?P<word>{_GOAL_WORD})\s+(?P<id>\d+|[A-Z]|{'|'.join(_NUMERALS)})"
    r"\s*[:.–—-]\s*(?=\S)",
    re.I,
)
_LIST_NUMBER = re.compile(r"^(?:\d+[.)]|[a-z][.)]|\([a-z0-9]+\)|[•*–-])\s+")
_NAMED = re.compile(r"^([A-Z][^.:!?]{2,60})[.:]\s+(?=\S)")
_SPLIT = re.compile(
    r"[;,]\s+(?:and\s+)?(?=[a-z]+ing\b)|(?<!ing)\s+(?:[–-]\s+)?and\s+(?=[a-z]+ing\b)"
)
_FEWEST, _MOST = 2, 30
_SAME = 0.55


@dataclass(frozen=True, slots=True)
class FoundGoal:
    """A goal with the spans of its name and of its description in the canonical text."""

    id: str
    level: str
    start: int
    end: int
    described: tuple[tuple[int, int], ...] = ()
    parent: str | None = None
    wordings: tuple[tuple[int, int], ...] = ()


def find_goals(text: str, blocks: Sequence[Block], start: int, end: int) -> list[FoundGoal]:
    """Return the ambitions and priorities of the vision that stands in `text[start:end]`."""
    inside = [n for n, block in enumerate(blocks) if start <= block.start and block.end <= end]
    headings = _goal_headings(text, blocks, inside)
    if headings:
        return _from_headings(text, blocks, inside, headings)
    items = goal_list(text, blocks, inside)
    return [_named(text, blocks[n], str(i), "ambition", None) for i, n in enumerate(items, 1)]


def goal_list(text: str, blocks: Sequence[Block], inside: Sequence[int]) -> list[int]:
    """Return the items of the first list that its lead or heading calls ambitions or goals."""
    groups: dict[int, list[int]] = {}
    for n in inside:
        group = blocks[n].group
        if blocks[n].kind == "list_item" and group is not None:
            groups.setdefault(group, []).append(n)
    for items in groups.values():
        first = blocks[items[0]]
        lead = (
            text[blocks[first.lead].start : blocks[first.lead].end]
            if first.lead is not None
            else ""
        )
        heading = first.section[-1] if first.section else ""
        is_called = _GOALS_LEAD.search(lead[-200:]) or _GOALS_LEAD.search(heading)
        if is_called and _FEWEST < len(items) <= _MOST:
            return items
    return []


def same_wording(one: str, other: str) -> bool:
    """Say whether two names are of the same goal: most of their meaning words are shared."""
    mine, theirs = set(content_stems(one)), set(content_stems(other))
    return bool(mine and theirs) and len(mine & theirs) / max(len(mine), len(theirs)) >= _SAME


def name_span(text: str, block: Block) -> tuple[int, int]:
    """Return the span of a goal's name in its heading or list item, without number and stops."""
    words = text[block.start : block.end]
    lead = _NUMBERED.match(words) or _LIST_NUMBER.match(words)
    begin = lead.end() if lead else 0
    stop = len(re.sub(r"[;,.:…]*(?:\s+and)?[;,.:…]*\s*$", "", words))
    return block.start + begin, block.start + max(stop, begin + 1)


def _goal_headings(text: str, blocks: Sequence[Block], inside: Sequence[int]) -> list[int]:
    """Return the headings that are goals: numbered as such, or children of "Our ambitions"."""
    headings = [n for n in inside if blocks[n].kind == "heading"]
    numbered = _numbered(text, blocks, headings)
    if len(numbered) >= _FEWEST:
        return numbered
    listed = [text[slice(*name_span(text, blocks[n]))] for n in goal_list(text, blocks, inside)]
    named = [
        n for n in headings if any(same_wording(_text(text, blocks[n]), one) for one in listed)
    ]
    if len(named) >= _FEWEST:
        return named
    children: dict[tuple[str, ...], list[int]] = {}
    for n in headings:
        section = blocks[n].section
        if (
            section
            and _GOALS_LEAD.search(section[-1])
            and not _PRIORITIES.search(_text(text, blocks[n]))
        ):
            children.setdefault(section, []).append(n)
    families = [some for some in children.values() if _FEWEST <= len(some) <= _MOST]
    return max(families, key=len, default=[])


def _numbered(text: str, blocks: Sequence[Block], headings: Sequence[int]) -> list[int]:
    """Return the headings that number goals by the word of the first: "Ambition 1: ...".

    A number that stands twice, in a list of contents and over its page, counts where most follows.
    """
    found = [(n, match) for n in headings if (match := _NUMBERED.match(_text(text, blocks[n])))]
    by_id: dict[str, list[int]] = {}
    for n, match in found:
        if match["word"].lower() == found[0][1]["word"].lower():
            by_id.setdefault(_id_of(match), []).append(n)
    return sorted(max(some, key=lambda n: _follows(text, blocks, n)) for some in by_id.values())


def _follows(text: str, blocks: Sequence[Block], n: int) -> int:
    path = (*blocks[n].section, _text(text, blocks[n]))
    return sum(_is_under(blocks, m, path) for m in range(n + 1, len(blocks)))


def _id_of(match: re.Match[str]) -> str:
    said = match["id"].lower()
    return str(_NUMERALS.index(said) + 1) if said in _NUMERALS else said.upper()


def _from_headings(
    text: str, blocks: Sequence[Block], inside: Sequence[int], headings: Sequence[int]
) -> list[FoundGoal]:
    found: list[FoundGoal] = []
    listed = goal_list(text, blocks, inside)
    for number, n in enumerate(headings, 1):
        path = (*blocks[n].section, _text(text, blocks[n]))
        under = [m for m in inside if m > n and _is_under(blocks, m, path)]
        match = _NUMBERED.match(_text(text, blocks[n]))
        goal_id = _id_of(match) if match else str(number)
        begin, stop = name_span(text, blocks[n])
        body = [
            m
            for m in under
            if blocks[m].kind == "paragraph" and len(blocks[m].section) == len(path)
        ]
        wordings = [
            name_span(text, blocks[m])
            for m in listed
            if same_wording(text[slice(*name_span(text, blocks[m]))], text[begin:stop])
            and text[slice(*name_span(text, blocks[m]))] != text[begin:stop]
        ]
        described = tuple((blocks[m].start, blocks[m].end) for m in body)
        found.append(FoundGoal(goal_id, "ambition", begin, stop, described, None, tuple(wordings)))
        found += _priorities(text, blocks, under, goal_id)
    return found


def _is_under(blocks: Sequence[Block], m: int, path: tuple[str, ...]) -> bool:
    return blocks[m].section[: len(path)] == path


def _priorities(
    text: str, blocks: Sequence[Block], under: Sequence[int], parent: str
) -> list[FoundGoal]:
    """Return the list items, or the pieces of the sentence, under a heading of priorities."""
    heads = [m for m in under if blocks[m].kind == "heading"]
    numbered = [m for m in heads if _NUMBERED.match(_text(text, blocks[m]))]
    if numbered:
        spans = [name_span(text, blocks[m]) for m in numbered]
        return [
            FoundGoal(f"{parent}.{i}", "priority", a, b, (), parent)
            for i, (a, b) in enumerate(spans, 1)
        ]
    mine = [m for m in under if blocks[m].section and _PRIORITIES.search(blocks[m].section[-1])]
    items = [m for m in mine if blocks[m].kind == "list_item"]
    if items:
        return [
            _named(text, blocks[m], f"{parent}.{i}", "priority", parent)
            for i, m in enumerate(items, 1)
        ]
    spans = [
        span for m in mine if blocks[m].kind == "paragraph" for span in _pieces(text, blocks[m])
    ]
    return [
        FoundGoal(f"{parent}.{i}", "priority", start, end, (), parent)
        for i, (start, end) in enumerate(spans, 1)
    ]


def _pieces(text: str, block: Block) -> list[tuple[int, int]]:
    """Split "Tackling congestion, securing investment and delivering broadband." into its parts."""
    begin, stop = name_span(text, block)
    pieces: list[tuple[int, int]] = []
    for match in _SPLIT.finditer(text, begin, stop):
        pieces.append((begin, match.start()))
        begin = match.end()
    return [*pieces, (begin, stop)]


def _named(text: str, block: Block, goal_id: str, level: str, parent: str | None) -> FoundGoal:
    """Return a list item as a goal: "Close the gap. Cut the ..." has a name and a text."""
    begin, stop = name_span(text, block)
    name = _NAMED.match(text[begin:stop])
    if name:
        described = ((begin + name.end(), block.end),)
        return FoundGoal(goal_id, level, begin, begin + name.end(1), described, parent)
    return FoundGoal(goal_id, level, begin, stop, (), parent)


def _text(text: str, block: Block) -> str:
    return text[block.start : block.end]
