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
# "one of the aims", "the current one dates from", "than one born in".
_UNCOUNTED = re.compile(r"\s+(?:of|another|who|that|which|born|with|without)\b|\s*[,.;]")
_PRONOUN_BEFORE = re.compile(
    r"\b(?:the|this|that|each|every|no|any|current|new|old|existing|next|last|than)\s+$",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine)\s+(?:[a-z]+\s+)?(?:in|out of)\s+$",
    re.IGNORECASE,
)
_OF_PERCENT = re.compile(
    r"\s*(?:to|and|or|–|-)\s*\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b(?P<few>\d+|[a-z]+)\s+(?:[a-z]+\s+)?(?:in|out of)\s+(?:every\s+)?(?P<many>\d+|[a-z]+)\b"
    r"|\b(?P<part>half|a quarter|one quarter|three quarters|a fifth|one in five)\b",
    re.IGNORECASE,
)
_PARTS = {"half": "50", "a quarter": "25", "one quarter": "25", "three quarters": "75"}
_PARTS |= {"a fifth": "20"}


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
        Value(_kind(one, text), _parts(one, text), one.text, one.start, one.end)
        for one in quantities(text)
        if not any(start <= one.start < end for start, end in spans) and not _is_idle(one, text)
    ]
    return sorted([*iso, *others], key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class Share:
    """A part told without per cent ("four in every ten"), and where it stands."""

    percent: str
    start: int
    end: int


def shares_in(text: str) -> list[Share]:
    """Return the parts of a whole that the text tells without per cent."""
    found = []
    for match in _SHARE.finditer(text):
        part = match.group("part")
        percent = _PARTS.get(part.lower()) if part else _percent(*match.group("few", "many"))
        if percent is not None:
            found.append(Share(percent, *match.span()))
    return found


def missing_values(sentence: str, texts: Sequence[str]) -> list[Value]:
    """Return the values of the sentence that stand in none of the texts.

    "40 per cent" is "four in every ten"; the parts of such a share need not stand there.
    """
    there = [value for text in texts for value in values(text)]
    shares = {share.percent for text in texts for share in shares_in(text)}
    shares |= {part for one in there if one.kind == "percent" for part in one.parts}
    spans = [(one.start, one.end) for one in shares_in(sentence) if one.percent in shares]
    return [
        one
        for one in values(sentence)
        if not any(is_same(one, other) for other in there)
        and not any(start <= one.start < end for start, end in spans)
        and not (one.kind == "percent" and one.parts <= shares)
    ]


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
    before, after = text[: quantity.start], text[quantity.end :]
    counts = _UNCOUNTED.match(after) is None and _PRONOUN_BEFORE.search(before) is None
    counts = counts or _ONE_IN.search(before) is not None
    return quantity.text.lower() != "one" or not counts


def _kind(quantity: Quantity, text: str) -> QuantityKind:
    """Return the kind; the first figure of "54 to 58 per cent" is one of per cent too."""
    if quantity.kind == "number" and _OF_PERCENT.match(text[quantity.end :]):
        return "percent"
    return quantity.kind


def _percent(few: str, many: str) -> str | None:
    numbers = [float(one) if one.isdigit() else _WORDS.get(one.lower(), 0.0) for one in (few, many)]
    if not 0 < numbers[0] < numbers[1]:
        return None
    return _shown(round(100 * numbers[0] / numbers[1], 6))


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
