"""A text and a number in it -> the words of what the number counts, where they stand behind it.

"340 clubs, the NHS and the councils" counts clubs: whatever else stands near is not counted.
"""

from __future__ import annotations

import re

from assistant.language.quantities import Quantity
from assistant.language.terms import STOP_WORDS, Word

# Between a number and its noun: "five of the providers", "two-thirds of our homes".
_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|our|these|those|all)\s+)?", re.IGNORECASE)
_GAP = re.compile(r"[\s/-]*")
_PLURAL = re.compile(
    r"(?:[^\Wsui]s|ss?es|ies|people|staff|children|men|women|police|feet|data)$", re.IGNORECASE
)
_ONE = frozenset(("1", "one", "single"))
_LONGEST = 4


def counted_by(number: Quantity, text: str, words: list[Word]) -> list[Word]:
    """Return the words up to the first plural behind a number; behind "one" up to its noun.

    Empty when none stands there: "fell to 1,200 in 2019", "homes: 210".
    """
    phrase = _phrase_behind(number, text, words)
    if number.text.lower() in _ONE:
        return phrase
    last = next((n for n, word in enumerate(phrase, 1) if _PLURAL.search(word.text)), 0)
    return phrase[:last]


def _phrase_behind(number: Quantity, text: str, words: list[Word]) -> list[Word]:
    """Return the words behind a number that no mark and no small word parts from it."""
    of = _OF.match(text, number.end)
    end = of.end() if of else number.end
    phrase: list[Word] = []
    for word in words:
        if word.start < end:
            continue
        is_apart = _GAP.fullmatch(text, end, word.start) is None
        if is_apart or word.text.lower() in STOP_WORDS or len(phrase) == _LONGEST:
            break
        phrase.append(word)
        end = word.end
    return phrase
