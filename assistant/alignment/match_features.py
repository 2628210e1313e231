"""A text and the goals of a framework -> what the match is judged by, a number a goal each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.alignment.words import inverse_frequency, printed_words, sentences, stems
from assistant.alignment_types import Goal
from assistant.protocols import Embedder, Vectors

Scores = npt.NDArray[np.float64]

_BM25_K1, _BM25_B = 1.5, 0.75
# Words whose vectors are further apart than this are no paraphrase of each other.
_SOFT_FLOOR, _SOFT_CREDIT = 0.35, 0.8
_SENTENCES = 60


@dataclass
class WordVectors:
    """Vectors of single words, each embedded once."""

    embedder: Embedder
    _known: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)

    def of(self, some: Sequence[str]) -> Vectors:
        """Return one row per word."""
        new = [word for word in dict.fromkeys(some) if word not in self._known]
        if new:
            self._known.update(zip(new, self.embedder.embed(new), strict=True))
        return np.array([self._known[word] for word in some], dtype=np.float32)


class GoalTexts:
    """The goals of one framework, embedded and counted once."""

    def __init__(self, goals: Sequence[Goal], embedder: Embedder) -> None:
        self.titles = [goal.text for goal in goals]
        self.is_described = any(goal.description for goal in goals)
        self.full = [_full(goal) for goal in goals]
        parts = [sentences(goal.description or goal.text) for goal in goals]
        vectors = embedder.embed([*self.full, *(one for some in parts for one in some)])
        self.vectors = vectors[: len(goals)]
        bounds = np.cumsum([len(goals), *(len(some) for some in parts)])
        self.sentence_vectors = [vectors[a:b] for a, b in pairwise(bounds)]
        self.middle = self.vectors.mean(axis=0)
        self.centred = _unit(self.vectors - self.middle)
        self.words = [printed_words(text) for text in self.full]
        self.weights = inverse_frequency([list(some) for some in self.words])


def match_features(
    text: str, goals: GoalTexts, embedder: Embedder, words: WordVectors
) -> Mapping[str, Scores]:
    """Return for each feature one number a goal; which are used depends on the framework."""
    parts = sentences(text)[:_SENTENCES]
    vectors = embedder.embed([text, *parts])
    whole, each = vectors[0], vectors[1:]
    centred = _unit(each - goals.middle)
    features = {
        "cosine": goals.vectors @ whole,
        "first_sentence": goals.vectors @ each[0],
        "goal_sentences": np.array(
            [(each @ s.T).max(axis=0).mean() for s in goals.sentence_vectors]
        ),
        "best_goal_sentence": np.array([(s @ whole).max() for s in goals.sentence_vectors]),
        "against_the_others": (centred @ goals.centred.T).max(axis=0),
        "best_sentence": (each @ goals.vectors.T).max(axis=0),
        "words": bm25(text, goals.full),
        "title_words": bm25(text, goals.titles),
        **_coverage(text, parts, goals, words),
    }
    return {name: np.asarray(values, dtype=np.float64) for name, values in features.items()}


def bm25(text: str, documents: Sequence[str]) -> Scores:
    """Return the BM25 score of each document for the different words of `text`."""
    counts = [Counter(stems(document)) for document in documents]
    lengths = np.array([sum(count.values()) for count in counts], dtype=float)
    weights = inverse_frequency(counts)
    norm = _BM25_K1 * (1 - _BM25_B + _BM25_B * lengths / max(1.0, float(lengths.mean())))
    scores = np.zeros(len(documents))
    for stem in dict.fromkeys(stems(text)):
        if stem in weights:
            times = np.array([count[stem] for count in counts], dtype=float)
            scores += weights[stem] * times * (_BM25_K1 + 1) / (times + norm)
    return scores


def _coverage(
    text: str, parts: Sequence[str], goals: GoalTexts, words: WordVectors
) -> dict[str, Scores]:
    """Return how much of each goal's own words the text has, by form and by meaning."""
    mine = printed_words(text)
    by_sentence = [set(printed_words(part)) for part in parts]
    rows = [_covered(some, mine, by_sentence, goals.weights, words) for some in goals.words]
    names = ("coverage", "sentence_coverage", "root_coverage", "soft_coverage")
    return dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))


def _covered(
    goal: Mapping[str, str],
    mine: Mapping[str, str],
    by_sentence: Sequence[set[str]],
    weights: Mapping[str, float],
    words: WordVectors,
) -> tuple[float, float, float, float]:
    total = sum(weights[stem] for stem in goal)
    if not goal or not mine or total <= 0:
        return 0.0, 0.0, 0.0, 0.0
    hit = sum(weights[stem] for stem in goal if stem in mine)
    best = max(sum(weights[stem] for stem in goal if stem in some) for some in by_sentence)
    nearest = (words.of(list(goal.values())) @ words.of(list(mine.values())).T).max(axis=1)
    soft = np.clip((nearest - _SOFT_FLOOR) / (1 - _SOFT_FLOOR), 0, 1) * _SOFT_CREDIT
    near = np.where([stem in mine for stem in goal], 1.0, soft)
    weighted = float(np.array([weights[stem] for stem in goal]) @ near)
    return hit / total, best / total, hit / total**0.5, weighted / total


def _full(goal: Goal) -> str:
    return f"{goal.text}. {goal.description}" if goal.description else goal.text


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
