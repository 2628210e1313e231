"""Texts -> weighted words: how rare a word is in English and within a framework."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from assistant.language.sentences import sentence_spans
from assistant.language.terms import words


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, or the whole of it."""
    return [text[start:end] for start, end in sentence_spans(text)] or [text]


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning."""
    return [word.stem for word in words(text) if word.is_content]


def printed_words(text: str) -> dict[str, str]:
    """Return each meaning stem with the word as first printed; figures are left out."""
    found: dict[str, str] = {}
    for word in words(text):
        if word.is_content and not word.text[0].isdigit():
            found.setdefault(word.stem, word.text.lower())
    return found


def rarity(stem: str) -> float:
    """Return how much a word says by itself: near 0 for the commonest, 1 for a rare one."""
    return _rarities().get(stem, 1.0)


def inverse_frequency(documents: Sequence[Iterable[str]]) -> Mapping[str, float]:
    """Return the weight of each stem: high when few of the documents have it."""
    number = len(documents)
    counts = Counter(stem for document in documents for stem in set(document))
    return {stem: math.log(1 + (number - n + 0.5) / (n + 0.5)) for stem, n in counts.items()}


@cache
def _rarities() -> Mapping[str, float]:
    # Made from the order of the embedding model's vocabulary, which runs from common to rare.
    path = resources.files("assistant.alignment") / "rarity.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    return {stem: int(level) / 100 for level, stems in table.items() for stem in stems.split()}
