"""A question and passages -> its terms, how much each counts, and where a text says them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language.kin import kin_of_all, root
from assistant.language.rarity import rarity
from assistant.language.terms import ASKING_WORDS, STOP_WORDS, printed_words, stem, words
from assistant.types import Passage


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word of a text that says terms of the question: the term `itself`, or others of its kin."""

    start: int
    terms: frozenset[str]
    itself: str | None


class QuestionTerms:
    """The terms of a question by their stems; rare ones among the passages count most.

    What a text says is kept as long as the question lives: headings come again and again.
    """

    def __init__(self, query: str, passages: Sequence[Passage]) -> None:
        found = words(query)
        terms = [word for word in found if word.is_content and word.stem not in ASKING_WORDS]
        self.weights = rarity(terms, [passage.chunk.text for passage in passages])
        self._total = sum(self.weights.values()) or 1.0
        self._kin = kin_of_all(found)
        self._terms_of: dict[str, tuple[frozenset[str], str | None]] = {}
        self._said_in: dict[str, list[SaidWord]] = {}

    def share(self, terms: Iterable[str]) -> float:
        """Return how much of the question these terms are, 0 to 1."""
        return sum(self.weights[term] for term in terms) / self._total

    def said_in(self, text: str) -> list[SaidWord]:
        """Return the words of a text that say terms of the question, in order."""
        if text not in self._said_in:
            found = ((start, self._said_by(word)) for start, word in printed_words(text))
            self._said_in[text] = [
                SaidWord(start, terms, itself) for start, (terms, itself) in found if terms
            ]
        return self._said_in[text]

    def _said_by(self, printed: str) -> tuple[frozenset[str], str | None]:
        """Return the terms that a word says, and the one that it is itself."""
        if printed not in self._terms_of:
            self._terms_of[printed] = self._read(printed)
        return self._terms_of[printed]

    def _read(self, printed: str) -> tuple[frozenset[str], str | None]:
        word_stem = stem(printed)
        if printed.lower() in STOP_WORDS or word_stem in STOP_WORDS:
            return frozenset(), None
        own = root(word_stem)
        said = (term for term in self.weights if term == word_stem or own in self._kin[term])
        return frozenset(said), word_stem if word_stem in self.weights else None


def terms_said(said: Iterable[SaidWord]) -> frozenset[str]:
    """Return the terms that these words say, themselves or as others of their kin."""
    return frozenset().union(*(word.terms for word in said))
