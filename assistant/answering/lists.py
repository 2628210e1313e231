"""A question for a list and the units found -> the line that introduces that list, if one does.

The line says what the list is of, and the items are the answer: "The five aims are:". Scored by
itself such a line says nothing, and an item does not say what it is one of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.asking import Asked, AskedKind
from assistant.answering.evidence import Evidence
from assistant.answering.quoting import quote_list
from assistant.language.kin import roots
from assistant.language.quantities import figures
from assistant.language.terms import stem
from assistant.protocols import Library

_KINDS: frozenset[AskedKind] = frozenset(("list", "which", "what", "definition"))
_PLURAL = re.compile(
    r"\b(?:what|which|list|name)\b(?:\W+[\w'’]+){0,5}?\W+(\w+[^\Ws])s\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\b(?:what|which|name|list)\b(?: are| were)?(?: the| its| their| our)? (\w+)", re.IGNORECASE
)
_SOME = re.compile(r"\bwhich (?!of\b|are\b|were\b|the\b|its\b|their\b|our\b)\w+", re.IGNORECASE)
# Of the question's words, by their weight: so much the line and its headings must tell.
_TOLD, _TOLD_WITH_COUNT = 0.6, 0.4
_FEWEST = 2


def asked_list(
    asked: Asked, units: Sequence[Evidence], weights: Mapping[str, float], library: Library
) -> Evidence | None:
    """Return the line whose list is asked for: it tells the question's words best."""
    plural = _PLURAL.search(asked.text)
    if asked.kind not in _KINDS or plural is None:
        return None
    noun = stem(f"{plural[1]}s")
    told = [
        (share, -one.context.rank, one)
        for one in units
        if one.text.rstrip().endswith(":")
        and (share := _share_told(asked, noun, one, weights, library)) is not None
    ]
    return max(told, key=lambda entry: entry[:2])[2] if told else None


def is_of_another_number(asked: Asked, one: Evidence, library: Library) -> bool:
    """Say whether the question asks for "the six aims" and the unit is of a list of seven."""
    sought = _count_asked(asked)
    # "Which two members" are two of them, not a list of two.
    if (
        sought is None
        or _SOME.search(asked.text)
        or one.block.kind != "list_item"
        or not _PLURAL.search(asked.text)
    ):
        return False
    quote = quote_list(one, library)
    if quote is None:
        return False
    blocks = library.blocks(one.passage.chunk.document_id)[quote.blocks[0] : quote.blocks[1]]
    return sum(block.kind == "list_item" for block in blocks) != sought


def _share_told(
    asked: Asked, noun: str, line: Evidence, weights: Mapping[str, float], library: Library
) -> float | None:
    """Return how much of the question the line tells; None when the list is another."""
    quote = quote_list(line, library)
    if quote is None or quote.blocks[0] != line.unit.block:
        return None
    items = quote.blocks[1] - quote.blocks[0] - 1
    sought = _count_asked(asked)
    if items < _FEWEST or (sought is not None and sought != items):
        return None
    there = line.stems | line.context.section_stems
    kin = roots(line.stems)
    is_told = noun in line.stems or bool(asked.kin_of(noun) & kin)
    if not is_told and sought is None:
        return None
    total = sum(weights[one] for one in asked.stems) or 1.0
    share = (
        sum(weights[one] for one in asked.stems if one in there or asked.kin_of(one) & kin) / total
    )
    return share if share >= (_TOLD if sought is None else _TOLD_WITH_COUNT) else None


def _count_asked(asked: Asked) -> int | None:
    """Return how many the question says there are: "What are the five aims ..."."""
    match = _NUMBERED.search(asked.text)
    found = figures(match[1]) if match else frozenset()
    return int(next(iter(found))) if len(found) == 1 and next(iter(found)).isdigit() else None
