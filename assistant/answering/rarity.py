"""Question terms and the documents that were found -> how telling each term is among them.

Counted in the texts of the found documents at question time: no statistics need to be stored, and
a term that none of them holds is the rarest of all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from assistant.language.terms import Word

# A stretch of text about as long as a passage; a term in every stretch tells nothing.
_STRETCH_CHARACTERS = 1000
# Enough of a document to know which words are common in it.
_READ_CHARACTERS = 200_000
_SHORT_STEM = 4
_ENDINGS = ("", "s", "es", "e", "d", "ed", "ing", "er", "y", "ies", "ly")
_TEXTS_KEPT = 64
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy")


def rarity(terms: Sequence[Word], texts: Iterable[str]) -> Mapping[str, float]:
    """Return the weight of each term's stem: the log of how many stretches hold it once."""
    spaced = [_spaced(text) for text in texts]
    stretches = 1 + sum(len(text) for text in spaced) / _STRETCH_CHARACTERS
    return {
        term.stem: _weight(sum(_count(term.stem, text) for text in spaced), stretches)
        for term in terms
    }


def _weight(count: int, stretches: float) -> float:
    return math.log(1 + stretches / (0.5 + count))


@lru_cache(maxsize=_TEXTS_KEPT)
def _spaced(text: str) -> str:
    """Return the words in lower case with one space before and behind each."""
    lowered = text[:_READ_CHARACTERS].lower().translate(_ACCENTS)
    return f" {re.sub(r'[^0-9a-z]+', ' ', lowered)} "


def _count(stem: str, text: str) -> int:
    """Count the words that begin with the stem; a short stem only with a usual ending."""
    if stem[0].isdigit():
        return text.count(f" {stem} ")
    if len(stem) <= _SHORT_STEM:
        return sum(text.count(f" {stem}{ending} ") for ending in _ENDINGS)
    return text.count(f" {stem.removesuffix('i')}")
