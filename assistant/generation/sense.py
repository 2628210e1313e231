"""A sentence and the texts that it cites -> how its sense departs from theirs, though words agree.

Denials, opposites, exaggerations, plans told as facts, and parts of a sentence that are mixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.generation.wording import akin, carried, plainly
from assistant.language.opposites import is_negated, opposed
from assistant.language.synonyms import is_act, is_same_sense
from assistant.language.terms import Word, content_stems, words
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
_FUTURE = word_set(
    """will shall plan plans planned planning aim aims intend intends going due by promise promises
    promised pledge pledges pledged commit commits"""
)
_POSSIBLE = word_set(
    """may might could would should can hope hopes seek seeks consider considering considers explore
    propose proposes proposed proposal want wants need needs must ambition aspires intention if
    aimed recommends recommended recommendation target goal to asked ask asks requested invited
    called instructed"""
)
_DONE = re.compile(
    r"(?<!should )(?<!could )(?<!would )(?<!might )(?<!may )(?<!will )(?<!must )(?<!to )(?<!not )"
    r"\b(?:has|have|had|was|were|is now|are now)\b",
    re.IGNORECASE,
)
# A plan that is a paper promises nothing.
_A_PLAN = re.compile(
    r"\b(?:a|an|the|this|its|their)\s+(?:(?!to\b)[\w-]+\s+){0,2}plan\b", re.IGNORECASE
)
# "to bring a plan" says what shall be done, "to the Board" does not.
_TO_PLACE = re.compile(
    r"\bto (?=(?:the|a|an|its|their|his|her|our|this|that|these|those|all|each|every)\b|[£$€\d]"
    r"|[A-Z])"
)
_CLAUSE = re.compile(
    r";\s+|,?\s+(?:but|while|whereas|although|though)\s+|,\s+and\s+(?=(?:\S+\s+){3})", re.IGNORECASE
)
_COVERED = 0.7
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her)\b", re.IGNORECASE)
_NAMED = 2  # so many words name a thing
_LACKING = word_set(
    "unless lack lacks lacking except instead rather lost last stop shortage few empty"
)
# "each year" counts nothing, and "only 38 per cent" is a comment.
_IDLE_ONLY = re.compile(
    r"\b(?:each|every)\s+(?=(?:year|month|week|quarter|day|night)\b|\d)|\bonly\s+(?=[£$€]?\d)"
    r"|\bonly\s+(?:have|has|need|needs)\s+to\b(?=.*\bonce\b)",
    re.IGNORECASE,
)
_AHEAD = word_set("will shall to would")
_ARTICLES = word_set("a an the any")
_HAVE = word_set("have has had having")
_DENIED = 2  # so many words behind a "not" are what it denies
_BE = word_set("is are be been being was were get gets to will a an the its their of newly not so")
_MUST = word_set("must required obliged compulsory mandatory")
_OFFERED = word_set("offer offers offered may can could invite aim hope encourage encouraged")


def sense_faults(sentence: str, quotes: Sequence[str], leads: Sequence[str]) -> list[str]:
    """Return in what the sense of the sentence departs from all the texts that it cites."""
    sentence, quotes = plainly(sentence), [plainly(quote) for quote in quotes]
    texts = [*quotes, *leads]
    return [
        *_turned(sentence, texts, quotes),
        *_ended(sentence, texts),
        *_denied_act(sentence, texts),
        *_undenied(sentence, quotes),
        *_surer(sentence, texts),
    ]


def sense_doubts(sentence: str, quotes: Sequence[str], leads: Sequence[str]) -> list[str]:
    """Return what the sentence says more widely than the texts, or takes from two parts of one."""
    sentence, texts = plainly(sentence), [plainly(text) for text in (*quotes, *leads)]
    faults = _exaggerated(sentence, texts)
    if len(texts) == 1 and _is_mixed(sentence, texts[0]):
        faults.append("it mixes two parts of the evidence")
    return faults


def _turned(sentence: str, texts: Sequence[str], quotes: Sequence[str]) -> list[str]:
    said, there = words(sentence), [word for text in texts for word in words(text)]
    stems = frozenset(
        word.stem for n, word in enumerate(there) if not is_negated(there[max(0, n - 3) : n])
    )
    quoted = {word.text.lower() for quote in quotes for word in words(quote)}
    if is_negated(said) and not is_negated(there) and not _lacks(there):
        return ["it denies what the evidence does not deny"]
    if opposed([word.stem for word in said], stems) or _opposed_words(
        {word.text.lower() for word in said}, quoted
    ):
        return ["it says the opposite of a word of the evidence"]
    return []


def _opposed_words(said: set[str], there: set[str]) -> bool:
    return any(
        (one in said - there and other in there - said)
        or (other in said - there and one in there - said)
        for one, other in _PAIRS
    )


def _denied_act(sentence: str, texts: Sequence[str]) -> list[str]:
    """Return whether what is done is denied wherever the evidence speaks of it."""
    said, there = words(sentence), [words(text) for text in texts]
    for place, word in enumerate(said):
        if not is_act(word.stem) or is_negated(said[max(0, place - 3) : place]):
            continue
        denied = [
            is_negated(text[max(0, other - 3) : other])
            for text in there
            for other, found in enumerate(text)
            if akin(found.stem, word.stem) or is_same_sense(found.stem, word.stem)
        ]
        if denied and all(denied):
            return [f"the evidence denies “{word.text}”"]
    return []


def _undenied(sentence: str, quotes: Sequence[str]) -> list[str]:
    """Return whether the sentence says without a denial what the evidence has with one."""
    said = words(sentence)
    if is_negated(said) or _lacks(said):
        return []
    stems = {_plain_verb(word) for word in said}
    for text in map(words, quotes):
        for place, word in enumerate(text):
            after = [one for one in text[place + 1 :] if one.text.lower() not in _ARTICLES]
            denied = {_plain_verb(one) for one in after[:_DENIED]}
            if is_negated([word]) and len(denied) == _DENIED and stems >= denied:
                return ["it leaves out a “not” of the evidence"]
    return []


def _plain_verb(word: Word) -> str:
    return "have" if word.text.lower() in _HAVE else word.stem


def _ended(sentence: str, texts: Sequence[str]) -> list[str]:
    """Return whether a verb is told in the past that the evidence has in the future."""
    said, there = words(sentence), [words(text) for text in texts]
    for place, word in enumerate(said):
        if not _is_past(said, place):
            continue
        uses = [
            bool({w.text.lower() for w in text[max(0, n - 3) : n]} & _AHEAD)
            and not found.text.endswith("ed")
            for text in there
            for n, found in enumerate(text)
            if found.stem == word.stem
        ]
        if uses and all(uses):
            return ["it tells as a fact what the evidence only plans"]
    return []


def _is_past(said: Sequence[Word], place: int) -> bool:
    before = said[place - 1].text.lower() if place else ""
    return said[place].text.endswith("ed") and place > 0 and before not in _BE


def _lacks(there: Sequence[Word]) -> bool:
    """Whether the evidence speaks of something missing without a word that denies."""
    return any(word.text.lower() in _LACKING for word in there)


def _exaggerated(sentence: str, texts: Sequence[str]) -> list[str]:
    said = {word.text.lower() for word in words(_IDLE_ONLY.sub(" ", sentence))}
    there = {word.text.lower() for text in texts for word in words(text)}
    if is_negated([word for text in texts for word in words(text)]):
        said -= {"any", "anyone"}
    return [
        f"the evidence does not say “{sorted(said & group)[0]}”"
        for group in _QUANTIFIERS.values()
        if said & group and not there & group
    ]


def _surer(sentence: str, texts: Sequence[str]) -> list[str]:
    """Return whether a plan is told as done, or what was done as a plan."""
    said = {word.text.lower() for word in words(_A_PLAN.sub("", _TO_PLACE.sub("", sentence)))}
    there = {word.text.lower() for text in texts for word in words(_A_PLAN.sub("", text))}
    is_open = not there.isdisjoint(_FUTURE | (_POSSIBLE - {"to"}))
    is_told = said.isdisjoint(_FUTURE | _POSSIBLE) and _DONE.search(sentence) is not None
    if is_open and is_told and not any(_DONE.search(text) for text in texts):
        return ["it tells as a fact what the evidence only plans"]
    if "will" in said and there.isdisjoint(_FUTURE | _POSSIBLE):
        return ["it tells as a plan what the evidence does not plan"]
    if said & _MUST and there & _OFFERED and not there & (_MUST | {"shall", "have", "need"}):
        return ["it commands what the evidence only offers"]
    if "will" in said and "will" not in there and not there.isdisjoint({"may", "might", "could"}):
        return ["it is surer than the evidence"]
    return []


def _is_mixed(sentence: str, text: str) -> bool:
    """Whether the sentence takes a bit of one clause and a bit of another.

    What another clause calls "it" may be named.
    """
    parts = [one for one in _CLAUSE.split(text) if len(set(content_stems(one))) > 1]
    clauses = [set(content_stems(one)) for one in parts]
    if len(clauses) < 2:
        return False
    said = set(content_stems(sentence))
    topic = set(content_stems(text)[:1])
    touched = [
        (part, clause, said & (clause - topic).difference(*(c for c in clauses if c is not clause)))
        for part, clause in zip(parts, clauses, strict=True)
    ]
    touched = [one for one in touched if one[2]]
    lacking = [one for one in touched if not _is_covered(one[1], said)]
    whole = [one for one in touched if one not in lacking]
    if len(whole) == 1 and _PRONOUN.search(whole[0][0]):
        lacking = [one for one in lacking if len(one[2]) > _NAMED]
    return len(touched) > 1 and bool(lacking)


def _is_covered(clause: set[str], said: set[str]) -> bool:
    return sum(carried(stem, said) for stem in clause) >= _COVERED * len(clause)
