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
_ACCENTS = dict(zip("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", strict=True))
_ACCENTED = re.compile(f"[{''.join(_ACCENTS)}]")
# Bytes are three times as quick as characters here, and a long text has many.
_SPACED = bytes(
    code if chr(code) in "0123456789abcdefghijklmnopqrstuvwxyz" else 32 for code in range(256)
)
# Shorter ones are made again: keeping them would push documents out.
_PASSAGE_CHARACTERS = 5_000


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


def _spaced(text: str) -> str:
    """Return the words in lower case with one space before and behind each."""
    return _spaced_document(text) if len(text) > _PASSAGE_CHARACTERS else _spaced_text(text)


@lru_cache(maxsize=_TEXTS_KEPT)
def _spaced_document(text: str) -> str:
    return _spaced_text(text)


def _spaced_text(text: str) -> str:
    lowered = text[:_READ_CHARACTERS].lower()
    if not lowered.isascii():
        lowered = _ACCENTED.sub(lambda accented: _ACCENTS[accented[0]], lowered)
    words = lowered.encode("ascii", "replace").translate(_SPACED).split()
    return f" {b' '.join(words).decode()} "


def _count(stem: str, text: str) -> int:
    """Count the words that begin with the stem; a short stem only with a usual ending."""
    if stem[0].isdigit():
        return text.count(f" {stem} ")
    if len(stem) <= _SHORT_STEM:
        return sum(text.count(f" {stem}{ending} ") for ending in _ENDINGS)
    return text.count(f" {stem.removesuffix('i')}")
