"""A statement and a decision -> how they seem to differ, for a person to look at.

Weaker than a conflict: the measures need not be the same, only what is counted or refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.commitment import commitment
from assistant.language.conflicts import refuses, subject_of
from assistant.language.quantities import figures, quantities
from assistant.language.terms import stem, words

_DECISION = re.compile(
    r"\bDecision:|\b(?:Board|Council|Cabinet|Committee|Partnership) (?:has )?"
    r"(?:agreed|resolved|approved|decided)\b"
)
_TURNED_DOWN = re.compile(
    r"\b(?:Board|Council|Cabinet|Committee|Partnership) "
    r"(?:did not agree|refused|rejected|declined)\b"
)
_TIMES = frozenset(stem(one) for one in ("year", "month", "week", "day", "hour", "minute"))
_LONGEST_NAME, _SHARED, _MOSTLY, _HALF = 3, 2, 0.6, 0.5
_PREPOSITION = re.compile(r"[,;:.()]|\b(?:for|of|in|on|by|with|at|to|from|until|and|or)\b", re.I)


def is_decision(text: str) -> bool:
    """Say whether a statement tells what a body decided, or decided against."""
    return _DECISION.search(text) is not None or _TURNED_DOWN.search(text) is not None


def differs(statement: str, decision: str) -> str | None:
    """Return in a sentence how a statement seems to differ from a decision on the same thing."""
    mine, theirs = subject_of(statement), subject_of(decision)
    if refuses(decision):
        return _turned_down(statement, decision)
    if refuses(statement):
        shared = len(mine & theirs)
        if shared >= _SHARED and shared >= _MOSTLY * len(mine):
            return "This seems to refuse what was decided."
        return None
    here, there = _counted(statement), _counted(decision)
    for thing in here.keys() & there.keys():
        (one, said), (other, decided) = here[thing], there[thing]
        if one.isdisjoint(other) and len((mine & theirs) - {thing}) >= _SHARED:
            return f"Decided was {decided}; here it is {said}."
    return None


def _turned_down(statement: str, decision: str) -> str | None:
    """Say that a statement promises what a body decided against, by its words and figures."""
    if refuses(statement) or commitment(statement).strength not in {"will", "aims"}:
        return None
    shared = subject_of(statement) & subject_of(decision)
    amounts = _amounts(statement) & _amounts(decision)
    if not shared or len(shared) + len(amounts) < _SHARED:
        return None
    if not amounts and len(shared) < _HALF * len(subject_of(decision)):
        return None
    return "This seems to be what was decided against."


def _amounts(text: str) -> set[str]:
    found = [one.text for one in quantities(text) if one.kind in {"money", "percent"}]
    return {figure for one in found for figure in figures(one)}


@lru_cache(maxsize=50_000)
def _counted(text: str) -> dict[str, tuple[frozenset[str], str]]:
    """Return the things that a text counts, by stem: their figures, and how it says so."""
    found: dict[str, tuple[frozenset[str], str]] = {}
    for quantity in quantities(text):
        rest = text[quantity.end :]
        cut = _PREPOSITION.search(rest)
        name = words(rest[: cut.start()] if cut else rest)
        if quantity.kind == "number" and 0 < len(name) <= _LONGEST_NAME:
            thing = name[-1]
            if thing.stem not in _TIMES and thing.is_content:
                said = text[quantity.start : quantity.end + thing.end]
                found[thing.stem] = (figures(quantity.text), said)
    return found
