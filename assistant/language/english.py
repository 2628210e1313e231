"""A word -> whether English has it, and how common it is in speech."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

# The list writes "organize" and "color" only.
_AMERICAN = (("is", "iz"), ("ys", "yz"), ("our", "or"), ("ll", "l"), ("ogue", "og"), ("tre", "ter"))


@lru_cache(maxsize=1)
def english_words() -> Mapping[str, int]:
    """Return 160,000 words with how often they occur in subtitles of films."""
    # Read at the first word that is in no vocabulary: it takes a third of a second.
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en").word_frequency.dictionary)


def is_english(word: str) -> bool:
    """Say whether English has a word of small letters, in British spelling or American."""
    known = english_words()
    return word in known or any(
        british in word and word.replace(british, american) in known
        for british, american in _AMERICAN
    )
