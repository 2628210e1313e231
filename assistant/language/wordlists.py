"""A list of words written as running text -> a set of them."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which stand apart by white space."""
    return frozenset(text.split())
