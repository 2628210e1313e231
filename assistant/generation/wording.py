"""A sentence held against the text that it cites, word by word -> what was put in another's place.

A sentence that only repeats the words of its evidence can still be false: two figures exchanged, a
"not" left out. Words are aligned, and what stands where another word stood is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.language.opposites import is_negated
from assistant.language.terms import Word, words

# The share of a sentence's words, in order, from which on it repeats its evidence.
_REPEATS = 0.65
# A longer piece that is left out is a part of its own, not a changed word.
_SHORT = 4
_SAME_LETTERS = 5


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

    def has_moved_whole(self, run: Sequence[Word]) -> bool:
        """Whether the quote has these words with the same word before or behind them."""
        stems = [word.stem for word in run]
        before, after = _beside(self.sentence, self._now, run)
        for place in range(len(self._was) - len(stems) + 1):
            if self._was[place : place + len(stems)] == stems:
                there = self._was[place - 1] if place else ""
                behind = self._was[place + len(stems) : place + len(stems) + 1]
                if (before and before == there) or ([after] == behind and after):
                    return True
        return False


def wording_faults(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return what the sentence says otherwise than the quote that it is nearest to."""
    nearest = max(quotes, key=lambda quote: _shared(sentence, quote))
    aligned = Alignment(sentence, nearest)
    faults = [*_replaced(aligned), *_doubled(aligned)]
    if is_negated(words(sentence)):
        return faults
    for change in aligned.changes:
        if len(change.was) <= _SHORT and is_negated(change.was) and not is_negated(change.now):
            faults.append("it leaves out a “not” of the evidence")
    return faults


def _replaced(aligned: Alignment) -> list[str]:
    """Return figures, names and, in a repetition, meaning words that took another's place."""
    faults = []
    lost = {word.stem for change in aligned.changes for word in change.was if tells(word)}
    for change in aligned.changes:
        there = [word for word in change.was if tells(word)]
        for run in _runs(change.now):
            moved = any(word.stem in lost for word in run) and aligned.repeats
            if (there or moved) and not aligned.has_moved_whole(run):
                faults.append(f"“{run[0].text}” stands in another's place")
        if aligned.repeats and (fault := _reworded(change, aligned)):
            faults.append(fault)
    return faults


def _doubled(aligned: Alignment) -> list[str]:
    """Return figures and names that a repetition says more often than the quote."""
    said = Counter(word.stem for word in aligned.sentence if tells(word))
    there = Counter(word.stem for word in aligned.quote)
    more = [stem for stem, times in said.items() if times > max(1, there[stem])]
    return [f"it says “{stem}” more often than the evidence" for stem in more if aligned.repeats]


def _reworded(change: Change, aligned: Alignment) -> str | None:
    known = [word.stem for word in aligned.quote]
    was = [word for word in change.was if word.is_content]
    new = [
        word
        for word in change.now
        if word.is_content and not any(_akin(word.stem, k) for k in known)
    ]
    if was and new and len(was) <= _SHORT:
        return f"the evidence has “{was[0].text}” where it says “{new[0].text}”"
    return None


def _akin(stem: str, other: str) -> bool:
    return stem == other or (
        len(stem) >= _SAME_LETTERS - 1 and stem[:_SAME_LETTERS] == other[:_SAME_LETTERS]
    )


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
