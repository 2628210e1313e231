"""A question and a unit -> the one word of the question that the unit tells in no form.

A near miss has every word but one: "When was the order repealed?" of an order that was issued, "How
many ministers review it?" of leaders who do. Where more than one word is put otherwise, the text
may well answer in words of its own; where all others are there, the one that lacks was changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from statistics import median

from assistant.answering.asking import Asked, AskedKind
from assistant.answering.evidence import Evidence, stems_of
from assistant.answering.parts import parts_of
from assistant.language.english import is_english
from assistant.language.kin import kin, root, roots
from assistant.language.months import is_month
from assistant.language.quantities import figures
from assistant.language.terms import Word, folded, stem
from assistant.language.wanted import LIGHT
from assistant.language.wordlists import word_set

# Below this the nearest word is another. A fact of one kind is put in fewer words than what things
# are, and a question for yes or no most freely; how and why are told in many words.
_UNTOLD: Mapping[AskedKind, float] = {
    **dict.fromkeys(("who", "when", "where", "how_many", "how_much"), 0.4),
    **dict.fromkeys(("which", "what", "list", "definition"), 0.35),
    "yes_no": 0.3,
}
# What is farther than this is told by nothing, however much else is there; what is nearer, only
# where little else speaks for the unit: a probability below this.
_NOTHING = 0.25
_SURE = 0.57
# A fact of a thing that no passage names is answered by none, where less than this speaks for it.
_LITTLE = 0.46
_OF_A_FACT = ("when", "where", "how_many", "how_much")
# From here on a word is there, or one that says the same.
_TOLD = 0.75
_FEWEST = 3
# A word that is this common in what was found is hardly what sets two questions apart.
_COMMON = 0.8
# What a question calls its paper, or says of how a paper tells it: no paper says so of itself.
_FRAMING = frozenset(
    stem(word)
    for word in word_set(
        """paper report document event talk template roadmap strategy vision plan study page section
        table category chapter glossary list cover include name mention describe say speak according
        judge base term draw among otherwise still kind team group need allow able let permit"""
    )
)
# "What are the four aims?": a paper that lists them need not say how many they are.
_SMALL_NUMBERS = frozenset(str(number) for number in range(2, 21))
# "Sat on", "put forward", "seen as": a verb of two words is told by others than its first.
_PARTICLE = re.compile(
    r"^\W*(?:up|after|forward|on|over|out|off|down|away|back|in|into|through|together|along|around"
    r"|by|as)\b", re.IGNORECASE
)  # fmt: skip
_AT_THE = re.compile(r"\b(?:at the|to an) $", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z]{3,}\b")
_WHO = re.compile(
    r"(?:^|[,;] (?:and )?)\W*who (?:else )?"
    r"(?:(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|can|could|may|might|must"
    r"|ought|did|to|\w+ly|first|also|already|then|now|not) )*([\w'’-]+)", re.IGNORECASE
)  # fmt: skip


def untold_word(
    asked: Asked,
    evidence: Evidence,
    told: Mapping[str, float],
    weights: Mapping[str, float],
    probability: float,
) -> Word | None:
    """Return the word that alone is told in no form; None when there is none.

    `probability` is that of the unit's answering by all else. A question of two parts may have one
    told here and the other elsewhere.
    """
    if asked.kind not in _UNTOLD or not told:
        return None
    found = _untold_deed(asked, told, probability) or _lone(asked, told, weights, probability)
    is_sure = (
        found is not None
        and not _is_loose(found, asked, evidence)
        and not parts_of(asked.text)
        and is_english(folded(found.text))
    )
    return found if is_sure else None


def is_told_nowhere(
    asked: Asked, told: Mapping[str, float], everything: frozenset[str], probability: float
) -> bool:
    """Say whether a fact is asked of a thing that stands in no passage, and little else is told.

    "When will the third runway open?" is not answered by when something else opens. `everything`
    has the stems of all passages.
    """
    if asked.kind not in _OF_A_FACT or probability >= _LITTLE:
        return False
    there = roots(everything)
    return any(
        near < _NOTHING and stem not in everything and not asked.kin_of(stem) & there
        for stem, near in told.items()
        if stem not in LIGHT
    )


def _is_untold(term: Word, asked: Asked, told: Mapping[str, float], probability: float) -> bool:
    """Say whether a word is told by nothing; one that has no kin is seldom put in other words."""
    has_kin = kin(term.stem) != {root(term.stem)} and not is_month(term.text)
    is_open = probability < _SURE or not has_kin
    return told[term.stem] < (_UNTOLD[asked.kind] if is_open else _NOTHING)


def _untold_deed(asked: Asked, told: Mapping[str, float], probability: float) -> Word | None:
    """Return what someone is asked to have done: "pays" in "Who pays for it?"."""
    match = _WHO.search(asked.text)
    if match is None:
        return None
    deeds = (term for term in asked.terms if term.start == match.start(1))
    return next(
        (
            one
            for one in deeds
            if one.stem not in LIGHT | _FRAMING and _is_untold(one, asked, told, probability)
        ),
        None,
    )


def _lone(
    asked: Asked, told: Mapping[str, float], weights: Mapping[str, float], probability: float
) -> Word | None:
    """Return the word that is told in no form where all others are told."""
    # A firm is told by its name.
    class_of_body = asked.heads if asked.wanted == "body" else frozenset()
    telling = [
        term
        for term in asked.terms
        if term.stem not in _FRAMING | class_of_body
        and (term.stem not in LIGHT or asked.is_two_words(term.stem))
        and figures(term.text).isdisjoint(_SMALL_NUMBERS)
    ]
    if len(telling) < _FEWEST:
        return None
    least, second, *_ = sorted(telling, key=lambda term: told[term.stem])
    # Bodies are named in so many places that each word counts.
    is_lone = asked.wanted == "body" or told[second.stem] >= _TOLD
    is_rare = weights[least.stem] >= _COMMON * median(weights.values())
    is_untold = _is_untold(least, asked, told, probability)
    return least if is_lone and is_rare and is_untold else None


def _is_loose(found: Word, asked: Asked, evidence: Evidence) -> bool:
    """Say whether the word may be told elsewhere, or otherwise: in a short form, in two words."""
    if any(found.stem in stems_of(name.text) for name in asked.names):
        return True
    if _PARTICLE.match(asked.text[found.end :]) or _AT_THE.search(asked.text[: found.start]):
        return True
    passage = evidence.context.stems | evidence.context.heading_stems
    is_there = found.stem in passage or bool(asked.kin_of(found.stem) & roots(passage))
    return is_there or _is_shortened(found, asked, evidence)


def _is_shortened(found: Word, asked: Asked, evidence: Evidence) -> bool:
    """Say whether a short form has the first letters of the word and of one beside it: "NOMS"."""
    if found.text.isupper():
        return True
    short = [form.lower() for form in _SHORT_FORM.findall(evidence.text)]
    place = asked.terms.index(found)
    pairs = pairwise(asked.terms[max(place - 1, 0) : place + 2])
    return any(
        f"{one.text[0]}{other.text[0]}".lower() in form for one, other in pairs for form in short
    )
