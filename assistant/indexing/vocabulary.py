"""The texts of documents -> which words stand in which, and the word that a mistyped one is near.

A reader is shown no word that stands only in documents that they may not read. Common words of
public bodies are known without standing anywhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.kin import root
from assistant.language.terms import stem

_WORD = re.compile(r"[^\W\d_]{3,}")
# One slip of the fingers in a word, two in a long one.
_LONG = 8
# Of two words as near, the one is meant that is so much more common.
_MORE_COMMON = 4
_ANYWHERE = 1
_SHORTEST_PART = 4


class Vocabulary:
    """The words of some documents; each knows by bits of a number in which of them it stands."""

    def __init__(self, texts: Iterable[tuple[str, str]], common: Iterable[str] = ()) -> None:
        self._places: dict[str, int] = {}
        self._documents: dict[str, int] = defaultdict(int)
        self._counts: Counter[str] = Counter()
        self._stems: dict[str, int] = defaultdict(int)
        self._forms: dict[str, str] = {}
        for number, (document_id, text) in enumerate(texts, 1):
            self._places[document_id] = 1 << number
            self._read(Counter(_WORD.findall(text)), 1 << number)
        for word in common:
            self._documents[word] |= _ANYWHERE
            self._stems[stem(word)] |= _ANYWHERE
            self._counts[word] += 1
            self._forms.setdefault(word, word)

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
        """Return the one word of the documents that a slip or two away is meant; None without."""
        lowered, mask = word.lower(), self._mask(documents)
        slips = 2 if len(lowered) >= _LONG else 1
        near = [
            other
            for other, held in self._documents.items()
            if held & mask
            and abs(len(other) - len(lowered)) <= slips
            and not self._forms[other].isupper()
        ]
        found = process.extract(lowered, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        # The first letter is seldom mistyped, but for one that changes places with the second.
        found = [one for one in found if one[0][0] in lowered[:2]]
        best = min((distance for _, distance, _ in found), default=0)
        ranked = sorted((-self._counts[one], one) for one, distance, _ in found if distance == best)
        if not ranked or (len(ranked) > 1 and -ranked[0][0] < _MORE_COMMON * -ranked[1][0]):
            return None
        return self._forms[ranked[0][1]]

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
        return _ANYWHERE + sum(self._places.get(one, 0) for one in set(documents))
