"""A question how big one thing is and a unit -> whether no number stands beside that thing."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of
from assistant.language.kin import roots
from assistant.language.quantities import Quantity
from assistant.language.terms import Word, stem, words
from assistant.language.wanted_things import new_quantities
from assistant.language.wordlists import word_set

_SIZE = re.compile(
    r"\b(?:how (?:big|large)|what size) (?:is|was|are|were|will) (?:the |its |their |our )?"
    r"(?P<thing>(?:(?!(?:of|for|in|on|at|to|from|by|with|that|which|who|whom|be|now|so|when|if)\b)"
    r"[\w'’&-]+ ?){1,7})", re.IGNORECASE
)  # fmt: skip
# "A team of nine", "the nine-strong team": so many words lie between at most.
_BESIDE = 8
_SPAN = re.compile(
    r"[ -]?(?:(?:year|month|week|day|hour|minute|second)s?|st|nd|rd|th|am|pm)\b", re.IGNORECASE
)
# The size of these is told in other words: "one home in five is damp".
_ABSTRACT = frozenset(
    stem(word)
    for word in word_set(
        """problem challenge task issue risk threat impact effect influence difference change gap
        need demand crisis concern opportunity scale role part benefit burden barrier question"""
    )
)
_GOES_ON = re.compile(r"^\W*(?:it|they|this|these|its|their)\b", re.IGNORECASE)


def lacks_size(asked: Asked, evidence: Evidence) -> bool:
    """Say whether a size is asked for, and no new number stands near the word for the thing."""
    match = _SIZE.search(asked.text)
    thing = [word for word in words(match["thing"]) if word.is_content] if match else []
    if not thing or thing[-1].stem in _ABSTRACT:
        return False
    sought = thing[-1].stem
    found = [
        one
        for one in new_quantities(evidence.text, asked.figures, "number", "money", "percent")
        if not _SPAN.match(evidence.text, one.end)
    ]
    if _is_told_above(sought, asked, evidence):
        return not found
    return not any(_is_beside(one, sought, asked, evidence.words) for one in found)


def _is_told_above(sought: str, asked: Asked, evidence: Evidence) -> bool:
    """Say whether a row or an item is headed by the thing, or the sentence goes on about it."""
    if _tells(sought, asked, stems_of(evidence.lead)):
        return True
    if evidence.block.kind == "table_row":
        return _tells(sought, asked, evidence.stems)
    goes_on = _GOES_ON.match(evidence.text) is not None
    return goes_on and _tells(sought, asked, stems_of(evidence.before_text))


def _is_beside(one: Quantity, sought: str, asked: Asked, unit: list[Word]) -> bool:
    before = [word.stem for word in unit if word.end <= one.start][-_BESIDE:]
    behind = [word.stem for word in unit if word.start >= one.end][:_BESIDE]
    return _tells(sought, asked, frozenset((*before, *behind)))


def _tells(sought: str, asked: Asked, stems: frozenset[str]) -> bool:
    return sought in stems or not asked.kin_of(sought).isdisjoint(roots(stems))
