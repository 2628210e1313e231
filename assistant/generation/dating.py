"""A date in a sentence -> whether it is that of the cited document, as in "agreed in June 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generation.values import Value, is_same, values
from assistant.types import Locator

_DATES = ("date", "year")
_MEETING_ACTS = re.compile(
    r"\b(?:agreed|asked|noted|approved|resolved|decided|adopted|accepted|rejected|endorsed)\b"
)
_EARLIER = re.compile(r"\b(?:had|previous(?:ly)?|earlier|last|recalled|already)\b", re.IGNORECASE)
_WHEN = frozenset({"in", "on"})
_LIMITS = frozenset({"by", "until", "before", "from", "since", "after", "to", "than"})


def date_of_meeting(locator: Locator, quote: str) -> str:
    """Return the date of a board's paper when the quote tells what the meeting did, else nothing.

    What it recalls, plans or reports of others happened at another time.
    """
    is_told = _MEETING_ACTS.search(quote) is not None and _EARLIER.search(quote) is None
    return locator.date or "" if locator.kind == "board" and is_told else ""


def is_date_of_document(
    value: Value, sentence: str, quotes: Sequence[str], dates: Sequence[str]
) -> bool:
    """Say whether the sentence dates what is quoted by the date of its document, "in" or "on" it.

    It may not when it takes a date of the quotes away that says when too: else the one stands in
    the other's place. Deadlines ("by March 2027") may be left out.
    """
    if value.kind not in _DATES or not any(_gives(date, value) for date in dates):
        return False
    if _preposition(value, sentence) not in _WHEN:
        return False
    kept = [one for one in values(sentence) if one.kind in _DATES and one is not value]
    times = [
        other
        for quote in quotes
        for other in values(quote)
        if other.kind in _DATES and _preposition(other, quote) not in _LIMITS
    ]
    return not times or any(is_same(one, other) for one in kept for other in times)


def _preposition(value: Value, text: str) -> str:
    told = value.text.split()[0].lower()
    before = text[: value.start].lower().split()
    return told if told in _WHEN | _LIMITS else (before[-1] if before else "")


def without_dates_of_document(sentence: str, quotes: Sequence[str], dates: Sequence[str]) -> str:
    """Return the sentence without dates that are the document's and not of its quotes."""
    there = [one for quote in quotes for one in values(quote)]
    for value in reversed(values(sentence)):
        is_new = not any(is_same(value, one) for one in there)
        if is_new and is_date_of_document(value, sentence, quotes, dates):
            before = re.sub(r"\b(?:in|on)\s*$", "", sentence[: value.start], flags=re.IGNORECASE)
            sentence = before + sentence[value.end :].lstrip(" ,")
    return sentence


def _gives(date: str, value: Value) -> bool:
    """Whether a date like 2024-06-18 (or a part of one) gives all that the value says."""
    padded = date if date.count("-") != 1 else f"{date}-00"
    given = values(padded) if padded.count("-") == 2 else values(date)
    return any(value.parts <= one.parts for one in given)
