"""A sentence held against the text that it cites, word by word -> what was put in another's place.

A sentence that only repeats the words of its evidence can still be false: two figures exchanged, a
"not" left out. Words are aligned, and what stands where another word stood is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.language.opposites import is_negated
from assistant.language.synonyms import GLUE, is_same_sense
from assistant.language.terms import Word, words

# The share of a sentence's words, in order, from which on it repeats its evidence.
_REPEATS = 0.65
# A longer piece that is left out is a part of its own, not a changed word.
_SHORT = 4
_SAME_LETTERS = 5
_NEAR = 5
_ALIKE = 0.5
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_IDIOMS = tuple(
    (re.compile(rf"\b(?:{idiom})(?<=[\w:])(?!\w)", re.IGNORECASE), plain)
    for idiom, plain in (
        ("no more than", "at most"),
        ("(?:no|not) (?:less|fewer) than", "at least"),
        ("not only", "both"),
        ("at no (?:charge|cost|interest)|with no interest|free of charge", "free"),
        ("(?:will|would) no longer", "will stop"),
        ("no longer|not any longer", "not now"),
        ("(?:did|do|does) not have an?", "had no"),
        ("not (?:as|so) (?:fast|quickly) as", "more slowly than"),
        ("not (?:as|so) (?:many|much) as", "fewer than"),
        ("not (?:as|so) high as", "lower than"),
        ("responsibility for (.+?) (?:lies|rests) with", r"responsible for \1 is"),
        ("(?:takes?|took|taken|taking) the place of", "replace"),
        ("out of work|jobless", "unemployed"),
        ("(?:raise[sd]?|put) the question(?: of)?", "asked"),
        ("(?:turned|turn|voted|vote) down|thrown out", "rejected"),
        ("(by|at|before|until) the (?:end|beginning|start) of", r"\1"),
        ("(?:decision|action|recommendation|resolved):", ""),
        (r"([1-9]\d?)s", r"\1"),
    )
)
_CLEARLY = 1.3
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {word: str(number) for number, word in enumerate(_COUNTED, 1)}
_LACKING = frozenset({"lack", "lacks", "lacking", "without", "missing", "except"})


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the evidence, and the words of the sentence that stand in their place."""

    was: tuple[Word, ...]
    now: tuple[Word, ...]


class Alignment:
    """A sentence and a quote, word against word."""

    def __init__(self, sentence: str, quote: str) -> None:
        self.sentence, self.quote = words(sentence), words(quote)
        self._now = [word.stem for word in self.sentence]
        self._was = [word.stem for word in self.quote]
        matcher = SequenceMatcher(None, self._was, self._now, autojunk=False)
        self.changes = [
            Change(tuple(self.quote[a1:a2]), tuple(self.sentence[b1:b2]))
            for tag, a1, a2, b1, b2 in matcher.get_opcodes()
            if tag != "equal"
        ]

    @property
    def repeats(self) -> bool:
        """Whether the sentence mostly repeats the quote in its order."""
        kept = len(self.sentence) - sum(len(change.now) for change in self.changes)
        return kept >= _REPEATS * len(self.sentence)

    @property
    def is_turned_round(self) -> bool:
        """Whether one of both is passive, so that names change their places and not their parts."""
        return _is_passive(self.sentence) != _is_passive(self.quote)

    def has_moved_whole(self, run: Sequence[Word]) -> bool:
        """Whether the quote has these words with the same word before or behind them."""
        stems = [word.stem for word in run]
        before, after = _beside(self.sentence, self._now, run)
        for place in range(len(self._was) - len(stems) + 1):
            if self._was[place : place + len(stems)] == stems and tells(self.quote[place]):
                there = self._was[place - 1] if place else ""
                behind = self._was[place + len(stems) : place + len(stems) + 1]
                if (before and before == there) or ([after] == behind and after):
                    return True
        return False

    def stands_alike(self, run: Sequence[Word]) -> bool:
        """Whether a name stands among the words of its own in the quote, not of another name."""
        if run[0].text[0].isdigit():
            return False
        stems = {word.stem for word in run}
        here = _around(self.sentence, run[0].start, stems)
        own, others = 0.0, 0.0
        for word in self.quote:
            if tells(word) and not word.text[0].isdigit():
                likeness = _likeness(here, _around(self.quote, word.start, stems))
                if word.stem in stems:
                    own = max(own, likeness)
                else:
                    others = max(others, likeness)
        return own >= _ALIKE and own > _CLEARLY * others


def _is_passive(found: Sequence[Word]) -> bool:
    told = [word.text.lower() for word in found]
    return any(
        one in _BEING and any(after.endswith(("ed", "en", "un", "ne")) for after in told[n : n + 3])
        for n, one in enumerate(told, 1)
    )


def _around(found: Sequence[Word], start: int, without: Collection[str]) -> dict[str, int]:
    """Return the words near a place, with how many words away they stand."""
    place = next(number for number, word in enumerate(found) if word.start == start)
    near = range(max(0, place - _NEAR), min(len(found), place + _NEAR + 1))
    return {found[one].stem: abs(one - place) for one in near if found[one].stem not in without}


def _likeness(here: Mapping[str, int], there: Mapping[str, int]) -> float:
    return sum(1.0 / max(here[stem], there[stem]) for stem in here.keys() & there.keys())


def plainly(text: str) -> str:
    """Return the text with "no more than" and the like told without a word that denies."""
    for idiom, plain in _IDIOMS:
        text = idiom.sub(plain, text)
    return text


def wording_faults(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return what the sentence says otherwise than the quote that it is nearest to."""
    nearest = max(quotes, key=lambda quote: _shared(sentence, quote))
    aligned = Alignment(plainly(sentence), plainly(nearest))
    faults = [*_replaced(aligned), *_doubled(aligned)]
    if is_negated(aligned.sentence):
        return faults
    for change in aligned.changes:
        is_lost = is_negated(change.was) and not is_negated(change.now)
        is_lost = is_lost and not any(word.text.lower() in _LACKING for word in change.now)
        if is_lost and len(change.was) <= _SHORT:
            faults.append("it leaves out a “not” of the evidence")
    return faults


def wording_doubts(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return the words of a repetition that stand where the quote has others of another sense."""
    nearest = max(quotes, key=lambda quote: _shared(sentence, quote))
    aligned = Alignment(plainly(sentence), plainly(nearest))
    if not aligned.repeats:
        return []
    found = [_reworded(change, aligned) for change in aligned.changes]
    return [one for one in [*found, _other_subject(aligned)] if one is not None]


def is_retold(sentence: str, quotes: Sequence[str]) -> bool:
    """Say whether the sentence repeats none of the quotes in its order.

    Words then tell less of who does what to whom.
    """
    plain = plainly(sentence)
    return not any(Alignment(plain, plainly(quote)).repeats for quote in quotes)


def _replaced(aligned: Alignment) -> list[str]:
    """Return figures and names that took another's place."""
    faults = []
    lost = {word.stem for change in aligned.changes for word in change.was if tells(word)}
    for change in aligned.changes:
        there = [word for word in change.was if tells(word)]
        if aligned.repeats and _is_another_count(change):
            faults.append("it counts otherwise than the evidence")
        for run in _runs(change.now):
            moved = any(word.stem in lost for word in run) and aligned.repeats
            moved = moved and not aligned.is_turned_round
            if (there or moved) and not (aligned.has_moved_whole(run) or aligned.stands_alike(run)):
                faults.append(f"“{run[0].text}” stands in another's place")
    return faults


def _is_another_count(change: Change) -> bool:
    """Whether a number word stands where the quote has another figure: "one" for "23"."""
    was = [word.text for word in change.was if word.text[0].isdigit()]
    now = [_COUNTS[word.text.lower()] for word in change.now if word.text.lower() in _COUNTS]
    return bool(was) and bool(now) and not set(now) & set(was)


def _doubled(aligned: Alignment) -> list[str]:
    """Return figures and names that a repetition says more often than the quote."""
    said = Counter(word.stem for word in aligned.sentence if tells(word))
    there = Counter(word.stem for word in aligned.quote if tells(word))
    more = [stem for stem, times in said.items() if times > max(1, there[stem])]
    return [f"it says “{stem}” more often than the evidence" for stem in more if aligned.repeats]


def _reworded(change: Change, aligned: Alignment) -> str | None:
    known = [word.stem for word in aligned.quote]
    kept = [word.stem for word in aligned.sentence]
    was = [word for word in change.was if word.is_content and not carried(word.stem, kept)]
    new = [word for word in change.now if _is_meant(word) and not carried(word.stem, known)]
    if was and new and len(was) <= _SHORT:
        return f"the evidence has “{was[0].text}” where it says “{new[0].text}”"
    return None


def _other_subject(aligned: Alignment) -> str | None:
    """Return whether a repetition begins with another who, from elsewhere in the quote."""
    if not aligned.changes or aligned.is_turned_round:
        return None
    first = aligned.changes[0]
    if not aligned.sentence or first.now[:1] != tuple(aligned.sentence[:1]):
        return None
    kept = [word.stem for word in aligned.sentence]
    was = [word for word in first.was if word.is_content and not carried(word.stem, kept)]
    later = [word.stem for word in aligned.quote[len(first.was) :]]
    moved = [word for word in first.now if _is_meant(word) and word.stem in later]
    if was and moved and len(first.was) <= _SHORT:
        return f"the evidence has “{was[0].text}” where it says “{moved[0].text}”"
    return None


def _is_meant(word: Word) -> bool:
    """Whether a word adds meaning; figures are checked as values."""
    return word.is_content and word.stem not in GLUE and not word.text[0].isdigit()


def akin(stem: str, other: str) -> bool:
    """Say whether two stems are of one word: they are long enough and begin alike."""
    return stem == other or (
        len(stem) >= _SAME_LETTERS - 1 and stem[:_SAME_LETTERS] == other[:_SAME_LETTERS]
    )


def carried(stem: str, known: Collection[str]) -> bool:
    """Say whether a word stands among others, as itself, as one akin, or in the same sense."""
    return any(akin(stem, other) or is_same_sense(stem, other) for other in known)


def tells(word: Word) -> bool:
    """Say whether a word is a figure, or has the capital of a name."""
    return word.text[0].isdigit() or (word.is_capital and word.is_content)


def _runs(found: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the telling words that stand together."""
    run: list[Word] = []
    for word in found:
        if tells(word):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _beside(found: Sequence[Word], stems: Sequence[str], run: Sequence[Word]) -> tuple[str, str]:
    first = next(place for place, word in enumerate(found) if word.start == run[0].start)
    last = first + len(run)
    return (stems[first - 1] if first else "", stems[last] if last < len(stems) else "")


def _shared(sentence: str, quote: str) -> int:
    return len({word.stem for word in words(sentence)} & {word.stem for word in words(quote)})
