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
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_MONTH_ONLY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{4}})\b", re.I)
_ISO = re.compile(r"(?<!\d)(\d{4})[-._](\d{2})[-._](\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_SLASHES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d{2})(?![\d]|-\d)")


def date_in(text: str, *, year_alone: bool = False) -> str | None:
    """Return the first date in a text; a year alone counts only when asked for."""
    readings = (
        (_DAY_FIRST, lambda m: _date(m[3], _MONTHS[m[2].lower()], m[1])),
        (_MONTH_FIRST, lambda m: _date(m[3], _MONTHS[m[1].lower()], m[2])),
        (_ISO, lambda m: _date(m[1], m[2], m[3])),
        (_COMPACT, lambda m: _date(m[1], m[2], m[3])),
        (_SLASHES, lambda m: _date(m[3], m[2], m[1])),
        (_MONTH_ONLY, lambda m: f"{m[2]}-{_MONTHS[m[1].lower()]:02}"),
    )
    for pattern, reading in readings:
        for match in pattern.finditer(text):
            found = reading(match)
            if found is not None:
                return found
    year = _YEAR.search(text) if year_alone else None
    return year[1] if year else None


def is_date(text: str) -> bool:
    """Say whether a line is a date and little else."""
    return len(text) <= 60 and len(text.split()) <= 8 and date_in(text) is not None


def _date(year: str, month: str | int, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
