"""What documents say near goals -> the measures, targets, dates and owners stated for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.alignment.stances import NEAR, Near, is_process
from assistant.alignment.statements import Said
from assistant.language.quantities import quantities

_NAME = r"(?:[Tt]he\s+)?[A-Z][^.;|()]{2,80}?"
_OWNER = re.compile(
    rf"\b(?:[Oo]wner|[Ll]ead(?: body| officer| partner)?|Responsible|Who)\s*:\s*({_NAME})"
    r"\s*(?:[|;.]|$)"
    rf"|\b(?:owner of [^.;]{{2,40}}? is|led by|accountable to)\s+({_NAME})(?=[,;.]|\s+and\b|$)"
    rf"|({_NAME})\s+(?:is|are) (?:responsible|accountable)\b"
    rf"|({_NAME})\s+(?:leads (?:this|the|on)|will lead)\b"
)
# The number of a paragraph is no figure, nor is that of a goal that is named.
_LABEL = re.compile(
    r"^\s*(?:\(?[a-z]\)|\d+(?:\.\d+)*\.?)\s+|\b(?:ambition|priority|objective|goal|theme)s?\s+\d+"
    r"(?:\.\d+)*\b",
    re.I,
)
_SERVES = re.compile(r"\bserves?\b|\bagenda item\b", re.I)
_MOST = 12


def owner_of(text: str) -> str | None:
    """Return who is named as the owner, word for word."""
    found = _OWNER.search(text)
    if found is None:
        return None
    return next(one for one in found.groups() if one is not None).strip()


def targets_of(text: str) -> tuple[str, ...]:
    """Return the figures of a statement as printed."""
    return _texts(text, {"money", "percent", "number"})


def dates_of(text: str) -> tuple[str, ...]:
    """Return the dates and years of a statement as printed."""
    return _texts(text, {"date", "year"})


def measured(near: Sequence[Near]) -> list[Said]:
    """Return what is said of one goal with a target and a date, or an owner; the nearest first."""
    mine = [one for one in near if _is_about(one) and _is_measure(one.said)]
    mine.sort(key=lambda one: (-one.is_named, -one.nearness))
    return sorted((one.said for one in mine[:_MOST]), key=lambda said: said.locator.start)


def _is_about(one: Near) -> bool:
    return one.is_nearest and (one.is_named or one.nearness >= NEAR)


def _is_measure(said: Said) -> bool:
    text = said.text
    if _SERVES.search(text) or is_process(text):
        return False
    return bool(targets_of(text) and dates_of(text)) or owner_of(text) is not None


def _texts(text: str, kinds: Iterable[str]) -> tuple[str, ...]:
    labels = [match.span() for match in _LABEL.finditer(text)]
    found = [
        one.text
        for one in quantities(text)
        if one.kind in kinds and not any(a <= one.start < b for a, b in labels)
    ]
    return tuple(dict.fromkeys(found))
