"""Text -> its numbers, amounts, percentages, years and dates, in one normal form for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.language.terms import folded

QuantityKind = Literal["money", "percent", "date", "year", "number"]

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_UNITS += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORD_VALUES = {word: value for value, word in enumerate(_UNITS.split())}
_WORD_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_WORD_VALUES |= {"once": 1, "twice": 2, "dozen": 12, "hundred": 100, "single": 1, "both": 2}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|m|k)\b)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_WORDS = "|".join(sorted(_WORD_VALUES, key=len, reverse=True))
# The first line skips what begins no quantity, the middle of words above all: twice as quick.
_QUANTITY = re.compile(
    r"(?=[£$€\d]|\b[a-z])(?:"
    rf"(?P<money>[£$€]\s?{_FIGURE}{_SCALE}|{_FIGURE}{_SCALE}\s(?:pounds|dollars|euros|pence)\b)"
    rf"|(?P<percent>{_FIGURE}\s?(?:%|per\s?cent\b))"
    rf"|(?P<date>\b{_DAY}\s+(?:of\s+)?{_MONTH}\b\.?(?:,?\s+{_YEAR})?"
    rf"|\b{_MONTH}\b\.?\s+{_DAY}\b(?!\d)(?:,?\s+{_YEAR})?|\b{_MONTH}\b\.?,?\s+{_YEAR}"
    rf"|\b(?:spring|summer|autumn|winter|early|late|mid)[\s-]+(?:of\s+)?{_YEAR}s?"
    r"|\b\d{1,2}(?:st|nd|rd|th)[\s-](?:century|centuries)|\b\w+teenth[\s-]century"
    rf"|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)\b|\b(?:on|in|by|until|since)\s+{_MONTH}\b(?:\s+{_YEAR})?)"
    rf"|(?P<year>\b{_YEAR}(?:[/–-]\d{{2,4}})?s?\b(?![,.]\d))"
    rf"|(?P<number>\b{_FIGURE}{_SCALE}|\b(?:{_WORDS})(?:[\s-](?:{_WORDS}))?\b))",
    re.IGNORECASE,
)
_ATOM = re.compile(rf"{_FIGURE}|{_WORDS}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as printed and where it stands."""

    kind: QuantityKind
    text: str
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order; they do not overlap."""
    return [_quantity(match) for match in _QUANTITY.finditer(text)]


def figures(text: str) -> frozenset[str]:
    """Return every figure of `text` in a normal form: "twelve" and "12", "140,000" and "140000"."""
    found: set[str] = set()
    for quantity in quantities(text):
        found.update(_figure(atom) for atom in _ATOM.findall(folded(quantity.text)))
    return frozenset(found)


def years(text: str) -> frozenset[str]:
    """Return the years that `text` names."""
    return frozenset(re.findall(rf"(?<![\d,.]){_YEAR}(?!\d|[.,]\d)", text))


def _quantity(match: re.Match[str]) -> Quantity:
    kind: QuantityKind = match.lastgroup  # type: ignore[assignment]
    return Quantity(kind, match.group(), match.start(), match.end())


def _figure(atom: str) -> str:
    value = _WORD_VALUES.get(atom)
    return str(value) if value is not None else atom.replace(",", "")
