"""A date as the catalogue has it -> the date in words: 2024-04-18 -> 18 April 2024."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.language.terms import stem

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_IN_FULL = {stem(name[:3]): stem(name) for name in MONTHS} | {stem("sept"): stem("September")}


def in_words(date: str) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD in words; anything else as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return date
    if len(parts) > 1 and not 1 <= int(parts[1]) <= len(MONTHS):
        return date
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    month = f"{MONTHS[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    return f"{day}{month}{parts[0]}"


_DATE = re.compile(
    rf"\W*(?:by |before |end of )?(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?"
    rf"(?P<month>{'|'.join(f'{one[:3]}(?:{one[3:]})?' for one in MONTHS)}),? )?"
    r"(?P<year>(?:19|20)\d\d)\W*",
    re.IGNORECASE,
)


def day_of(text: str) -> str:
    """Return the last day of the date that the whole text is, as YYYY-MM-DD; empty when none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    names = [one[:3].lower() for one in MONTHS]
    month = names.index(match["month"][:3].lower()) + 1 if match["month"] else len(MONTHS)
    return f"{match['year']}-{month:02}-{int(match['day'] or 31):02}"


def full_months(stems: Iterable[str]) -> frozenset[str]:
    """Return the stems with those of months in full: a table is headed "Jul to Sep 2024"."""
    return frozenset(_IN_FULL.get(one, one) for one in stems)
