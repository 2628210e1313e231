"""A question for which of two and a table -> the two rows, the one it asks for first.

"Are there more probate or divorce applications? Give both figures."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.asking import Asked
from assistant.answering.columns import COMPARING, column_of, is_one_order
from assistant.answering.evidence import Conclusion
from assistant.answering.tables import Row
from assistant.language.quantities import years
from assistant.language.terms import content_stems
from assistant.language.wanted import LIGHT

_MORE = (
    r"more|larger|bigger|higher|greater|longer|older|dearer|commoner|most|largest|biggest|highest"
)
_LESS = r"fewer|less|lower|smaller|shorter|younger|cheaper|rarer|fewest|least|smallest|lowest"
_WHICH_OF_TWO = re.compile(
    rf"\b(?:{_MORE}|{_LESS}|which (?:of|is)|both (?:figures|numbers|amounts|sums))\b", re.I
)
_IS_LESS = re.compile(rf"\b(?:{_LESS})\b", re.I)
# "More or fewer", "fallen or risen": these are no two things.
_DIRECTIONS = re.compile(rf"\b(?:{_MORE}|{_LESS}|\w+er) or (?:{_MORE}|{_LESS}|\w+er|not)\b", re.I)
_EITHER = re.compile(
    r"(?P<one>[^.?!:;]+?),? or (?:of |on |by |for |in |to )?(?P<other>[^.?!;]+)", re.I
)
# Of a row's label, so much the question must name.
_NAMED = 0.5


def asks_which_of_two(text: str) -> bool:
    """Say whether the question sets one thing against another by how much there is of each."""
    is_asked = _WHICH_OF_TWO.search(text) is not None and _EITHER.search(text) is not None
    return is_asked and not _DIRECTIONS.search(text)


def paired_rows(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the two rows that the question names, the one with more (or fewer) first."""
    match = _EITHER.search(asked.text)
    if match is None:
        return ()
    one, other = (frozenset(content_stems(side)) - COMPARING - LIGHT for side in match.groups())
    pair = [_named(rows, one, other), _named(rows, other, one)]
    found = [row for row in pair if row is not None]
    if len(found) < len(pair) or found[0] is found[1]:
        return ()
    column = _shared_column(asked, found)
    if column is None:
        return found
    is_less = _IS_LESS.search(asked.text) is not None
    return sorted(found, key=lambda row: row.numbers[column], reverse=not is_less)


def larger(asked: Asked, pair: Sequence[Row]) -> Conclusion | None:
    """Return which of the two has more, in a sentence; None when no column counts both."""
    column = _shared_column(asked, pair)
    if column is None:
        return None
    first, second = (row.numbers[column] for row in pair)
    if first == second:
        return Conclusion("The two figures are the same.", len(pair))
    size = "larger" if first > second else "smaller"
    return Conclusion(f"The {size} figure is that of {pair[0].label}.", len(pair))


def _named(rows: Sequence[Row], own: frozenset[str], other: frozenset[str]) -> Row | None:
    """Return the row whose label one side of the question names, and by a word that is only its."""
    told = []
    for row in rows:
        label = frozenset(content_stems(row.label))
        apart = label & (own - other)
        share = len(label & (own | other)) / len(label) if label else 0.0
        if apart and row.numbers and share >= _NAMED:
            told.append((len(apart), share, row))
    return max(told, key=lambda entry: entry[:2])[2] if told else None


def _shared_column(asked: Asked, pair: Sequence[Row]) -> str | None:
    """Return the column that is compared: the one asked for, else the last when all say the same.

    Two that differ by one measure this way and by another that way are not set against each other.
    """
    shared = [head for head in pair[0].numbers if head in pair[1].numbers]
    asked_for = column_of(asked, pair)
    if asked_for in shared:
        return asked_for
    agree = all(years(head) for head in shared) or is_one_order(pair, shared)
    return shared[-1] if shared and agree else None
