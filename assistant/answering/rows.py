"""A question that compares and the units found -> the rows that it asks for, if a table has them.

"The most", "the fewest", "the earliest": the row that has it, and those that share it. "Fewer than
the year before": the rows of which that is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.answering.asking import Asked
from assistant.answering.changes import asks_for_change, changed_rows
from assistant.answering.columns import (
    column_of,
    filled,
    of_what_is_asked,
    told_by,
    told_by_table,
    told_share,
)
from assistant.answering.evidence import Conclusion, Evidence, stems_of
from assistant.answering.pairs import asks_which_of_two, larger, paired_rows
from assistant.answering.tables import FEWEST_ROWS, Row, tables_near, without_totals
from assistant.language.names import is_named_in
from assistant.protocols import Library

Value = TypeVar("Value", float, str)
_MOST = re.compile(
    r"\b(?:most|largest|biggest|highest|greatest|longest|commonest|oldest|tallest|dearest)\b", re.I
)
_FEWEST = re.compile(
    r"\b(?:fewest|least|lowest|smallest|shortest|youngest|nearest|rarest|cheapest)\b", re.I
)
_LAST = re.compile(r"\b(?:latest|last|furthest off|farthest off)\b", re.I)
_WORST, _BEST = re.compile(r"\bworst\b", re.I), re.compile(r"\bbest\b", re.I)
# Of these it is bad to have many, of those few; of others a table does not say.
_BAD = stems_of(
    """crime offence emission unemployment smoke smoker obese obesity inactive poverty homeless
    complaint delay death accident injury debt deficit vacancy absence sickness offline wait waiting
    pollution illness loneliness eviction outage loss error overdue"""
)
_GOOD = stems_of(
    """build built attendance recycling recycled broadband gigabit employment satisfaction score
    coverage digital online active completion complete pass passed vaccinated attainment signed
    response planted restored retrofitted recovered savings"""
)
_FIRST = re.compile(r"\b(?:earliest|first|soonest|next)\b", re.I)
_BY_DATE = re.compile(
    r"\b(?:due|deadlines?|dates?|start\w*|finish\w*|complet\w+|end(?:s|ed)?|begin\w*|open\w*"
    r"|earliest|soonest|ready|deliver\w*)\b", re.I
)  # fmt: skip
_NAMED = re.compile(r"\b(?:which|what|whose)\b", re.I)
# "At most", "most of the", "the most recent" compare nothing that a table counts.
_NO_COMPARISON = re.compile(
    r"\b(?:at (?:the )?(?:most|least|highest|lowest)|most (?:of|recent|likely|important))\b", re.I
)  # fmt: skip
_SUPERLATIVE = re.compile(r"\b(?:most|least|\w+est)\s+\w+", re.I)
# So much of the question the table must tell, besides what compares and what is compared.
_TOLD, _SURELY_TOLD = 0.5, 0.75
# A table so far down is not what the question is about.
_AMONG_FIRST = 8
# More rows than these that share the place are no answer.
_MOST_SHARING = 6
_FEWEST_DATED = 2

Rule = Callable[[Asked, Sequence[Row]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class AskedRows:
    """The rows that are asked for, in the order to be told, and whether it is sure that they are.

    `conclusion` says what follows from them.
    """

    rows: Sequence[Evidence] = ()
    is_sure: bool = False
    conclusion: Conclusion | None = None


def asked_rows(asked: Asked, units: Sequence[Evidence], library: Library) -> AskedRows:
    """Return the rows that the question asks for by comparing them.

    `units` are ordered, best first. The table is read whole, also where only a part was found; of
    several the one whose title and headings tell most of the question, else the first.
    """
    rule = _rule(asked)
    if rule is None:
        return AskedRows()
    reach = _AMONG_FIRST if rule is _most_or_fewest else len(units)
    joined = rule in (changed_rows, paired_rows)
    tables = tables_near(units[:reach], units, library, joined=joined)
    found = [rows for table in tables if (rows := rule(asked, without_totals(table)))]
    told = [(told_share(asked, rows), rows) for rows in found]
    share, best = max(told, key=lambda entry: entry[0], default=(0.0, ()))
    if share < _TOLD:
        return AskedRows()
    is_named = all(is_named_in(name, told_by_table(best)) for name in asked.names)
    return AskedRows(
        [row.evidence for row in best],
        is_named and share >= _SURELY_TOLD,
        larger(asked, best) if rule is paired_rows else None,
    )


def _rule(asked: Asked) -> Rule | None:
    text = asked.text
    if asks_for_change(text):
        return changed_rows
    if asks_which_of_two(text):
        return paired_rows
    is_by_date = _BY_DATE.search(text) and _NAMED.search(text)
    if is_by_date and (_FIRST.search(text) or _LAST.search(text)):
        return _first_or_last
    if _NO_COMPARISON.search(text):
        return None
    compares = (_MOST, _FEWEST, _WORST, _BEST)
    return _most_or_fewest if any(one.search(text) for one in compares) else None


def _most_or_fewest(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    column = column_of(asked, rows)
    if column is None or len(rows) < FEWEST_ROWS or _is_a_head(asked.text, rows):
        return ()
    seeks_most = _seeks_most(asked.text, stems_of(column))
    if seeks_most is None:
        return ()
    return _sharing(rows, lambda row: row.numbers.get(column), is_last=seeks_most)


def _is_a_head(text: str, rows: Sequence[Row]) -> bool:
    """Say whether the table itself speaks of "the most deprived": then nothing is compared."""
    phrases = [match.group().lower() for match in _SUPERLATIVE.finditer(text)]
    told = " ".join(row.evidence.text.lower() for row in rows)
    return any(phrase in told for phrase in phrases)


def _seeks_most(text: str, measure: frozenset[str]) -> bool | None:
    """Say whether the row with the most is asked for; None when a table does not tell."""
    if not _WORST.search(text) and not _BEST.search(text):
        return _MOST.search(text) is not None
    is_bad, is_good = not measure.isdisjoint(_BAD), not measure.isdisjoint(_GOOD)
    return None if is_bad is is_good else is_bad is (_WORST.search(text) is not None)


def _first_or_last(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows with the earliest or the latest date in their column of dates."""
    rows = of_what_is_asked(asked, rows)
    heads = filled(rows, lambda row: row.days)
    if not heads or len(rows) < _FEWEST_DATED:
        return ()
    column = max(heads, key=lambda head: told_by(asked, head))
    return _sharing(rows, lambda row: row.days.get(column), is_last=not _FIRST.search(asked.text))


def _sharing(
    rows: Sequence[Row], value: Callable[[Row], Value | None], *, is_last: bool
) -> Sequence[Row]:
    """Return the rows that have the most, or the least; none when too many share it."""
    counted = [(told, row) for row in rows if (told := value(row)) is not None]
    if not counted:
        return ()
    every = [told for told, _ in counted]
    sought = max(every) if is_last else min(every)
    found = [row for told, row in counted if told == sought]
    return found if len(found) <= _MOST_SHARING else ()
