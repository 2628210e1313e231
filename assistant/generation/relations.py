"""A sentence and the quotes that it cites -> values that are told of another thing, rate or way.

"£4,100 a week" for "£4,100 a home", "by 5 per cent" for "to 5 per cent", the part for the whole,
the figure of one place for that of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generation.counting import counting_faults
from assistant.generation.values import Value, is_same, values
from assistant.generation.wording import carried, plainly
from assistant.language.terms import content_stems, stem, words

_RATE = re.compile(
    r"\s*(?:of [a-z]+ )?(?:a|an|per|each|every|for each|for every)\s+([a-z]+)"
    r"|\s*(?:[a-z]+\s+)?(annual|yearly|month|week|quarter|dai)(?:ly)?\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:a|per|each|every)\s+(year|month|week|day|quarter|night|hour)\b"
    r"|\b(annual|yearly|month|week|quarter)(?:ly)?\b",
    re.IGNORECASE,
)
_SAME_TIME = {"annual": "year", "yearly": "year", "dai": "day"}
_TOWARD = re.compile(r"\b(to|by|from)\s+(?:about |around |only |some )?$", re.IGNORECASE)
_OF_WHICH = re.compile(r"\bof (?:which|these|this|them|whom)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;.]\s|,\s(?:and\s)?|\b(?:but|while|whereas|against|than|although|compared (?:with|to))\b",
    re.IGNORECASE,
)
_DATES = ("date", "year")
_DIRECTED = re.compile(
    r"\b(?:(up(?! to)|rose|risen|rising|rises?|increased?|increasing|grew|more|higher|above|over"
    r"|extra|additional|at least|raise|minimum)"
    r"|(down|fell|fallen|falling|fall|falls|fewer|less|lower|below|under|reduced?|reducing|cut"
    r"|decreased?|dropped|at most|up to|as much as|maximum))(?= )"
)
_BESIDE = 3
_UNIT = re.compile(
    r"[\s-](?:[a-z]+ )?(second|minute|hour|day|week|month|year|mile|kilometre|hectare|tonne)s?\b",
    re.IGNORECASE,
)
_HEAD_OF = re.compile(r"\b([a-z]{4,}) of (?!which|the|these|this|them)([a-z]{4,})\b")
_FOR_EVERY = re.compile(r"\bfor (?:every|each) (?=[£$€]?\d)", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?<!a )(?<!one )(?<!two )(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
    r"(?! of)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?!\d)((?:(?!to\b|in\b|for\b|by\b|and\b|of\b|towards\b|with\b|on\b)"
    r"[A-Za-z’'-]+ ?){1,5})",
    re.IGNORECASE,
)


def relation_faults(sentence: str, quotes: Sequence[str], around: Sequence[str]) -> list[str]:
    """Return the values that stand in another relation than in the quotes."""
    sentence, quotes = plainly(sentence), [plainly(quote) for quote in quotes]
    found = values(sentence)
    there = [(value, quote) for quote in quotes for value in values(quote)]
    faults = [*_rates(sentence, found, there), *_ways(sentence, found, there)]
    faults += [*_parts(sentence, found), *_directions(sentence, found, there)]
    faults += [
        *_measures(sentence, quotes),
        *_ordinals(sentence, quotes),
        *_units(sentence, found, there),
        *_origins(sentence, quotes),
    ]
    faults += [*counting_faults(sentence, found, there), *_of_what(sentence, quotes)]
    return faults + _places(sentence, quotes) + _repeated(sentence, [*quotes, *around])


def _rates(sentence: str, found: Sequence[Value], there: Sequence[tuple[Value, str]]) -> list[str]:
    """Return amounts that are told by the year, or by the home, and are not such in the quotes."""
    faults = []
    times = {time for _, quote in there for time in _times(quote)}
    for value in found:
        own = [(other, quote) for other, quote in there if is_same(value, other)]
        rate = _rate(value, sentence)
        if not own or value.kind in _DATES or rate is None:
            continue
        known = {_rate(other, quote) for other, quote in own}
        is_time = rate in _TIMES_OF_RATE
        if rate not in known and ((is_time and rate not in times) or known != {None}):
            faults.append(f"“{value.text}” is not by the {rate} in the evidence")
    return faults


def _repeated(sentence: str, texts: Sequence[str]) -> list[str]:
    """Return whether something is told to happen each year, month or week that is not."""
    there = {time for text in texts for time in _times(text)}
    new = [time for time in _times(sentence) if time not in there]
    return [f"the evidence does not say “each {time}”" for time in new]


_TIMES_OF_RATE = ("year", "month", "week", "day", "quarter", "night", "hour")


def _rate(value: Value, text: str) -> str | None:
    match = _RATE.match(text[value.end :])
    if match is None:
        return None
    word = (match.group(1) or match.group(2)).lower()
    return _SAME_TIME.get(word, stem(word))


def _times(text: str) -> set[str]:
    found = [(one or other).lower() for one, other in _TIMES.findall(text)]
    return {_SAME_TIME.get(word, word) for word in found}


def _ways(sentence: str, found: Sequence[Value], there: Sequence[tuple[Value, str]]) -> list[str]:
    """Return amounts that change "by" where the quotes have "to", and the like."""
    faults = []
    for value in found:
        way = _way(value, sentence)
        ways = {_way(other, quote) for other, quote in there if is_same(value, other)}
        is_dated = value.kind in _DATES
        if way and not is_dated and ways and None not in ways and way not in ways:
            faults.append(f"“{way} {value.text}” is “{sorted(map(str, ways))[0]}” in the evidence")
    return faults


def _way(value: Value, text: str) -> str | None:
    match = _TOWARD.search(text[: value.start])
    return match.group(1).lower() if match else None


def _parts(sentence: str, found: Sequence[Value]) -> list[str]:
    """Return whether a part is told that is larger than its whole."""
    match = _OF_WHICH.search(sentence)
    if match is None:
        return []
    before = [one for one in found if one.end <= match.start() and one.kind not in _DATES]
    after = [one for one in found if one.start >= match.end() and one.kind not in _DATES]
    if before and after and before[-1].kind == after[0].kind != "percent":
        whole, part = _amount(before[-1]), _amount(after[0])
        if whole is not None and part is not None and part > whole:
            return ["a part is larger than its whole"]
    return []


def _directions(
    sentence: str, found: Sequence[Value], there: Sequence[tuple[Value, str]]
) -> list[str]:
    """Return values that go up where they go down in the quotes, or bound from the other side."""
    faults = []
    for value in found:
        said = _direction(value, sentence)
        ways = {_direction(other, quote) for other, quote in there if is_same(value, other)}
        if said and ways and None not in ways and said not in ways and value.kind not in _DATES:
            faults.append(f"“{value.text}” goes the other way in the evidence")
    return faults


def _direction(value: Value, text: str) -> str | None:
    """Return the direction told next to a value: before it, else behind it."""
    before = _DIRECTED.findall(" ".join(text[: value.start].lower().split()[-_BESIDE:]) + " ")
    behind = _DIRECTED.findall(" ".join(text[value.end :].lower().split()[:2]) + " ")
    told = before[-1:] or behind[:1]
    return None if not told else "up" if told[0][0] else "down"


def _measures(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether something is told for every other amount than in the quotes."""
    said = [one for start in _ends(sentence) for one in values(sentence) if one.start == start]
    there = [one for quote in quotes for start in _ends(quote) for one in values(quote)
             if one.start == start]  # fmt: skip
    if said and there and not any(is_same(one, other) for one in said for other in there):
        return [f"“{said[0].text}” is not what it is measured by in the evidence"]
    return []


def _ends(text: str) -> list[int]:
    return [match.end() for match in _FOR_EVERY.finditer(text)]


def _ordinals(sentence: str, quotes: Sequence[str]) -> list[str]:
    there = {one.lower() for quote in quotes for one in _ORDINAL.findall(quote)}
    strange = [one for one in _ORDINAL.findall(sentence) if one.lower() not in there]
    return [f"the evidence does not say “{one}”" for one in strange]


def _units(sentence: str, found: Sequence[Value], there: Sequence[tuple[Value, str]]) -> list[str]:
    """Return numbers that count weeks where the quotes count days."""
    faults = []
    for value in found:
        unit = _unit(value, sentence)
        units = {_unit(other, quote) for other, quote in there if is_same(value, other)}
        if unit and units and unit not in units and None not in units:
            faults.append(f"“{value.text}” counts {sorted(map(str, units))[0]}s in the evidence")
    return faults


def _unit(value: Value, text: str) -> str | None:
    match = _UNIT.match(text[value.end :])
    return match.group(1).lower() if match else None


def _origins(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether something comes from another of the things that the quotes name."""
    said = _from(sentence)
    there = [one for quote in quotes for one in _from(quote)]
    every = {stem for quote in quotes for stem in content_stems(quote)}
    for origin in said:
        if there and not any(origin & other for other in there) and origin <= every:
            return ["it comes from something else in the evidence"]
    return []


def _of_what(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether something is of another thing than in every quote: a shortage of homes."""
    there = [pair for quote in quotes for pair in _of(quote)]
    for head, what in _of(sentence):
        own = [other for one, other in there if one == head]
        if own and not any(carried(what, {other}) for other in own):
            return [f"it speaks of another “{head}” than the evidence"]
    return []


def _of(text: str) -> list[tuple[str, str]]:
    return [(stem(one), stem(what)) for one, what in _HEAD_OF.findall(text)]


def _from(text: str) -> list[set[str]]:
    """Return what each "from" is followed by, up to the next small word or figure."""
    found = [set(content_stems(match.group(1))) for match in _FROM.finditer(text)]
    return [one for one in found if one]


def _amount(value: Value) -> float | None:
    figures = [one for one in value.parts if one[0].isdigit()]
    return float(figures[0]) if figures else None


def _places(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return names that have the value of another name of the same quote."""
    said = _pairs(sentence)
    for quote in quotes:
        there = _pairs(quote)
        for value, name in said:
            own = [n for v, n in there if is_same(value, v)]
            its = [v for v, n in there if n == name and v.kind == value.kind]
            if own and its and name not in own and not any(is_same(value, v) for v in its):
                return [f"“{value.text}” is not of “{name}” in the evidence"]
    return []


def _pairs(text: str) -> list[tuple[Value, str]]:
    """Return each value with the only name of its clause."""
    found, start = [], 0
    bounds = [match.span() for match in _CLAUSE.finditer(text)]
    for end, after in [*bounds, (len(text), len(text))]:
        clause = text[start:end]
        start = after
        told = [one for one in values(clause) if one.kind not in _DATES]
        spans = [(one.start, one.end) for one in values(clause)]
        names = [
            word.stem
            for number, word in enumerate(words(clause))
            if word.is_capital
            and word.is_content
            and number > 0
            and not any(s <= word.start < e for s, e in spans)
        ]
        if len(told) == 1 and names:
            found.append((told[0], names[-1]))
    return found
