"""Question terms and the documents that were found -> how telling each term is among them.

Counted in the texts of the found documents at question time: no statistics need to be stored, and
a term that none of them holds is the rarest of all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.language.terms import Word, folded

# A stretch of text about as long as a passage; a term in every stretch tells nothing.
_STRETCH_CHARACTERS = 1000
_SHORTEST_PREFIX = 3


def rarity(terms: Sequence[Word], texts: Iterable[str]) -> Mapping[str, float]:
    """Return the weight of each term's stem: the log of how many stretches hold it once."""
    lowered = [folded(text) for text in texts]
    stretches = 1 + sum(len(text) for text in lowered) / _STRETCH_CHARACTERS
    return {
        term.stem: math.log(
            1 + stretches / (0.5 + sum(_count(term.stem, text) for text in lowered))
        )
        for term in terms
    }


def _count(stem: str, text: str) -> int:
    """Count the words that begin with the stem; stems of up to two letters must match whole."""
    prefix = re.escape(stem.removesuffix("i") if len(stem) > _SHORTEST_PREFIX else stem)
    tail = r"\w{0,4}\b" if len(stem) >= _SHORTEST_PREFIX and not stem[0].isdigit() else r"\b"
    return sum(1 for _ in re.finditer(rf"\b{prefix}{tail}", text))
