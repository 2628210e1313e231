"""A sentence and the quotes that it cites -> what changed sides: old for new, to for from, until.

The words may all be there and still say the reverse: who replaces whom, whence and whither, when
something begins and ends, what a figure is in all and what it is by the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.generation.values import Value, is_same, values
from assistant.generation.wording import carried, plainly
from assistant.language.terms import Word, content_stems, words

_DATES = ("date", "year")
_REPLACED = (
    # (what is replaced, what replaces it)
    (re.compile(r"\breplac\w+ (?!by\b|with\b)(.+?) (?:with|by) (.+)", re.IGNORECASE), (1, 2)),
    (re.compile(r"(.+?) (?:(?:is|are|was|were|be|been|being) )?replaced by (.+)", re.IGNORECASE),
     (1, 2)),
    (re.compile(r"(.+?)\b(?:will |would |have |has |to |shall )?replac(?:e|es|ing) (?!by\b|with\b)"
                r"(.+)", re.IGNORECASE), (2, 1)),
)  # fmt: skip
_THAN = re.compile(r"(.+?) than (.+?)(?:[,;.]|\b(?:although|but|while|whereas)\b|$)", re.IGNORECASE)
_LESSER = re.compile(
    r"\b(?:less|fewer|lower|smaller|shorter|slower|worse|slowly|poorer|younger|later)\b",
    re.IGNORECASE,
)
_FROM_THEN = re.compile(r"\b(?:from|since|after|starting(?: in| on)?|as of)\s*$", re.IGNORECASE)
_TILL_THEN = re.compile(
    r"\b(?:until|till|before|up to|ends?(?: in| on)?|ending(?: in| on)?|expires?(?: in| on)?)\s*$",
    re.IGNORECASE,
)
# Some dates are read with the word before them: "from April 2025".
_LED_BY = re.compile(r"(?:(?:from|since|after|until|till|before)\b\s*)?", re.IGNORECASE)
_IN_ALL = re.compile(r"^\s*(?:[a-z]+\s+)?(?:in total|in all|altogether|overall)\b", re.IGNORECASE)
_BY_TIME = re.compile(
    r"^\s*(?:[a-z]+\s+){0,4}?(?:(?:a|per|each|every|in each)\s+(?:year|month|week|day)|annually"
    r"|yearly|monthly|weekly)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"^(?:\s+[a-z]+){0,2}\s+(?:in|by)\s+$", re.IGNORECASE)


def role_faults(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return what stands on the other side than in the quotes."""
    sentence, quotes = plainly(sentence), [plainly(quote) for quote in quotes]
    return [
        *_replaced(sentence, quotes),
        *_compared(sentence, quotes),
        *_places(sentence, quotes),
        *_begun(sentence, quotes),
        *_totals(sentence, quotes),
        *_dated(sentence, quotes),
    ]


def role_doubts(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return what is to be done by the sentence and stands in the quotes as another word form."""
    said, there = _to_do(sentence), [one for quote in quotes for one in _to_do(quote)]
    every = {word.stem: word.text.lower() for quote in quotes for word in words(quote)}
    for word in said:
        is_moved = word.stem in every and every[word.stem] != word.text.lower()
        if there and is_moved and not any(carried(word.stem, {one.stem}) for one in there):
            return [f"the evidence does not say that somebody is to “{word.text}”"]
    return []


def _to_do(text: str) -> list[Word]:
    """Return the verbs behind "to" and "will"."""
    found = words(text)
    return [
        after
        for word, after in pairwise(found)
        if word.text.lower() in ("to", "will") and after.is_content and not after.is_capital
    ]


def _replaced(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether the new is told to be replaced by the old."""
    said = _old_and_new(sentence)
    for old, new in (pair for quote in quotes for pair in [_old_and_new(quote)] if pair):
        if said and (said[0] & (new - old)) and (said[1] & (old - new)):
            return ["it turns round what replaces what in the evidence"]
    return []


def _old_and_new(text: str) -> tuple[set[str], set[str]] | None:
    for pattern, (old, new) in _REPLACED:
        match = pattern.search(text)
        if match:
            pair = set(content_stems(match.group(old))), set(content_stems(match.group(new)))
            return pair[0] - pair[1], pair[1] - pair[0]
    return None


def _compared(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether the lesser is told to be the greater of two."""
    said = _sides(sentence)
    for there in (pair for quote in quotes for pair in [_sides(quote)] if pair):
        if said is None or said[2] != there[2]:
            continue
        if (said[0] & (there[1] - there[0])) and (said[1] & (there[0] - there[1])):
            return ["it turns round a comparison of the evidence"]
    return []


def _sides(text: str) -> tuple[set[str], set[str], bool] | None:
    """Return what stands before and behind "than", and whether the first is the lesser."""
    match = _THAN.search(text)
    if match is None:
        return None
    before, behind = set(content_stems(match.group(1))), set(content_stems(match.group(2)))
    return before - behind, behind - before, _LESSER.search(match.group(1)) is not None


def _places(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return names that something comes from where in the quotes it goes to them, and back."""
    for here, there in (("from", "to"), ("to", "from")):
        ways = {way for quote in quotes for way in _ways(quote)}
        for name, way in _ways(sentence):
            if way == here and (name, there) in ways and (name, here) not in ways:
                return [f"“{here} {name.capitalize()}” is “{there}” in the evidence"]
    return []


def _ways(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name that follows "from" or "to", and which."""
    found = words(text)
    for word, after in pairwise(found):
        if word.text.lower() in ("from", "to") and after.is_capital and not word.is_capital:
            yield after.stem, word.text.lower()


def _begun(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return dates until which is told what holds from then on in the quotes, and back."""
    there = [(value, quote) for quote in quotes for value in values(quote)]
    for value in values(sentence):
        if value.kind not in _DATES:
            continue
        side = _side(value, sentence)
        sides = {_side(other, quote) for other, quote in there if is_same(value, other)}
        if side and sides and None not in sides and side not in sides:
            return [f"“{value.text}” is where it {sorted(map(str, sides))[0]} in the evidence"]
    return []


def _side(value: Value, text: str) -> str | None:
    before = f"{text[: value.start]}{_led_by(value)}"
    if _FROM_THEN.search(before):
        return "begins"
    return "ends" if _TILL_THEN.search(before) else None


def _led_by(value: Value) -> str:
    match = _LED_BY.match(value.text)
    return match.group() if match else ""


def _totals(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return figures told in all that are by the year or month in every quote that has them."""
    there = [(value, quote) for quote in quotes for value in values(quote)]
    for value in values(sentence):
        if value.kind in _DATES or not _IN_ALL.match(sentence[value.end :]):
            continue
        own = [quote[other.end :] for other, quote in there if is_same(value, other)]
        if own and all(_BY_TIME.match(after) for after in own):
            return [f"“{value.text}” is not in total in the evidence"]
    return []


def _dated(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return figures that stand right before another date in the quotes ("64.1 years in 2015")."""
    there = [pair for quote in quotes for pair in _figures_with_dates(quote)]
    for value, date in _figures_with_dates(sentence):
        own = [other for one, other in there if is_same(value, one)]
        if own and not any(is_same(date, one) or is_same(one, date) for one in own):
            return [f"“{value.text}” is not of “{date.text}” in the evidence"]
    return []


def _figures_with_dates(text: str) -> Iterator[tuple[Value, Value]]:
    found = values(text)
    for value, after in pairwise(found):
        if value.kind not in _DATES and after.kind in _DATES:
            between = text[value.end : after.start]
            if _WHEN.match(between) or _WHEN.match(f"{between} {after.text.split()[0]} "):
                yield value, after
