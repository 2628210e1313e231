"""Values in a sentence -> those that belong to something else in the text that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.values import Value, is_same, values
from assistant.language.terms import words

_NEAR = 5
_CLEARLY_BETTER = 1.5
_EXCHANGED = 1.15
_DATES = ("date", "year")


def binding_faults(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return the values that stand among other words, or with another date, than in the quotes."""
    found = values(sentence)
    there = [(value, quote) for quote in quotes for value in values(quote)]
    misplaced = [one for one in found if _fits_better(one, sentence, there)]
    faults = [f"“{one.text}” belongs to something else in the evidence" for one in misplaced]
    numbers = [one for one in found if one.kind not in _DATES]
    dates = [one for one in found if one.kind in _DATES]
    if len(numbers) == 1 and len(dates) == 1 and _are_of_two(numbers[0], dates[0], quotes):
        faults.append(f"“{numbers[0].text}” is not of “{dates[0].text}” in the evidence")
    return faults


def _fits_better(value: Value, sentence: str, there: Sequence[tuple[Value, str]]) -> bool:
    """Whether another value of its kind stands among more of the same words.

    One that the sentence says too stands there only if both would fit better exchanged.
    """
    own = _best(value, sentence, [one for one in there if is_same(value, one[0])])
    others = [one for one in there if one[0].kind == value.kind and not is_same(value, one[0])]
    if not any(is_same(value, one[0]) for one in there):
        return False
    said = values(sentence)
    for other in others:
        gain, least = _likeness(value, sentence, *other), own
        rivals = [one for one in said if is_same(one, other[0])]
        if rivals:
            its = [one for one in there if is_same(rivals[0], one[0])]
            mine = [one for one in there if is_same(value, one[0])]
            gain += _best(rivals[0], sentence, mine)
            least += _best(rivals[0], sentence, its)
        if gain > (_EXCHANGED if rivals else _CLEARLY_BETTER) * least + 0.2:
            return True
    return False


def _best(value: Value, sentence: str, there: Sequence[tuple[Value, str]]) -> float:
    return max((_likeness(value, sentence, *one) for one in there), default=0.0)


def _are_of_two(number: Value, date: Value, quotes: Sequence[str]) -> bool:
    """Whether every quote with both has another date next to the number, and the date another."""
    verdicts = []
    for quote in quotes:
        there = values(quote)
        numbers = [one for one in there if one.kind == number.kind]
        dates = [one for one in there if one.kind in _DATES]
        if any(is_same(number, one) for one in numbers) and any(is_same(date, d) for d in dates):
            verdicts.append(
                not is_same(date, _nearest(_which(number, numbers), dates))
                and not is_same(number, _nearest(_which(date, dates), numbers))
            )
    return bool(verdicts) and all(verdicts)


def _which(value: Value, others: Sequence[Value]) -> Value:
    return next(one for one in others if is_same(value, one))


def _nearest(value: Value, others: Sequence[Value]) -> Value:
    return min(others, key=lambda one: abs(one.start - value.start))


def _likeness(value: Value, sentence: str, other: Value, quote: str) -> float:
    here, there = _around(value, sentence), _around(other, quote)
    shared = set(here) & set(there)
    return sum(1.0 / max(abs(here[stem]), abs(there[stem])) for stem in shared)


def _around(value: Value, text: str) -> dict[str, int]:
    """Return the words near a value, with how many words away they stand."""
    before, after = words(text[: value.start])[-_NEAR:], words(text[value.end :])[:_NEAR]
    places = {word.stem: -steps for steps, word in enumerate(reversed(before), 1)}
    for steps, word in enumerate(after, 1):
        if abs(places.get(word.stem, _NEAR + 1)) > steps:
            places[word.stem] = steps
    return places
