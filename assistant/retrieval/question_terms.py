"""A question and passages -> its terms, how much each counts, and where a text says them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.kin import kin_of_all, root
from assistant.language.rarity import rarity
from assistant.language.terms import ASKING_WORDS, STOP_WORDS, Word, printed_words, stem, words
from assistant.types import Passage

# The terms that a word says, and the one that it is itself.
SaidBy = tuple[frozenset[str], str | None]


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
        terms = [word for word in found if word.is_content and not _only_asks(word)]
        self.weights = rarity(terms, [passage.chunk.text for passage in passages])
        self._total = sum(self.weights.values()) or 1.0
        self._terms_of_root = _terms_of_root(self.weights, kin_of_all(found))
        self._said_by: dict[str, SaidBy] = {}
        self._said_in: dict[str, list[SaidWord]] = {}

    def share(self, terms: Iterable[str]) -> float:
        """Return how much of the question these terms are, 0 to 1."""
        return sum(self.weights[term] for term in terms) / self._total

    def said_in(self, text: str) -> list[SaidWord]:
        """Return the words of a text that say terms of the question, in order."""
        if text not in self._said_in:
            found = ((start, self._terms_said(word)) for start, word in printed_words(text))
            self._said_in[text] = [
                SaidWord(start, terms, itself) for start, (terms, itself) in found if terms
            ]
        return self._said_in[text]

    def _terms_said(self, printed: str) -> SaidBy:
        if printed not in self._said_by:
            self._said_by[printed] = self._read(printed)
        return self._said_by[printed]

    def _read(self, printed: str) -> SaidBy:
        word = stem(printed)
        if printed.lower() in STOP_WORDS or word in STOP_WORDS:
            return frozenset(), None
        terms = self._terms_of_root.get(root(word), frozenset())
        return terms, word if word in self.weights else None


def _only_asks(word: Word) -> bool:
    """Say whether a word is one to ask with, such as "many"."""
    return word.text.lower() in ASKING_WORDS


def _terms_of_root(
    terms: Iterable[str], kin: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return for each root of a word the terms that it may stand for, its own among them."""
    found: dict[str, set[str]] = {}
    for term in terms:
        for one in kin[term]:
            found.setdefault(one, set()).add(term)
    return {one: frozenset(some) for one, some in found.items()}


def terms_said(said: Iterable[SaidWord]) -> frozenset[str]:
    """Return the terms that these words say, themselves or as others of their kin."""
    return frozenset().union(*(word.terms for word in said))
