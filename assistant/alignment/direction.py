"""Sentences -> which way they point (more or less, for or against), and their opposite in words."""

from __future__ import annotations

import re

from assistant.language.terms import words
from assistant.language.wordlists import word_set

_UP = word_set(
    """increase increases increased increasing raise raises raised enhance enhances enhanced promote
    promotes promoted elevate elevated elevates higher high greater more induce induces induced
    activate activates activated improve improves improved upregulate upregulates upregulated
    stimulate stimulates strengthen facilitate facilitates rise rises gain longer grow"""
)
_DOWN = word_set(
    """decrease decreases decreased decreasing reduce reduces reduced reduction inhibit inhibits
    inhibited suppress suppresses suppressed diminish diminishes lower lowers lowered low less fewer
    impair impairs impaired block blocks blocked prevent prevents prevented attenuate downregulate
    downregulates downregulated deplete decline declines fall falls shorter deficiency loss lack
    lacks worsen shrink cut"""
)
_NOT = re.compile(
    r"\b(does not|do not|did not|is not|are not|was not|were not|has not|have not|cannot|will not"
    r"|not|no|never|fails to|without)\b",
    re.I,
)
_WITHOUT_NOT = {
    "does not": "does", "do not": "do", "did not": "did", "is not": "is", "are not": "are",
    "was not": "was", "were not": "were", "cannot": "can", "will not": "will", "has not": "has",
    "have not": "have", "no": "a", "without": "with",
}  # fmt: skip
_BOTH_WAYS = """increase decrease|increases decreases|increased decreased|increasing decreasing
higher lower|high low|more less|greater smaller|induces inhibits|induce inhibit|induced inhibited
promote inhibit|enhance reduce|improve worsen|improves worsens|raises lowers|stimulates suppresses
upregulates downregulates|longer shorter"""
_ONE_WAY = """promotes inhibits|enhances reduces|activates inhibits|facilitates prevents
reduces increases|reduce increase|reduced increased|inhibits promotes|suppresses stimulates
decline rise|prevents causes|lacks has|lack have|impairs improves|all no"""


def _swaps() -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in _BOTH_WAYS.replace("\n", "|").split("|"):
        one, other = pair.split()
        table |= {one: other, other: one}
    one_way = [pair.split() for pair in _ONE_WAY.replace("\n", "|").split("|")]
    return table | {pair[0]: pair[1] for pair in one_way}


_SWAPS = _swaps()


def direction(text: str) -> int:
    """Return 1 when the words say more, -1 when they say less, 0 when neither."""
    found = [word.text.lower() for word in words(text)]
    balance = sum(word in _UP for word in found) - sum(word in _DOWN for word in found)
    return (balance > 0) - (balance < 0)


def is_denied(text: str) -> bool:
    """Say whether the text has a word of denial."""
    return _NOT.search(text) is not None


def opposite(statement: str) -> str:
    """Return a sentence that says the opposite, good enough to compare closeness with."""
    denial = _NOT.search(statement)
    if denial:
        plain = _WITHOUT_NOT.get(denial.group().lower(), "")
        return re.sub(r"\s+", " ", statement[: denial.start()] + plain + statement[denial.end() :])
    for word in re.finditer(r"[A-Za-z]+", statement):
        other = _SWAPS.get(word.group().lower())
        if other is not None:
            return statement[: word.start()] + other + statement[word.end() :]
    verb = re.search(r"\b(is|are|was|were|has|have|can|will|may|does|had)\b", statement)
    if verb:
        return f"{statement[: verb.end()]} not{statement[verb.end() :]}"
    return f"It is not true that {statement[:1].lower()}{statement[1:]}"
