"""Text -> the months and days of the month that it names, short forms and spans included."""

from __future__ import annotations

import re

from assistant.language.dates import MONTHS

_LETTERS = 3
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_LONG, _BRIEF = "|".join(MONTHS), "|".join(_SHORT)
_ANY = rf"(?:{_LONG}|(?:{_BRIEF})\b\.?)"
_TO = r"\s*(?:to|until|till|through|-|–|—)\s*"
_YEAR = r"(?:\s+(?:19|20)\d\d)?"
# "Jan" alone may be a woman: it is a month beside a figure, behind a word of time, or in a span.
_MONTH = re.compile(
    rf"\b(?P<long>{_LONG})\b"
    rf"|\b(?P<dated>{_BRIEF})\b(?=\.?,?\s+\d|\.?{_YEAR}(?:{_TO}|\s+and\s+){_ANY})"
    rf"|(?:\b(?:early|late|mid|in|by|since|until|to|and)\s+|\d\s+|[-–—/]\s?)(?P<behind>{_BRIEF})\b"
)
_SPAN = re.compile(
    rf"\b(?P<first>{_ANY}){_YEAR}{_TO}(?P<last>{_ANY})"
    rf"|\bbetween\s+(?P<since>{_ANY}){_YEAR}\s+and\s+(?P<until>{_ANY})"
)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_ANY})"
    rf"|\b(?P<before>{_ANY})\s+(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)"
)


def is_month(word: str) -> bool:
    """Say whether a word is the name of a month, or short for one: "Sept"."""
    return word in MONTHS or word in _SHORT


def months_of(text: str) -> frozenset[str]:
    """Return the months that a text names, those within a span too: "Apr to Jun" has May."""
    found = {_number(match[match.lastgroup or 0]) for match in _MONTH.finditer(text)}
    for match in _SPAN.finditer(text):
        first, last = (_number(match[one] or match[other]) for one, other in _ENDS)
        found.update(range(first, last + 1 if first <= last else last + 1 + len(MONTHS)))
    return frozenset(MONTHS[number % len(MONTHS)] for number in found)


def days_of(text: str) -> frozenset[str]:
    """Return the days that a text names, in one form: "18 June" of "18th June" and "June 18"."""
    return frozenset(
        f"{int(match['day'] or match['behind'])} {MONTHS[number]}"
        for match in _DAY.finditer(text)
        for number in [_number(match["month"] or match["before"])]
    )


_ENDS = (("first", "since"), ("last", "until"))


def _number(printed: str) -> int:
    return next(n for n, month in enumerate(MONTHS) if month.startswith(printed[:_LETTERS]))
