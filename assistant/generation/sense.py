"""A sentence and the texts that it cites -> how its sense departs from theirs, though words agree.

Denials, opposites, exaggerations, plans told as facts, and parts of a sentence that are mixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.language.opposites import is_negated, opposed
from assistant.language.terms import content_stems, words
from assistant.language.wordlists import word_set

# Opposites that the stems of language/opposites do not reach: small words and irregular forms.
_PAIRS = (
    ("over", "under"),
    ("before", "after"),
    ("above", "below"),
    ("inside", "outside"),
    ("within", "outside"),
    ("in", "outside"),
    ("rose", "fell"),
    ("rise", "fell"),
    ("increased", "fell"),
    ("grew", "shrank"),
    ("later", "earlier"),
    ("with", "without"),
    ("agreed", "refused"),
    ("agreed", "rejected"),
    ("approved", "refused"),
    ("accepted", "refused"),
    ("halve", "double"),
    ("halved", "doubled"),
    ("built", "demolished"),
    ("open", "closed"),
    ("opened", "closed"),
    ("up", "down"),
    ("most", "few"),
    ("many", "few"),
    ("more", "less"),
)
_QUANTIFIERS: Mapping[str, frozenset[str]] = {
    "all": word_set("all every each whole entire entirely everyone any"),
    "only": word_set("only solely exclusively"),
    "always": word_set("always"),
    "never": word_set("never none no"),
    "most": word_set("most majority mainly"),
    "few": word_set("few"),
}
_FUTURE = word_set("will shall plan plans planned planning aim aims intend intends going due by")
_POSSIBLE = word_set(
    """may might could would should can hope hopes seek seeks consider considering considers explore
    propose proposes proposed proposal want wants need needs must ambition aspires intention if
    aimed recommends recommended recommendation target goal to"""
)
_DONE = re.compile(r"\b(?:has|have|had|was|were|is now|are now)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r";\s+|,?\s+(?:but|while|whereas|although|though)\s+|,\s+and\s+(?=(?:\S+\s+){3})", re.IGNORECASE
)
_COVERED = 0.7


def sense_faults(sentence: str, texts: Sequence[str]) -> list[str]:
    """Return in what the sense of the sentence departs from all the texts that it cites."""
    faults = [*_turned(sentence, texts), *_exaggerated(sentence, texts), *_surer(sentence, texts)]
    mixed = all(_is_mixed(sentence, text) for text in texts) if len(texts) == 1 else False
    if mixed:
        faults.append("it mixes two parts of the evidence")
    return faults


def _turned(sentence: str, texts: Sequence[str]) -> list[str]:
    said, there = words(sentence), [word for text in texts for word in words(text)]
    stems = frozenset(word.stem for word in there)
    if is_negated(said) and not is_negated(there):
        return ["it denies what the evidence does not deny"]
    if opposed([word.stem for word in said], stems) or _opposed_words(
        {word.text.lower() for word in said}, {word.text.lower() for word in there}
    ):
        return ["it says the opposite of a word of the evidence"]
    return []


def _opposed_words(said: set[str], there: set[str]) -> bool:
    return any(
        (one in said - there and other in there - said)
        or (other in said - there and one in there - said)
        for one, other in _PAIRS
    )


def _exaggerated(sentence: str, texts: Sequence[str]) -> list[str]:
    said = {word.text.lower() for word in words(sentence)}
    there = {word.text.lower() for text in texts for word in words(text)}
    return [
        f"the evidence does not say “{sorted(said & group)[0]}”"
        for group in _QUANTIFIERS.values()
        if said & group and not there & group
    ]


def _surer(sentence: str, texts: Sequence[str]) -> list[str]:
    """Return whether a plan is told as done, or what was done as a plan."""
    said = {word.text.lower() for word in words(sentence)}
    there = {word.text.lower() for text in texts for word in words(text)}
    is_open = not there.isdisjoint(_FUTURE | (_POSSIBLE - {"to"}))
    is_told = said.isdisjoint(_FUTURE | _POSSIBLE) and _DONE.search(sentence) is not None
    if is_open and is_told and not any(_DONE.search(text) for text in texts):
        return ["it tells as a fact what the evidence only plans"]
    if "will" in said and there.isdisjoint(_FUTURE | _POSSIBLE):
        return ["it tells as a plan what the evidence does not plan"]
    if "will" in said and "will" not in there and not there.isdisjoint({"may", "might", "could"}):
        return ["it is surer than the evidence"]
    return []


def _is_mixed(sentence: str, text: str) -> bool:
    """Whether the sentence takes a bit of one clause and a bit of another."""
    clauses = [set(content_stems(one)) for one in _CLAUSE.split(text)]
    clauses = [one for one in clauses if len(one) > 1]
    if len(clauses) < 2:
        return False
    said = set(content_stems(sentence))
    topic = set(content_stems(text)[:1])
    touched = [
        clause
        for place, clause in enumerate(clauses)
        if said & (clause - topic).difference(*(c for p, c in enumerate(clauses) if p != place))
    ]
    return len(touched) > 1 and any(len(said & one) < _COVERED * len(one) for one in touched)
