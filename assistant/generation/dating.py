"""A date in a sentence -> whether it is that of the cited document, as in "agreed in June 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generation.values import Value, is_same, values

_DATES = ("date", "year")
_WHEN = re.compile(r"\b(?:in|on)\s+$", re.IGNORECASE)


def is_date_of_document(
    value: Value, sentence: str, quotes: Sequence[str], dates: Sequence[str]
) -> bool:
    """Say whether the sentence dates what is quoted by the date of its document.

    It may when it takes no date of the quotes away: else the one stands in the other's place.
    """
    if value.kind not in _DATES or not any(_gives(date, value) for date in dates):
        return False
    told = value.text if value.text.lower().startswith(("in ", "on ")) else ""
    if not told and _WHEN.search(sentence[: value.start]) is None:
        return False
    there = [one for quote in quotes for one in values(quote) if one.kind in _DATES]
    kept = [one for one in values(sentence) if one.kind in _DATES and one is not value]
    return not there or any(is_same(one, other) for one in kept for other in there)


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
