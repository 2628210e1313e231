"""A sentence held against the text that it cites, word by word -> what was put in another's place.

A sentence that only repeats the words of its evidence can still be false: two figures exchanged, a
"not" left out, "may" made "will". Words are aligned; what stands where another word stood is looked
at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.generation.values import Value, is_same, values
from assistant.language.opposites import is_negated, opposed
from assistant.language.terms import Word, words
from assistant.language.wordlists import word_set

_NEAR = 5
_CLEARLY_BETTER = 1.5
_HEDGES = word_set("may might could would should can aim hope seek consider explore propose plan")
_CERTAIN = word_set("will shall must has have did is was are were")
_WHOLE = word_set("all every always only never entire entirely most")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the evidence, and the words of the sentence that stand in their place."""

    was: tuple[Word, ...]
    now: tuple[Word, ...]


def changes(sentence: str, quote: str) -> list[Change]:
    """Return where the sentence departs from the quote between words that both have."""
    before, after = words(quote), words(sentence)
    matcher = SequenceMatcher(
        None, [word.stem for word in before], [word.stem for word in after], autojunk=False
    )
    found = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal":
            found.append(Change(tuple(before[a1:a2]), tuple(after[b1:b2])))
    return found


def wording_faults(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return what the sentence says otherwise than every quote that it could have it from."""
    best = sorted(quotes, key=lambda quote: -_shared(sentence, quote))[:1]
    faults = [fault for quote in best for fault in _changed(sentence, quote)]
    return [*faults, *_misplaced(sentence, quotes), *_turned(sentence, quotes)]


def _shared(sentence: str, quote: str) -> int:
    return len({word.stem for word in words(sentence)} & {word.stem for word in words(quote)})


def _changed(sentence: str, quote: str) -> list[str]:
    there = {word.stem for word in words(sentence)}
    faults = []
    for change in changes(sentence, quote):
        was, now = change.was, change.now
        lost = [word for word in was if _tells(word, quote) and word.stem not in there]
        new = [word for word in now if _tells(word, sentence)]
        if was and now and lost and new and _same_class(lost, new):
            faults.append(f"the evidence has “{lost[0].text}” where it says “{new[0].text}”")
        if is_negated(was) and not is_negated(now) and not is_negated(words(sentence)):
            faults.append("it leaves out a “not” of the evidence")
        if _is_surer(was, now):
            faults.append("it is surer than the evidence")
    return faults


def _tells(word: Word, text: str) -> bool:
    """Whether a word is a figure or a capitalised word that does not merely open its text."""
    if word.text[0].isdigit():
        return True
    return word.is_capital and word.is_content and word.start > len(text) - len(text.lstrip())


def _same_class(lost: Sequence[Word], new: Sequence[Word]) -> bool:
    return lost[0].text[0].isdigit() == new[0].text[0].isdigit()


def _is_surer(was: Sequence[Word], now: Sequence[Word]) -> bool:
    before, after = {word.stem for word in was}, {word.text.lower() for word in now}
    hedged = before & _HEDGES and not {word.stem for word in now} & _HEDGES
    return bool(hedged and after & _CERTAIN)


def _turned(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return denials, opposites and exaggerations that no quote has."""
    said, there = words(sentence), [word for quote in quotes for word in words(quote)]
    stems = frozenset(word.stem for word in there)
    faults = []
    if is_negated(said) and not is_negated(there):
        faults.append("it denies what the evidence does not deny")
    if opposed([word.stem for word in said], stems):
        faults.append("it says the opposite of a word of the evidence")
    whole = {word.text.lower() for word in said} & _WHOLE
    if whole and not {word.text.lower() for word in there} & (_WHOLE | {"each", "whole"}):
        faults.append(f"the evidence does not say “{sorted(whole)[0]}”")
    return faults


def _misplaced(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return values that stand among other words than in the evidence, where another value fits."""
    there = [(value, quote) for quote in quotes for value in values(quote)]
    faults = []
    for value in values(sentence):
        own = [_likeness(value, sentence, *one) for one in there if is_same(value, one[0])]
        others = [
            _likeness(value, sentence, *one)
            for one in there
            if one[0].kind == value.kind and not is_same(value, one[0])
        ]
        if own and others and max(others) > _CLEARLY_BETTER * max(own) + 0.2:
            faults.append(f"“{value.text}” belongs to something else in the evidence")
    return faults


def _likeness(value: Value, sentence: str, other: Value, quote: str) -> float:
    here, there = _around(value, sentence), _around(other, quote)
    shared = set(here) & set(there)
    return sum(1.0 / max(abs(here[stem]), abs(there[stem])) for stem in shared)


def _around(value: Value, text: str) -> dict[str, int]:
    """Return the meaning words near a value, with how many words away they stand."""
    before = words(text[: value.start])[-_NEAR:]
    after = words(text[value.end :])[:_NEAR]
    places = {word.stem: -steps for steps, word in enumerate(reversed(before), 1)}
    for steps, word in enumerate(after, 1):
        if abs(places.get(word.stem, _NEAR + 1)) > steps:
            places[word.stem] = steps
    return places
