"""A question how far something has come and the units -> the latest report of it, then its target.

"How many volunteers are there now?" is not answered by how many there are to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer_types import holds_answer
from assistant.answering.asking import Asked
from assistant.answering.changes import in_time_order
from assistant.answering.counts import LOOSE
from assistant.answering.evidence import Conclusion, Evidence
from assistant.answering.scope import is_a_plan
from assistant.answering.tables import row_of
from assistant.language.kin import roots
from assistant.language.quantities import years
from assistant.language.terms import stem
from assistant.language.wanted import LIGHT
from assistant.protocols import Library

_SO_FAR = re.compile(
    r"\b(?:so far|to date|now|currently|at present|at the moment|today|by now|already|yet|still"
    r"|(?:has|have) (?:\w+ ){0,8}?(?:been|got|come|become|begun|taken|made|paid|\w{3,}ed)"
    r"|how far (?:has|have|is|are))\b", re.I
)  # fmt: skip
_TO_COME = re.compile(
    r"\b(?:will|shall|should|target\w*|goal|aim\w*|plan\w*|meant|due|expected|must|supposed"
    r"|promis\w+|needs?|needed|wants?|by (?:19|20)\d\d)\b", re.I
)  # fmt: skip
_TYPES = frozenset(("count", "share", "amount", "money", "distance"))
_TARGET = re.compile(r"\b(?:targets?|goals?|aims?|planned|forecast|ambition)\b", re.I)
# Words of the time that is asked for, told by no measure.
_NOW = frozenset(map(stem, ("now", "today", "far", "date", "current", "currently", "still", "yet")))
_LOOKED_AT = 12
# Of the question's words, a unit of the same measure tells nearly as many as the best.
_MOST_TOLD = 0.6
_FIRST_DAY = "0000"


@dataclass(frozen=True, slots=True)
class Progress:
    """The latest report, what it is to come to, and what the latest figure of a row is."""

    units: Sequence[Evidence] = ()
    conclusion: Conclusion | None = None


def progress_of(asked: Asked, units: Sequence[Evidence], library: Library) -> Progress:
    """Return the newest unit that reports the measure asked for, and the target behind it.

    `units` are ordered, best first. Nothing when the best reports already, or none does.
    """
    if not _asks_how_far(asked):
        return Progress()
    near = [one for one in units[:_LOOKED_AT] if holds_answer(asked, one) >= LOOSE]
    shares = {id(one): _share_told(asked, one) for one in near}
    reported = [one for one in near if not is_target(one)]
    most = max((shares[id(one)] for one in reported), default=0.0)
    same = [one for one in near if shares[id(one)] >= max(most, _MOST_TOLD)]
    reports = [one for one in same if one in reported]
    if not reports:
        return Progress()
    newest = max(reports, key=lambda one: (one.context.date or _FIRST_DAY, -units.index(one)))
    targets = [
        one
        for one in same
        if one not in reported
        and one.context.date <= newest.context.date
        and library.document(one.passage.chunk.document_id).status != "superseded"
        and _share_named(asked, one) >= _MOST_TOLD
    ]
    return Progress([newest, *targets[:1]], _latest(newest))


def _asks_how_far(asked: Asked) -> bool:
    text = asked.text
    is_typed = asked.wanted in _TYPES and not asked.years
    return is_typed and _SO_FAR.search(text) is not None and not _TO_COME.search(text)


def _share_told(asked: Asked, one: Evidence) -> float:
    told = one.stems | one.near_stems | one.context.section_stems
    there = roots(told)
    sought = [word for word in asked.stems if word not in LIGHT | _NOW]
    held = [word for word in sought if word in told or asked.kin_of(word) & there]
    return len(held) / len(sought) if sought else 0.0


def _share_named(asked: Asked, one: Evidence) -> float:
    """Return the share of the question's words that stand in the unit or its lead themselves."""
    sought = [word for word in asked.stems if word not in LIGHT | _NOW]
    held = [word for word in sought if word in one.stems | one.near_stems]
    return len(held) / len(sought) if sought else 0.0


def is_target(one: Evidence) -> bool:
    """Say whether the unit tells what is to come: a row by its heads, a sentence by its verbs."""
    if one.block.kind != "table_row":
        return is_a_plan(one.text)
    heads = row_of(one).numbers
    year = one.context.date[:4]
    is_later = bool(year) and any(it > year for head in heads for it in years(head))
    return is_later or any(_TARGET.search(head) for head in heads)


def _latest(one: Evidence) -> Conclusion | None:
    """Return what the last column of a row says; None when it is no row of several times."""
    if one.block.kind != "table_row":
        return None
    row = row_of(one)
    heads = in_time_order([head for head in row.numbers if years(head)])
    if len(heads) < 2:
        return None
    return Conclusion(f"The latest figure is {row.cells[heads[-1]]} ({heads[-1]}).", 1)
