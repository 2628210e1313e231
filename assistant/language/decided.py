"""A statement and a decision -> how they seem to differ, for a person to look at.

Weaker than a conflict: the measures need not be the same, only what is counted or refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.conflicts import refuses, subject_of
from assistant.language.quantities import figures, quantities
from assistant.language.terms import stem, words

_DECISION = re.compile(
    r"\bDecision:|\b(?:Board|Council|Cabinet|Committee|Partnership) (?:has )?"
    r"(?:agreed|resolved|approved|decided)\b"
)
_TIMES = frozenset(stem(one) for one in ("year", "month", "week", "day", "hour", "minute"))
_LONGEST_NAME, _SHARED, _MOSTLY = 3, 2, 0.6
_PREPOSITION = re.compile(r"[,;:.()]|\b(?:for|of|in|on|by|with|at|to|from|until|and|or)\b", re.I)


def is_decision(text: str) -> bool:
    """Say whether a statement tells what a body decided."""
    return _DECISION.search(text) is not None and not refuses(text)


def differs(statement: str, decision: str) -> str | None:
    """Return in a sentence how a statement seems to differ from a decision on the same thing."""
    mine, theirs = subject_of(statement), subject_of(decision)
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
