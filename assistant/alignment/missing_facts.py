"""A statement and evidence -> the figures, with their units, and the names that are not there."""

from __future__ import annotations

import re

from assistant.alignment.words import rarity, stems
from assistant.language.abbreviations import abbreviations
from assistant.language.dates import MONTHS
from assistant.language.quantities import figures
from assistant.language.terms import stem, words

_SPAN = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?(\d\d)\b(?![-–/\d])")
_UNIT = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(per ?cent|percent|%|thousand|k\b|million|m\b|mn\b|billion|bn\b)", re.I
)
_COUNCIL = re.compile(r"\b(county|district|parish|town|borough|city) councils?\b")
_UNITS = {"%": "percent", "k": "thousand", "m": "million", "mn": "million", "bn": "billion"}
# So much of the rest is the same, and a single word so rare opens a sentence as a name.
_SAME, _RARE = 0.8, 0.9
# "A single", "both" and "one of the" count nothing that the evidence would have to count.
_NO_COUNT = re.compile(r"\b(?:once|single|both|one (?=of\b))\b", re.I)
_IN_SHORT = {month[:3].lower(): stem(month) for month in MONTHS} | {"sept": stem("September")}


def missing_facts(statement: str, text: str, best: str, everything: str) -> tuple[str, ...]:
    """Return the figures and names of the statement that the text around the best does not give.

    A name may stand further off, for a page is often about whom its title names, but not where the
    best sentence gives another name in its place.
    """
    mine = _NO_COUNT.sub(" ", _with_whole_years(statement))
    theirs = _with_whole_years(text)
    bare = sorted(figures(mine) - figures(theirs))
    bare = [one for one in bare if not _is_part_of_name(one, statement, text)]
    units = sorted(one for one in _scaled(mine) - _scaled(theirs) if one.split()[0] not in bare)
    others = _names_in(best) - set(stems(statement))
    return (*bare, *units, *_missing_names(mine, theirs if others else everything))


def is_of_another(statement: str, sentence: str) -> bool:
    """Say whether the sentence says the same of another: "Jane Jones was appointed chair"."""
    councils = [set(_COUNCIL.findall(text.lower())) for text in (statement, sentence)]
    if all(councils) and councils[0].isdisjoint(councils[1]):
        return True
    mine, said = _subject(statement)
    theirs, told = _subject(sentence)
    if not mine or not theirs or mine & (theirs | told) or theirs & said:
        return False
    return len(said & told) >= _SAME * len(said) > 0


def _subject(text: str) -> tuple[set[str], set[str]]:
    """Return the stems of the name that a sentence opens with, and of the rest."""
    every = [word for word in words(text) if not word.text[0].isdigit()]
    number = next((n for n, word in enumerate(every) if not word.is_capital), len(every))
    name, rest = every[:number], every[number:]
    is_name = len(name) > 1 or any(rarity(word.stem) >= _RARE for word in name)
    stems_of_name = {word.stem for word in name if word.is_content} if is_name else set()
    return stems_of_name, {word.stem for word in rest if word.is_content}


def names_of(text: str) -> dict[str, str]:
    """Return the names in a text: its words with a capital after the first, by their stems."""
    return {word.stem: word.text for word in words(text)[1:] if _is_name(word.text)}


def _names_in(sentence: str) -> set[str]:
    return {word.stem for word in words(sentence) if _is_name(word.text)}


def _missing_names(statement: str, text: str) -> list[str]:
    there = set(stems(text))
    there |= {_IN_SHORT[one] for one in there & _IN_SHORT.keys()}
    spelt_out = {short for short, _ in abbreviations(statement)}
    return [
        name
        for key, name in names_of(statement).items()
        if key not in there and name not in spelt_out and not _is_run_on(name, text)
    ]


def _is_part_of_name(figure: str, statement: str, text: str) -> bool:
    """Say whether a figure ends a name that the text has too: "CTLA-4" and "CTLA4"."""
    names = re.findall(rf"\b([A-Za-z]*[A-Z][A-Za-z]*)[- ]?{re.escape(figure)}\b", statement)
    ends = rf"[- ]?{re.escape(figure)}(?!\d)"
    return bool(names) and all(re.search(rf"\b{name}{ends}", text, re.I) for name in names)


def _is_run_on(name: str, text: str) -> bool:
    """Say whether the text has a short name with a figure behind it: "NIH" and "NIH3T3"."""
    is_short_form = sum(letter.isupper() for letter in name) > 1
    return is_short_form and re.search(rf"\b{re.escape(name)}-?\d", text, re.I) is not None


def _with_whole_years(text: str) -> str:
    """Write "2018-19" as both its years."""
    return _SPAN.sub(lambda found: f"{found[1]} and {found[1][:2]}{found[2]}", text)


def _scaled(text: str) -> frozenset[str]:
    """Return the figures that have a unit, with it: "5 million", "12 percent"."""
    found = (
        (figure.replace(",", ""), unit.lower().replace(" ", ""))
        for figure, unit in _UNIT.findall(text)
    )
    return frozenset(f"{figure} {_UNITS.get(unit, unit)}" for figure, unit in found)


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and bool(stems(word))
