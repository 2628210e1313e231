"""The texts of documents -> which words stand in which, and the word that a mistyped one is near.

A reader is shown no word that stands only in documents that they may not read. Words of everyday
English are meant when no word of the documents is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.english import english_words
from assistant.language.kin import root
from assistant.language.terms import stem

_WORD = re.compile(r"[^\W\d_]{3,}")
# One slip of the fingers in a word, two in a long one.
_LONG = 8
# Of two words as near, the one is meant that is so much more common.
_MORE_COMMON = 4
# An everyday word, in subtitles of films.
_EVERYDAY = 300
_SHORTEST_PART = 4


class Vocabulary:
    """The words of some documents; each knows by bits of a number in which of them it stands."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._places: dict[str, int] = {}
        self._documents: dict[str, int] = defaultdict(int)
        self._counts: Counter[str] = Counter()
        self._stems: dict[str, int] = defaultdict(int)
        self._forms: dict[str, str] = {}
        for number, (document_id, text) in enumerate(texts):
            self._places[document_id] = 1 << number
            self._read(Counter(_WORD.findall(text)), 1 << number)

    def knows(self, word: str, documents: Collection[str]) -> bool:
        """Say whether one of the documents holds the word, or the one it is made from."""
        own, mask = stem(word.lower()), self._mask(documents)
        return any(self._stems.get(one, 0) & mask for one in (own, root(own)))

    def is_compound(self, word: str, documents: Collection[str]) -> bool:
        """Say whether a word is two that the documents hold, run together: "countywide"."""
        places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        return any(
            self.knows(word[:place], documents) and self.knows(word[place:], documents)
            for place in places
        )

    def nearest(self, word: str, documents: Collection[str]) -> str | None:
        """Return the one word that a slip or two away is meant; None without.

        It is a word of the documents, else one of everyday English.
        """
        lowered, mask = word.lower(), self._mask(documents)
        held = {
            other: self._counts[other]
            for other, places in self._documents.items()
            if places & mask and not self._forms[other].isupper()
        }
        meant = _meant(lowered, held)
        if meant is not None:
            return self._forms[meant]
        return _meant(lowered, _everyday())

    def _read(self, counted: Counter[str], place: int) -> None:
        for form, count in counted.items():
            word = form.lower()
            self._documents[word] |= place
            self._stems[stem(word)] |= place
            self._counts[word] += count
            # "Tarrowby" is only ever written so; "Health" is written small as well.
            if form == word or word not in self._forms:
                self._forms[word] = form

    def _mask(self, documents: Collection[str]) -> int:
        return sum(self._places.get(one, 0) for one in set(documents))


@lru_cache(maxsize=1)
def _everyday() -> Mapping[str, int]:
    return {word: count for word, count in english_words().items() if count >= _EVERYDAY}


def _meant(word: str, known: Mapping[str, int]) -> str | None:
    """Return the known word that is nearest, when it is much more common than others as near."""
    slips = 2 if len(word) >= _LONG else 1
    # The first letter is seldom mistyped, but for one that changes places with the second.
    near = [one for one in known if one[0] in word[:2] and abs(len(one) - len(word)) <= slips]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
    best = min((distance for _, distance, _ in found), default=0)
    ranked = sorted((-known[one], one) for one, distance, _ in found if distance == best)
    if not ranked or (len(ranked) > 1 and -ranked[0][0] < _MORE_COMMON * -ranked[1][0]):
        return None
    return ranked[0][1]
