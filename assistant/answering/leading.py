"""A question and the units found -> those that are read for it as a whole and come first, if any.

A unit by itself does not tell that it has the most of its table, that it is one of the list asked
for, that it denies what is asked, or that it is the newest report: these are looked for by rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.asking import Asked
from assistant.answering.cells import named_cell
from assistant.answering.denials import denial_of
from assistant.answering.evidence import Conclusion, Evidence
from assistant.answering.listings import listing_of
from assistant.answering.progress import progress_of
from assistant.answering.rows import asked_rows
from assistant.protocols import Library

# Of the threshold, what is enough for what was read as a whole, or tells all that is asked.
_LED, _SURE = 0.5, 0.0


@dataclass(frozen=True, slots=True)
class Leading:
    """The units that come first, in their order.

    `needed` is the share of the threshold that is enough; `as_list` says that the first is quoted
    with the whole of its list; `conclusion` follows from the first units.
    """

    units: Sequence[Evidence] = ()
    needed: float = 1.0
    as_list: bool = False
    conclusion: Conclusion | None = None


NOTHING_LEADS = Leading()


def leading_units(
    asked: Asked,
    units: Sequence[Evidence],
    line: Evidence | None,
    weights: Mapping[str, float],
    library: Library,
) -> Leading:
    """Return what leads: compared rows, a list, a denial, the newest report, in this order.

    `units` are ordered, best first; `line` introduces the list that is asked for.
    """
    found = asked_rows(asked, units, library)
    if found.rows:
        needed = _SURE if found.is_sure else _LED
        return Leading(found.rows, needed, conclusion=found.conclusion)
    cell = named_cell(asked, units, library)
    if cell is not None:
        return Leading([cell], _LED)
    if line is not None:
        return Leading([line], _LED, as_list=True)
    listing = listing_of(asked, units, library)
    if listing.units:
        return Leading(listing.units, _SURE, as_list=listing.is_list)
    denial = denial_of(asked, units, weights)
    if denial is not None:
        return Leading([denial], _LED)
    progress = progress_of(asked, units, library)
    return Leading(progress.units, conclusion=progress.conclusion)
