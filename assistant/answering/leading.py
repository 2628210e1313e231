"""A question and the units found -> those that are read for it as a whole and come first, if any.

A unit by itself does not tell that it has the most of its table, that it is one of the list asked
for, that it denies what is asked, or that it is the newest report: these are looked for by rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.actors import actor_of, deeds_of
from assistant.answering.asking import Asked
from assistant.answering.cells import named_cell
from assistant.answering.denials import denial_of
from assistant.answering.evidence import Conclusion, Evidence
from assistant.answering.listings import listing_of
from assistant.answering.progress import progress_of
from assistant.answering.rows import asked_rows
from assistant.answering.signatures import signature_of
from assistant.answering.spans import span_of
from assistant.protocols import Library

# Of the threshold, what is enough for what was read as a whole, or tells all that is asked.
_LED, _NEARLY, _SURE = 0.5, 0.75, 0.0


@dataclass(frozen=True, slots=True)
class Leading:
    """The units that come first, in their order.

    `needed` is the share of the threshold that is enough; `as_list` says that the first is quoted
    with the whole of its list; `conclusion` follows from the first units; `lacking` is what none of
    them says, so that nothing answers.
    """

    units: Sequence[Evidence] = ()
    needed: float = 1.0
    as_list: bool = False
    conclusion: Conclusion | None = None
    lacking: str = ""


NOTHING_LEADS = Leading()


@dataclass(frozen=True, slots=True)
class Search:
    """What the rules look at: the units, best first, and the line of the list asked for, if any."""

    asked: Asked
    units: Sequence[Evidence]
    line: Evidence | None
    weights: Mapping[str, float]
    library: Library


def leading_units(search: Search) -> Leading:
    """Return what leads by the first rule that finds something."""
    return next((found for rule in _RULES if (found := rule(search)) is not None), NOTHING_LEADS)


def _rows(search: Search) -> Leading | None:
    found = asked_rows(search.asked, search.units, search.library)
    needed = _SURE if found.is_sure else _LED
    return Leading(found.rows, needed, conclusion=found.conclusion) if found.rows else None


def _cell(search: Search) -> Leading | None:
    cell = named_cell(search.asked, search.units, search.library)
    return Leading([cell], _LED) if cell else None


def _line(search: Search) -> Leading | None:
    return Leading([search.line], _LED, as_list=True) if search.line else None


def _listing(search: Search) -> Leading | None:
    listing = listing_of(search.asked, search.units, search.library)
    return Leading(listing.units, _SURE, as_list=listing.is_list) if listing.units else None


def _denial(search: Search) -> Leading | None:
    denial = denial_of(search.asked, search.units, search.weights)
    return Leading([denial], _LED) if denial else None


def _deeds(search: Search) -> Leading | None:
    actor = actor_of(search.asked)
    if actor is None:
        return None
    deeds = deeds_of(actor, search.asked, search.units, search.library)
    return Leading(deeds, _LED) if deeds else Leading(lacking=actor.told)


def _signature(search: Search) -> Leading | None:
    signature = signature_of(search.asked, search.units)
    return Leading([signature], _LED) if signature else None


def _progress(search: Search) -> Leading | None:
    progress = progress_of(search.asked, search.units, search.library)
    return Leading(progress.units, conclusion=progress.conclusion) if progress.units else None


def _span(search: Search) -> Leading | None:
    span = span_of(search.asked, search.units, search.weights, search.library)
    return Leading([span], _NEARLY) if span else None


_RULES: tuple[Callable[[Search], Leading | None], ...] = (
    _rows, _cell, _line, _listing, _denial, _deeds, _span, _signature, _progress,
)  # fmt: skip
