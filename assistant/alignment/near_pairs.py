"""Sets of words -> the pairs that share enough of them, without comparing all with all.

Each set is looked up by its rarest words alone, as many as it takes to be sure that two sets that
share enough share one of these (prefix filtering, Chaudhuri and others 2006, Bayardo and others
2007): common words, which nearly all statements have, are never looked up.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

Words = frozenset[str]


def alike_pairs(sets: Sequence[Words], share: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs (smaller place first) whose common words are this share of all their words.

    A set with all words of the other and one more counts too, however small they are.
    """
    sorted_words = _rarest_first(sets)
    index: dict[str, list[int]] = defaultdict(list)
    by_size = sorted((i for i, words in enumerate(sets) if words), key=lambda i: len(sets[i]))
    for i in by_size:
        mine, size = sets[i], len(sets[i])
        needed = max(1, min(math.ceil(share * size), size - 1))
        near = {j for word in _first(sorted_words[i], needed) for j in index[word]}
        yield from ((min(i, j), max(i, j)) for j in near if _is_alike(mine, sets[j], share))
        for word in _first(sorted_words[i], math.ceil(2 * share / (1 + share) * size)):
            index[word].append(i)


def covering_pairs(
    sets: Sequence[Words], some: Sequence[int], share: float
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one of `some` and another, where the smaller lies in the larger so far."""
    sorted_words, chosen = _rarest_first(sets), set(some)
    by_first: dict[str, list[int]] = defaultdict(list)
    by_any: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(sets):
        if i in chosen:
            continue
        for word in _first(sorted_words[i], math.ceil(share * len(words))):
            by_first[word].append(i)
        for word in words:
            by_any[word].append(i)
    for i in some:
        looked_up = _first(sorted_words[i], math.ceil(share * len(sets[i])))
        near = {j for word in looked_up for j in by_any[word]}
        near |= {j for word in sets[i] for j in by_first[word]}
        for j in near:
            if len(sets[i] & sets[j]) >= share * min(len(sets[i]), len(sets[j])):
                yield min(i, j), max(i, j)


def _is_alike(one: Words, other: Words, share: float) -> bool:
    common, every = len(one & other), len(one | other)
    return common >= share * every or (common == min(len(one), len(other)) and every - common <= 1)


def _first(words: Sequence[str], needed: int) -> Sequence[str]:
    """Return the rarest words: of `needed` common ones at least one is among them."""
    return words[: len(words) - needed + 1]


def _rarest_first(sets: Sequence[Words]) -> list[list[str]]:
    counts = Counter(word for words in sets for word in words)
    return [sorted(words, key=lambda word: (counts[word], word)) for words in sets]
