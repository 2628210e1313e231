"""Text -> the date printed in it, as YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "janvier"), ("february", "feb", "février"), ("march", "mar", "mars"),
            ("april", "apr", "avril"), ("may", "mai"), ("june", "jun", "juin"),
            ("july", "jul", "juillet"), ("august", "aug", "août"),
            ("september", "sep", "sept", "septembre"), ("october", "oct", "octobre"),
            ("november", "nov", "novembre"), ("december", "dec", "décembre"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = rf"(?P<month>{_MONTH})\.?"
_FULL = r"(?P<year>\d{4})"
_DAY_FIRST = re.compile(rf"\b{_DAY}\s+{_NAME},?\s+{_FULL}\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_NAME}\s+{_DAY},?\s+{_FULL}\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\b{_NAME}\s+{_FULL}\b", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-._](?P<month>\d{2})[-._](?P<day>\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_SLASHES = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d{2})(?![\d]|-\d)")


def date_in(text: str, *, year_alone: bool = False) -> str | None:
    """Return the first date in a text; a year alone counts only when asked for."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _ISO, _COMPACT, _SLASHES):
        for match in pattern.finditer(text):
            found = _date(match["year"], match["month"], match["day"])
            if found is not None:
                return found
    month = _MONTH_ONLY.search(text)
    if month:
        return f"{month['year']}-{_MONTHS[month['month'].lower()]:02}"
    year = _YEAR.search(text) if year_alone else None
    return year[1] if year else None


def is_date(text: str) -> bool:
    """Say whether a line is a date and little else."""
    return len(text) <= 60 and len(text.split()) <= 8 and date_in(text) is not None


def _date(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
