"""A statement and sentences -> how well each of its words is met there, in its context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.alignment.words import rarity
from assistant.language.terms import Word, words
from assistant.protocols import Reading, TokenEmbedder, Vectors

# A word whose like is nowhere nearer than this is not said in other words either.
_MET = 0.45
_FEWEST, _COMMONEST = 3, 0.05
_LONG = 6
_NEAR = 3
_JOINS = re.compile(r"\b(?:and|or|nor|but)\s+(?:\S+\s+){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A word of a statement, and how near the nearest word of the sentences comes to it."""

    word: Word
    nearness: float


@dataclass(frozen=True, slots=True)
class Interaction:
    """A statement word by word against sentences, the nearest sentence first.

    `nearness` has a row a sentence, a column a word of the statement; `margins` says for each
    sentence how much better it meets the statement than its opposite.
    """

    words: tuple[Word, ...]
    nearness: Vectors
    margins: Vectors

    def matches(self, most: int) -> list[WordMatch]:
        """Return the words that carry meaning, each with the nearest of the first sentences."""
        if not len(self.nearness):
            return []
        nearest = self.nearness[:most].max(axis=0)
        every = [WordMatch(w, float(near)) for w, near in zip(self.words, nearest, strict=True)]
        return [one for one in every if one.word.is_content] or every


def interaction(
    statement: str, opposite: str, sentences: Sequence[str], embedder: TokenEmbedder
) -> Interaction:
    """Hold each word of a statement, and of its opposite, against each word of each sentence."""
    wanted, turned = words(statement), words(opposite)
    mine, other, *theirs = embedder.read([statement, opposite, *sentences])
    own, against = _vectors(wanted, mine), _vectors(turned, other)
    there = [_vectors(words(s), r) for s, r in zip(sentences, theirs, strict=True)]
    there = [one for one in there if len(one)]
    if not wanted or not there:
        return Interaction((), np.zeros((0, 0), np.float32), np.zeros(0, np.float32))
    met = np.stack([(own @ one.T).max(axis=1) for one in there])
    margins = met.mean(axis=1) - np.array([(against @ one.T).max(axis=1).mean() for one in there])
    return Interaction(tuple(wanted), met, margins.astype(np.float32))


def margin_features(margins: Vectors) -> dict[str, float]:
    """Return how much better the sentences meet the statement than they meet its opposite."""
    if not len(margins):
        return {"margin": 0.0, "margin_near": 0.0, "margin_best": 0.0}
    return {
        "margin": float(margins[0]),
        "margin_near": float(margins[:_NEAR].mean()),
        "margin_best": float(margins.max()),
    }


def match_features(matches: Sequence[WordMatch]) -> dict[str, float]:
    """Return how well the words are met on the whole, and how well those met least."""
    if not matches:
        return {"met": 0.0, "met_least": 0.0}
    nearness = np.array([one.nearness for one in matches])
    weights = np.array([rarity(one.word.stem) + _COMMONEST for one in matches])
    return {
        "met": float((nearness * weights).sum() / weights.sum()),
        "met_least": float(np.sort(nearness)[:_FEWEST].mean()),
    }


def unmet_words(matches: Sequence[WordMatch], near: set[str]) -> list[Word]:
    """Return the words, figures aside, that the sentences say neither so nor otherwise.

    `near` holds the stems of what stands around the best sentences.
    """
    unmet = {
        one.word.text: one.word
        for one in matches
        if not one.word.text[0].isdigit() and one.word.stem not in near and one.nearness < _MET
    }
    return list(unmet.values())


def is_left_out(statement: str, unmet: Sequence[Word], *, is_page: bool) -> bool:
    """Say whether words that are not met leave a part of the statement without evidence.

    In a long statement a single word may be said in a way that is not known to be the same, but
    not where it opens a part of its own ("and a library"), nor where a whole page was searched.
    """
    long = sum(word.is_content for word in words(statement)) >= _LONG
    if not unmet or len(unmet) > 1 or is_page or not long:
        return bool(unmet)
    return _JOINS.search(statement[: unmet[0].start]) is not None


def _vectors(some: Sequence[Word], reading: Reading) -> Vectors:
    """Return one unit vector a word: the mean of its tokens; nothing where it was not read."""
    rows = np.zeros((len(some), reading.tokens.shape[1]), dtype=np.float32)
    for row, word in enumerate(some):
        own = [
            n
            for n, (start, end) in enumerate(reading.spans)
            if end > start and start < word.end and end > word.start
        ]
        if own:
            rows[row] = reading.tokens[own].mean(axis=0)
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)
