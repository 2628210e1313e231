"""A question and the rows of a table -> the column asked for, and how much the table tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answering.asking import Asked
from assistant.answering.evidence import stems_of
from assistant.answering.tables import Row, is_total
from assistant.language.dates import MONTHS, full_months, in_words
from assistant.language.kin import roots
from assistant.language.quantities import years
from assistant.language.terms import Word
from assistant.language.wanted import LIGHT

COMPARING = stems_of(
    """high highest low lowest long longest short shortest large largest small smallest big biggest
    great greatest most least fewest common commonest old oldest young youngest near nearest rare
    rarest cheap cheapest dear dearest earliest first soonest next latest last due deadline date
    more fewer less lower higher rise rose fall fell fallen grow grew grown increase decrease drop
    before previous earlier compared give figure figures both
    worst best bigger smaller larger longer shorter older younger cheaper dearer greater"""
)
# A column counts when so many of the rows have a figure in it.
_FILLED = 0.8
_HEADED = 2


def told_share(asked: Asked, rows: Sequence[Row]) -> float:
    """Return the share of the question's words that the table tells; 0 when it is of other times.

    Words that compare, and what the rows are of, are told by every table that fits.
    """
    told = full_months(told_by_table(rows))
    there = roots(told)
    if any(one.stem not in told for one in asked.terms if _is_time(one)):
        return 0.0
    beside = COMPARING | LIGHT
    sought = [one for one in asked.stems if one not in beside | asked.heads]
    sought = sought or [one for one in asked.stems if one not in beside]
    held = [one for one in sought if one in told or asked.kin_of(one) & there]
    return len(held) / len(sought) if sought else 1.0


def told_by_table(rows: Sequence[Row]) -> frozenset[str]:
    """Return the stems of the rows, their heads, and what stands above them."""
    row = rows[0]
    above = f"{row.evidence.context.heading} {in_words(row.evidence.context.date)}"
    heads = f"{row.head} {' '.join((*row.cells, *row.numbers))} {row.evidence.lead}"
    return stems_of(f"{above} {heads}").union(*(one.evidence.stems for one in rows))


def _is_time(word: Word) -> bool:
    return bool(years(word.text)) or word.text in MONTHS


def of_what_is_asked(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that are of what is asked for: all when a head says so, else those that do.

    "Which hub opens first?" of a table of actions is asked of those that speak of hubs.
    """
    sought = asked.heads or set(asked.stems) - COMPARING - LIGHT
    akin = frozenset[str]().union(*map(asked.kin_of, sought))
    if rows and akin & roots(stems_of(f"{rows[0].head} {' '.join(rows[0].cells)}")):
        return rows
    return [row for row in rows if akin & roots(row.evidence.stems)]


def filled(rows: Sequence[Row], told: Callable[[Row], Mapping[str, object]]) -> list[str]:
    """Return the columns of one sort that all but a few of the rows have."""
    every = dict.fromkeys(head for row in rows for head in told(row))
    return [head for head in every if sum(head in told(row) for row in rows) >= _FILLED * len(rows)]


def told_by(asked: Asked, head: str) -> float:
    """Return how many words of the question a head tells, in these words or in others."""
    there = roots(stems_of(head))
    sought = set(asked.stems) - COMPARING
    is_akin = any(asked.kin_of(one) & there for one in sought)
    return len(sought & stems_of(head)) + is_akin / 2


def _told_apart(asked: Asked, head: str, heads: Sequence[str]) -> float:
    """Return how much of the question a head tells; a word that several heads have tells little."""
    sought = set(asked.stems) - COMPARING
    shared = [sum(one in stems_of(other) for other in heads) for one in sought & stems_of(head)]
    return sum(1 / count**2 for count in shared) + told_by(asked, head) % 1


def column_of(asked: Asked, rows: Sequence[Row]) -> str | None:
    """Return the column that every row has and whose head tells most words of the question.

    Where the table is headed by what is counted, it is the total, the only column, or any of those
    that put the rows in one order.
    """
    if not rows:
        return None
    heads = filled(rows, lambda row: row.numbers)
    best = max(heads, key=lambda head: _told_apart(asked, head, heads), default=None)
    if best is not None and told_by(asked, best):
        return best
    sought = set(asked.stems) - COMPARING
    is_named = not asked.heads.isdisjoint(stems_of(rows[0].head))
    if not is_named and len(sought & stems_of(f"{rows[0].head} {rows[0].evidence.lead}")) < _HEADED:
        return None
    totals = [head for head in heads if is_total(head)]
    return next(iter(totals or (heads if is_one_order(rows, heads) else ())), None)


def is_one_order(rows: Sequence[Row], heads: Sequence[str]) -> bool:
    """Say whether the rows stand in the same order by each of the columns."""
    orders = {
        tuple(sorted(range(len(rows)), key=lambda n: rows[n].numbers.get(head, 0.0)))
        for head in heads
    }
    return len(orders) == 1
