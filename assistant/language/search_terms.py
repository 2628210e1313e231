"""Text -> the terms that it is found by: stems, plain figures, hyphened words both ways, dates.

The same function reads passages and questions, so whatever it folds together matches both ways:
"homes" and "home", "twenty years" and "20 years", "140,000" and "140000", "7th" and "7",
"well-being" and "wellbeing", "07/09/2017" and "7 September 2017".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.language.terms import stem, words

_FIGURES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIGURE_OF = {word: str(number) for number, word in enumerate(_FIGURES.split())}
_FIGURE_OF |= {word: str(10 * tens) for tens, word in enumerate(_TENS.split(), 2)}

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_HYPHENED = re.compile(r"\b([^\W\d_]+)[-‐‑]([^\W\d_]+)\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_BRITISH_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def search_terms(text: str) -> list[str]:
    """Return the terms of `text` in order, those of hyphened words and dates in figures last."""
    terms = [_term(word.text, word.stem) for word in words(text) if word.is_content]
    joined = [stem(first + second) for first, second in _HYPHENED.findall(text)]
    return [*terms, *joined, *_date_terms(text)]


def term_pairs(terms: Sequence[str]) -> list[str]:
    """Return each two neighbouring terms as one: passages that keep words together come first."""
    return [f"{first}_{second}" for first, second in pairwise(terms)]


def _term(word: str, word_stem: str) -> str:
    figure = _FIGURE_OF.get(word.lower())
    if figure is not None:
        return figure
    ordinal = _ORDINAL.fullmatch(word_stem)
    return ordinal.group(1) if ordinal else word_stem


def _date_terms(text: str) -> list[str]:
    """Return day, month and year of the dates that are written in figures only, as if in words."""
    dates = [(day, month, year) for year, month, day in _ISO_DATE.findall(text)]
    dates += _BRITISH_DATE.findall(text)
    parts = [(str(int(day)), _month(month), year) for day, month, year in dates]
    return [part for date in parts for part in date if part]


def _month(number: str) -> str:
    index = int(number) - 1
    return stem(_MONTHS[index]) if 0 <= index < len(_MONTHS) else ""
