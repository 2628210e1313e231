"""A statement and sentences -> whether what it says rises or falls there too, or the other way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.alignment.contradiction import asks
from assistant.alignment.direction import DOWN, UP
from assistant.alignment.words import rarity
from assistant.language.terms import words
from assistant.language.wordlists import word_set

_MORE = UP | word_set(
    """mediate mediates mediated mediating engage engages engaged drives foster fosters fostered
    speeds speed sped encourages expanding abundant enriched common frequent require requires
    required necessary essential sufficient activates enabling add adds added adding open opens
    opened opening build builds built building widen widens widened create creates created
    creating restored restoring reopen reopens reopened introduce introduces introduced"""
)
_LESS = DOWN | word_set(
    """halt halts halted scarce rare rarely inhibits antagonise deactivate deactivates deactivated
    delays lessen lessens lessened suppressing hamper hampers hampered repress represses repressed
    prevented curb curbs curbed slows reducing minimal little dampen dampens dampened interferes
    interfere close closes closed closing closure end ends ended ending halve halves halved scrap
    scraps scrapped cancel cancels cancelled withdraw withdraws withdrawn abandon abandons
    abandoned drop drops dropped abolishing freeze freezes frozen"""
)
_NOT = word_set("not no never neither nor without cannot none lack lacks fails failed")
# What rises or falls stands within so many words after the verb, and its verb within so many.
_REACH, _NEAR, _LONG, _DENIED = 6, 7, 5, 3
_OBJECT, _BEFORE = 3, 4
# So much of the object must stand together, by the weight of its words.
_TOGETHER, _COMMONEST, _FADE = 0.6, 0.1, 0.3


@dataclass(frozen=True, slots=True)
class _Told:
    word: str
    stem: str
    is_content: bool

    @property
    def way(self) -> int:
        return 1 if self.word in _MORE else -1 if self.word in _LESS else 0


@dataclass(frozen=True, slots=True)
class _Aim:
    """Which way something is said to go: 1 for more, -1 for less."""

    way: int
    object: tuple[str, ...]


def aim_features(statement: str, sentences: Sequence[str]) -> dict[str, float]:
    """Return how often the same thing goes the same way, and how often the other way.

    Only a thing whose words stand together counts, with the nearest word of direction beside it;
    a sentence further from the statement counts less.
    """
    alike = against = 0.0
    told = [(n, _told(one)) for n, one in enumerate(sentences) if not asks(one)]
    for aim in _aims(_told(statement)):
        for place, sentence in told:
            share, way = _way_of(aim.object, sentence)
            if way == aim.way:
                alike += share / (1 + _FADE * place)
            elif way:
                against += share / (1 + _FADE * place)
    return {
        "aims_alike": math.tanh(alike),
        "aims_against": math.tanh(against),
        "aims": float((alike > against) - (against > alike)),
    }


def _told(text: str) -> list[_Told]:
    return [_Told(word.text.lower(), word.stem, word.is_content) for word in words(text)]


def _aims(statement: Sequence[_Told]) -> Iterator[_Aim]:
    for place, word in enumerate(statement):
        after = _things(statement[place + 1 : place + 1 + _REACH])[:_OBJECT]
        thing = after or _things(statement[max(0, place - _BEFORE) : place])[-_OBJECT:]
        if word.way and thing:
            yield _Aim(_turned(statement, place), tuple(thing))


def _things(some: Sequence[_Told]) -> list[str]:
    return [word.stem for word in some if word.is_content and not word.way]


def _turned(text: Sequence[_Told], place: int) -> int:
    """Return the way of a word, turned round by a denial before it."""
    is_denied = any(word.word in _NOT for word in text[max(0, place - _DENIED) : place])
    return -text[place].way if is_denied else text[place].way


def _way_of(thing: Sequence[str], sentence: Sequence[_Told]) -> tuple[float, int]:
    """Return how much of a thing stands together in a sentence, and which way it goes there."""
    total = sum(_weight(one) for one in thing)
    share, start = 0.0, 0
    for place, word in enumerate(sentence):
        if word.stem in thing:
            here = {one.stem for one in sentence[place : place + _LONG]} & set(thing)
            found = sum(_weight(one) for one in here) / total
            share, start = (found, place) if found > share else (share, start)
    if share < _TOGETHER:
        return 0.0, 0
    beside = range(max(0, start - _NEAR), min(len(sentence), start + _NEAR))
    directed = [place for place in beside if sentence[place].way]
    if not directed:
        return 0.0, 0
    return share, _turned(sentence, min(directed, key=lambda place: abs(place - start)))


def _weight(one: str) -> float:
    return rarity(one) + _COMMONEST
