"""A sentence and the words that it cites -> the names that it says and they do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.names import initials
from assistant.language.terms import STOP_WORDS, Word, words

_CAPITALS = re.compile(r"(?:[A-Z][\w'’-]*(?:\s+(?:of|and|for|the|&)\s+|\s+)?){2,}")


def missing_names(sentence: str, texts: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return the capitalised words of the sentence that stand in none of the texts.

    `known` are words seen in lower case around the question: one of them that merely opens the
    sentence is no name.
    """
    there = {word.stem for text in texts for word in words(text)}
    short = {initials(run) for text in texts for run in _CAPITALS.findall(text)}
    found = [word for word in _named(sentence, known) if word.stem not in there]
    return [word.text for word in found if word.text.removesuffix("s") not in short]


def lowercase_words(texts: Sequence[str]) -> frozenset[str]:
    """Return the stems of the words that stand in lower case somewhere in the texts."""
    return frozenset(word.stem for text in texts for word in words(text) if word.text.islower())


def _named(sentence: str, known: frozenset[str]) -> list[Word]:
    """Return the words that carry a capital as names do."""
    found = []
    for place, word in enumerate(words(sentence)):
        if not word.is_capital or word.text.lower() in STOP_WORDS:
            continue
        opens = place == 0 and word.text[1:].islower()
        if not opens or word.stem not in known:
            found.append(word)
    return found
