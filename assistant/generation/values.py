"""Text -> its numbers, amounts and dates in one normal form, and which of them another text lacks.

"£3.4 million" is "£3,400,000", "twelve" is "12", "07/09/2017" is "7 September 2017".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.quantities import Quantity, QuantityKind, quantities
from assistant.language.terms import folded

_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_SCALES["trillion"] = 1e12
_CURRENCIES = {"£": "£", "pounds": "£", "pence": "p", "$": "$", "dollars": "$", "€": "€"}
_CURRENCIES["euros"] = "€"
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_UNITS += " fifteen sixteen seventeen eighteen nineteen"
_WORDS = {word: float(value) for value, word in enumerate(_UNITS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS |= {word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)}
_WORDS |= {"twice": 2.0, "dozen": 12.0, "hundred": 100.0}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SCALE = re.compile(r"[\s-]?(thousand|million|billion|trillion|bn|m|k)\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})$")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"(?:1[0-9]|2[01])\d\ds?")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
# Words of number that rarely count anything: "one of the aims", "both", "once".
_IDLE = re.compile(r"(?:both|once|single|one)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity in its normal form, and where it stands."""

    kind: QuantityKind
    parts: frozenset[str]
    text: str
    start: int
    end: int


def values(text: str) -> list[Value]:
    """Return the values of `text` in order."""
    iso = [_iso(match) for match in _ISO.finditer(text)]
    spans = [(one.start, one.end) for one in iso]
    others = [
        Value(one.kind, _parts(one, text), one.text, one.start, one.end)
        for one in quantities(text)
        if not any(start <= one.start < end for start, end in spans) and not _is_idle(one, text)
    ]
    return sorted([*iso, *others], key=lambda one: one.start)


def missing_values(sentence: str, texts: Sequence[str]) -> list[Value]:
    """Return the values of the sentence that stand in none of the texts."""
    there = [value for text in texts for value in values(text)]
    return [one for one in values(sentence) if not any(is_same(one, other) for other in there)]


def is_same(value: Value, other: Value) -> bool:
    """Say whether `other` gives all that `value` says: a year is given by a whole date."""
    if {value.kind, other.kind} <= {"date", "year"}:
        return value.parts <= other.parts
    if {value.kind, other.kind} <= {"number", "year"}:
        return value.parts == other.parts
    return value.kind == other.kind and value.parts == other.parts


def _is_idle(quantity: Quantity, text: str) -> bool:
    if _IDLE.fullmatch(quantity.text) is None:
        return False
    counts = re.match(r"\s+(?:of|another)\b", text[quantity.end :]) is None
    return quantity.text.lower() != "one" or not counts


def _iso(match: re.Match[str]) -> Value:
    year, month, day = match.groups()
    parts = frozenset(
        {year, _MONTHS[int(month) - 1 if 1 <= int(month) <= 12 else 0], str(int(day))}
    )
    return Value("date", parts, match.group(), match.start(), match.end())


def _parts(quantity: Quantity, text: str) -> frozenset[str]:
    match quantity.kind:
        case "date":
            return _date_parts(quantity.text)
        case "year":
            return frozenset(re.findall(r"\d+s?", quantity.text))
        case "money":
            return frozenset({_currency(quantity.text), _shown(_amount(quantity, text))})
        case _:
            return frozenset({_shown(_amount(quantity, text))})


def _date_parts(printed: str) -> frozenset[str]:
    lowered = folded(printed).strip()
    numeric = _NUMERIC_DATE.search(lowered)
    if numeric:
        day, month, year = (int(part) for part in numeric.groups())
        name = _MONTHS[month - 1] if 1 <= month <= 12 else str(month)
        return frozenset({str(day), name, str(year if year > 99 else 2000 + year)})
    found = set(_YEAR.findall(lowered))
    found |= {month for month in _MONTHS if re.search(rf"\b{month}", lowered)}
    found |= {day for day in _DAY.findall(lowered) if len(day) < 3}
    words = re.findall(r"spring|summer|autumn|winter|early|late|mid|centur|\w+teenth", lowered)
    return frozenset(found | {str(int(one)) if one.isdigit() else one for one in [*found, *words]})


def _currency(printed: str) -> str:
    return next((sign for mark, sign in _CURRENCIES.items() if mark in printed.lower()), "")


def _amount(quantity: Quantity, text: str) -> float:
    figure = _NUMBER.search(quantity.text)
    if figure:
        return float(figure.group().replace(",", "")) * _scale(quantity.text[figure.end() :])
    atoms = [_WORDS.get(atom, 0.0) for atom in re.findall(r"[a-z]+", folded(quantity.text))]
    return sum(atoms) * _scale(text[quantity.end : quantity.end + 12])


def _scale(after: str) -> float:
    match = _SCALE.match(after)
    return _SCALES[match.group(1).lower()] if match else 1.0


def _shown(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else repr(amount)
