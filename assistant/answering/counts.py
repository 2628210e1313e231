"""A question for a number and a unit -> how well a number of the unit counts what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of
from assistant.language.counting import counted_by
from assistant.language.kin import kin, root, roots
from assistant.language.quantities import Quantity
from assistant.language.terms import Word, folded, stem, words
from assistant.language.wanted import LIGHT
from assistant.language.wanted_things import new_quantities
from assistant.language.wordlists import word_set

# The thing is there, but not beside what it should stand with; from here on it counts as held.
LOOSE = 0.5
HELD = 0.7
# A thing of the type is there, and is another one.
OTHER = 0.3

# What became of some of the things that are counted: a count of all of them is another.
_OUTCOMES = frozenset(
    root(stem(word))
    for word in word_set(
        """reject refuse uphold upheld overturn cancel abandon withdraw approve accept dismiss fail
        lose appeal convict acquit vote reopen expire"""
    )
)
_BEFORE, _BEHIND = 6, 4
# A number that is followed by these counts what was named before.
_ALONE = re.compile(
    r"\s+(?:had|has|have|were|was|are|is|did|will|would|can|of (?:them|these|those|which))\b",
    re.IGNORECASE,
)
_SAID_OF_IT = 10
_OF_WHOM = re.compile(r"\bhow many\b[^?]*?\b(?:do|does|did)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_BESIDE_A_DEED = frozenset(
    ("have", "has", "had", "already", "now", "still", "also", "currently", "actually")
)
_LETTERS = " abcdefghijklmnopqrstuvwxyz"
_DOER = re.compile(r"[eo]rs?$", re.IGNORECASE)
# "One in six" is a share.
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d{1,3})"
_FRACTION = re.compile(rf"[ -](?:in|out of)[ -](?:every )?{_SMALL}\b(?!,\d)", re.IGNORECASE)
# "68th", "le 20 décembre", "at 12.05 pm" and "one or many" tell no number of anything.
_NO_NUMBER = re.compile(
    r"(?:st|nd|rd|th|er|re|e|ème)\b|:\d\d\b|\s(?:janvier|février|mars|avril|mai|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre)\b|\s?[ap]\.?m\b|\so['’]clock\b"
    r"|\s(?:or (?:more|many|several|other)|another)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b\d{1,2}:$")
_OF_THOSE = re.compile(r"\b(?:of|between|from|by|with) (?:the|these|those) $", re.IGNORECASE)
_OF_SOME = re.compile(
    r"\bhow many of\b|\b(?:per ?cent|percentage|proportion|share|part|fraction)\b", re.IGNORECASE
)
_OF_A_FRACTION = re.compile(rf"(?<![\d,.]){_SMALL}[ -](?:in|out of)[ -](?:every )?$", re.IGNORECASE)


def holds_count(asked: Asked, evidence: Evidence) -> float:
    """A number is best right before what is counted, or in a row that is headed by it.

    One that counts another thing right there does not count: "340 clubs" are no staff.
    """
    text = evidence.text
    found = [
        one
        for one in new_quantities(text, asked.figures, "number", "percent")
        if not _FRACTION.match(text, one.end)
        and not _OF_A_FRACTION.search(text[: one.start])
        and not _NO_NUMBER.match(text, one.end)
        and not _MINUTES.search(text[: one.start])
        and not _is_of_those_named(one, evidence)
        and not (one.kind == "percent" and _is_share_of_another(one, asked, evidence))
    ]
    if not found:
        return 0.0
    if not _tells_the_outcome(asked, evidence):
        return OTHER
    if not asked.counted or any(_counts_those_before(one, asked, evidence) for one in found):
        return HELD
    free = [one for one in found if not _counts_another(one, asked, evidence)]
    return _bound(asked, evidence, free) if free else OTHER


def _is_of_those_named(one: Quantity, evidence: Evidence) -> bool:
    """Say whether a number only takes up what was named: "a combination of the two"."""
    is_taken_up = _OF_THOSE.search(evidence.text[: one.start]) is not None
    return is_taken_up and not counted_by(one, evidence.text, evidence.words)


def active_deed(asked: Asked) -> str | None:
    """Return the stem of what those counted do: "attended" in "How many people attended ...?"."""
    match = _HOW_MANY.search(asked.text)
    behind = [word for word in words(asked.text) if match and word.start >= match.end()]
    noun = next((n for n, word in enumerate(behind) if word.stem in asked.counted), len(behind))
    noun = _end_of_phrase(behind, noun)
    rest = [word for word in behind[noun + 1 :] if folded(word.text) not in _BESIDE_A_DEED]
    if not rest or asked.text[behind[noun].end : rest[0].start].strip(_LETTERS):
        return None
    deed = rest[0]
    is_light = deed.stem in LIGHT and not asked.is_two_words(deed.stem)
    return deed.stem if deed.stem in asked.stems and not is_light else None


def _end_of_phrase(behind: list[Word], noun: int) -> int:
    """Return the place of the last word of "members of the public"."""
    of = [folded(word.text) for word in behind[noun + 1 : noun + 3]]
    if of[:1] != ["of"]:
        return noun
    return min(
        noun + (3 if of[1:] in (["the"], ["our"], ["its"], ["their"]) else 2), len(behind) - 1
    )


def _is_share_of_another(one: Quantity, asked: Asked, evidence: Evidence) -> bool:
    """Say whether a percentage tells no number: "96.4%" repairs, but "83% of the group"."""
    if _OF_SOME.search(asked.text):
        return False
    of = counted_by(one, evidence.text, evidence.words)
    return not _tells(asked, frozenset(word.stem for word in of))


def _counts_those_before(one: Quantity, asked: Asked, evidence: Evidence) -> bool:
    """Say whether a number goes without what it counts, and tells what the question says of it.

    "Of these, 38 had been taken over by gambling sites."
    """
    if not _ALONE.match(evidence.text, one.end):
        return False
    behind = [word.stem for word in evidence.words if word.start >= one.end][:_SAID_OF_IT]
    there = roots(frozenset(behind))
    sought = set(asked.stems) - LIGHT - asked.counted - asked.counted_as
    return any(stem in behind or asked.kin_of(stem) & there for stem in sought)


def _bound(asked: Asked, evidence: Evidence, free: list[Quantity]) -> float:
    """Return how near to what is counted the numbers stand that count nothing else."""
    around = evidence.near_stems | evidence.context.heading_stems
    if any(_is_beside(one, asked, evidence.words) for one in free):
        return 1.0 if _is_told_apart(asked, evidence) else OTHER
    if evidence.block.kind in ("table_row", "list_item") and _tells(asked, around):
        return HELD
    return LOOSE if _tells(asked, around | evidence.stems) else 0.2


def _counts_another(one: Quantity, asked: Asked, evidence: Evidence) -> bool:
    """Say whether a number counts, right there, what no word of the question tells.

    "16 interviews" may well tell how many officers were interviewed.
    """
    phrase = counted_by(one, evidence.text, evidence.words)
    if any(_does_the_deed(word, asked) for word in phrase):
        return True
    told = frozenset(word.stem for word in phrase)
    if not told or _tells(asked, told):
        return False
    sought = frozenset[str]().union(*map(asked.kin_of, asked.stems))
    return sought.isdisjoint(roots(told))


def _does_the_deed(word: Word, asked: Asked) -> bool:
    """Say whether employers are counted where the question asks how many someone employs."""
    is_doer = _OF_WHOM.search(asked.text) and _DOER.search(word.text)
    return bool(is_doer) and any(
        root(term.stem) == root(word.stem) and not _DOER.search(term.text) for term in asked.terms
    )


def _tells_the_outcome(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit tells that something was refused, when only those are counted."""
    told = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    there = roots(told)
    sought = [one for one in asked.stems if not _OUTCOMES.isdisjoint(asked.kin_of(one))]
    return all(
        (one in told and not asked.is_two_words(one)) or asked.kin_of(one) & there for one in sought
    )


def _is_told_apart(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit, or what heads its row or list, tells "second" of "second homes".

    The title of a table tells it too, where all that is asked is told with that.
    """
    told = evidence.stems | stems_of(evidence.lead)
    if _are_told(asked.counted_as, told):
        return True
    sought = [one for one in asked.stems if one not in LIGHT]
    is_row = evidence.block.kind == "table_row"
    return is_row and _are_told(sought, told | evidence.context.heading_stems)


def _are_told(sought: Iterable[str], told: frozenset[str]) -> bool:
    there = roots(told)
    return all(one in told or kin(one) & there for one in sought)


def _is_beside(quantity: Quantity, asked: Asked, unit: list[Word]) -> bool:
    """Say whether what is counted stands soon behind the number, or just before it."""
    behind = [word for word in unit if word.start >= quantity.end][:_BEHIND]
    before = [word for word in unit if word.end <= quantity.start][-_BEFORE:]
    return _tells(asked, frozenset(word.stem for word in (*behind, *before)))


def _tells(asked: Asked, stems: frozenset[str]) -> bool:
    return not asked.counted.isdisjoint(stems) or not asked.counted_kin.isdisjoint(roots(stems))
