"""A sentence and the words that it cites -> the names that it says and they do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generation.values import values
from assistant.language.names import initials
from assistant.language.synonyms import GLUE, groups_of
from assistant.language.terms import STOP_WORDS, Word, words
from assistant.language.wordlists import word_set

_CAPITALS = re.compile(r"(?:[A-Z][\w'’-]*(?:\s+(?:of|and|for|the|&)\s+|\s+)?){2,}")

_OPENERS = word_set(
    """anyone anybody someone nobody everybody people residents owners tenants landlords employers
    members officers councillors partners sites homes hospitals schools colleges pupils students
    parents families farmers businesses firms companies staff volunteers drivers patients smokers
    women men adults older younger disabled existing similarly separately together instead under
    several many funding money spending progress nationally locally whoever eligible affordable
    public private national regional rural urban early late high low full half hubs buses trees
    courses grants loans rents bills prices river road flood water energy carbon health digital
    broadband retrofit travel evening weekend key main among alongside despite besides unlike like
    because although though whereas until once unless whether given subject thanks capital revenue
    demand supply evidence figures results targets measures actions"""
)
_ENDINGS = ("ly", "ing", "tion", "tions", "ment", "ments", "ness", "ity", "ities", "ers")


def missing_names(sentence: str, texts: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return the capitalised words of the sentence that stand in none of the texts.

    `known` are words seen in lower case around the question: one of them that merely opens the
    sentence is no name.
    """
    there = {word.stem for text in texts for word in words(text)}
    short = {initials(run) for text in texts for run in _CAPITALS.findall(text)}
    found = [word for word in _named(sentence, known) if word.stem not in there]
    strange = [word for word in found if word.text.removesuffix("s") not in short]
    return [word.text for word in strange if not _is_short_for(word.text.removesuffix("s"), texts)]


def _is_short_for(name: str, texts: Sequence[str]) -> bool:
    """Whether capitals stand for words that follow each other, as GP for general practice."""
    if not (name.isalpha() and name.isupper() and len(name) > 1):
        return False
    runs = ("".join(word.text[0] for word in words(text)) for text in texts)
    return any(name.lower() in run.lower() for run in runs)


def lowercase_words(texts: Sequence[str]) -> frozenset[str]:
    """Return the stems of the words that stand in lower case somewhere in the texts."""
    return frozenset(word.stem for text in texts for word in words(text) if word.text.islower())


def _is_common(word: Word, known: frozenset[str]) -> bool:
    """Whether a word that opens a sentence is one that needs no capital elsewhere."""
    if word.stem in known or word.stem in GLUE or groups_of(word.stem):
        return True
    return word.text.lower() in _OPENERS or word.text.lower().endswith(_ENDINGS)


def _named(sentence: str, known: frozenset[str]) -> list[Word]:
    """Return the words that carry a capital as names do."""
    found = []
    dated = [(one.start, one.end) for one in values(sentence)]  # checked as values
    for place, word in enumerate(words(sentence)):
        if any(start <= word.start < end for start, end in dated):
            continue
        if not word.is_capital or word.text.lower() in STOP_WORDS:
            continue
        opens = place == 0 and word.text[1:].islower()
        if not opens or not _is_common(word, known):
            found.append(word)
    return found
