"""A stem -> the roots of the words that may stand for it: its own, and those that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.language.kin_groups import DEEDS, TWO_WORD_VERBS
from assistant.language.kin_things import THINGS
from assistant.language.terms import Word, stem

# Longest first: what is left of a stem when it loses them is what "refer" and "referral" share.
_ENDINGS = (
    "ization", "isation", "ation", "ition", "ment", "ness", "ship", "ance", "anc", "ence", "enc",
    "iti", "ist", "ism", "ate", "iz", "is", "al", "er", "or", "at", "it", "iv", "ic", "e", "i",
)  # fmt: skip
_SHORTEST_ROOT = 4
# What these would share is chance: police and policy, three and threat.
_WHOLE = frozenset(
    stem(word)
    for word in (
        "police",
        "policy",
        "university",
        "universe",
        "community",
        "communication",
        "authority",
        "author",
        "general",
        "generation",
        "three",
        "threat",
    )
)
_APART = 3


@lru_cache(maxsize=100_000)
def root(word_stem: str) -> str:
    """Return what a stem shares with the other parts of speech: "referr" and "refer" are one."""
    if not word_stem.isalpha() or word_stem in _WHOLE:
        return word_stem
    short = word_stem
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= _SHORTEST_ROOT:
            short = short.removesuffix(ending)
            break
    doubled = len(short) > _SHORTEST_ROOT and short[-1] == short[-2] and short[-1] not in "ls"
    return short[:-1] if doubled else short


def roots(stems: frozenset[str]) -> frozenset[str]:
    """Return the roots of stems."""
    return frozenset(map(root, stems))


def _groups(text: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in text.strip().splitlines():
        members = [root(stem(word)) for word in line.split()]
        for member in members:
            table.setdefault(member, set()).update(members)
    return {member: frozenset(others) for member, others in table.items()}


_KIN = _groups(DEEDS + THINGS)
_TWO_WORDS = {
    (stem(pair.split()[0]), pair.split()[1]): root(stem(said))
    for pair, said in (
        entry.strip().split("=") for line in TWO_WORD_VERBS.strip().splitlines()
        for entry in line.split(";")
    )
}  # fmt: skip


def kin(word_stem: str) -> frozenset[str]:
    """Return the roots of the words that may stand for one."""
    own = root(word_stem)
    return _KIN.get(own, frozenset()) | {own}


def kin_of_all(words: Sequence[Word]) -> dict[str, frozenset[str]]:
    """Return the kin of each word of a question; of "passed on" also those of "referred"."""
    found = {word.stem: kin(word.stem) for word in words}
    for place, word in enumerate(words):
        for after in words[place + 1 : place + 1 + _APART]:
            said = _TWO_WORDS.get((word.stem, after.text.lower()))
            if said is not None:
                found[word.stem] |= _KIN.get(said, frozenset()) | {said}
    return found
