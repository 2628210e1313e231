"""A sentence and the evidence that it cites -> how well the evidence carries what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.generation.evidence import Evidence
from assistant.generation.wording import carried
from assistant.language.synonyms import GLUE
from assistant.language.terms import content_stems
from assistant.protocols import Vectors

# Calibrated by benchmarks/generation/checks.py; see docs/generation.md.
_LEAST = 0.62
_LEAST_POSSIBLE = 0.5
_LEAST_WORDS = 0.3
_MARGIN = 0.12
_IDLE_BELOW = 0.35


@dataclass(frozen=True, slots=True)
class Support:
    """How far the meaning words and the embedding of a sentence agree with its evidence.

    `others` is the best score of any evidence that is not cited; `quoted` the share of the words
    that the quotes have without their headings, which anyone may have written.
    """

    words: float
    meaning: float
    others: float
    quoted: float = 1.0

    @property
    def score(self) -> float:
        """One figure of both."""
        return (self.words + self.meaning) / 2

    @property
    def is_possible(self) -> bool:
        """Whether the evidence may carry the sentence, and no other does so much better."""
        carried = self.score >= _LEAST_POSSIBLE and self.quoted >= _LEAST_WORDS
        return carried and self.score + _MARGIN >= self.others

    @property
    def is_enough(self) -> bool:
        """Whether the evidence carries the sentence, and no other does so much better."""
        carried = self.score >= _LEAST and self.words >= _LEAST_WORDS
        return carried and self.score + _MARGIN >= self.others


def supported(
    sentence: str, vector: Vectors, cited: Sequence[Evidence], every: Sequence[Evidence]
) -> Support:
    """Measure a sentence against what it cites and against the rest of the evidence."""
    stems = frozenset(content_stems(sentence))
    read = frozenset().union(*(one.read_stems for one in cited))
    meaning = max(float(np.dot(vector, one.vector)) for one in cited)
    numbers = {one.number for one in cited}
    others = [score(stems, vector, one) for one in every if one.number not in numbers]
    quoted = frozenset().union(*(one.said_stems for one in cited))
    best = max(others, default=0.0)
    return Support(_carried(stems, read), meaning, best, _carried(stems, quoted))


def score(stems: frozenset[str], vector: Vectors, evidence: Evidence) -> float:
    """Return how well one piece of evidence alone carries the sentence."""
    words = _share(stems, evidence.read_stems)
    return (words + float(np.dot(vector, evidence.vector))) / 2


def needed(sentence: str, vector: Vectors, cited: Sequence[Evidence]) -> list[Evidence]:
    """Return the cited evidence that says a part of the sentence; the best piece always stays."""
    stems = frozenset(content_stems(sentence))
    scores = {one.number: score(stems, vector, one) for one in cited}
    best = max(scores.values(), default=0.0)
    return [one for one in cited if scores[one.number] >= min(best, _IDLE_BELOW)]


def _carried(stems: frozenset[str], there: frozenset[str]) -> float:
    """Return the share of the words that stand there, themselves or in their sense."""
    meant = [one for one in stems if one not in GLUE or one in there]
    return sum(carried(one, there) for one in meant) / len(meant) if meant else 0.0


def _share(stems: frozenset[str], there: frozenset[str]) -> float:
    return len(stems & there) / len(stems) if stems else 0.0
