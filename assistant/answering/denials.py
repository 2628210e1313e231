"""A question whether something is so and the units found -> the unit that says it is not, if any.

"Is there money for advertising?" is answered by "We have no budget for communication channels",
which has few of its words: that the same thing is denied tells more than how many words are met.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.kin import roots
from assistant.language.terms import content_stems, stem
from assistant.language.wanted import LIGHT
from assistant.language.wordlists import word_set

_DENIAL = re.compile(
    r"\b(?:no|not|never|none of|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE
)
# What stands so few telling words behind the denial is denied.
_DENIED = 4
# "No interest, on condition that the home is let" denies no home.
_ENDS_DENIAL = re.compile(r"[.;:]|,? (?:but|on condition|provided|if|unless)\b")
# Of the question's words, by their weight, the denial must tell this much with its headings.
_TOLD = 0.6
# "No later than", "not only", "no fewer than": nothing is denied.
_NO_DENIAL = re.compile(
    r"\b(?:no (?:later|earlier|more|fewer|less|longer|doubt)|not (?:only|just|least|limited))\b",
    re.IGNORECASE,
)  # fmt: skip
# What binds is asked for and denied in other words than kin: "have to obey", "no mandates".
_DUTIES = frozenset(
    map(
        stem,
        word_set(
            """obey bind binding oblige obligation duty require requirement mandate mandatory
            compulsory enforce must comply compliance"""
        ),
    )
)
_MUST = re.compile(r"\b(?:ha(?:s|ve|d) to|must|need to|bound to)\b", re.IGNORECASE)


def denial_of(
    asked: Asked, units: Sequence[Evidence], weights: Mapping[str, float]
) -> Evidence | None:
    """Return the unit that denies what is asked, the one that tells most of the question.

    `units` are ordered, best first: what tells less than the first of them denies something else.
    """
    if asked.kind != "yes_no" or asked.negated or not units:
        return None
    needed = max(_TOLD, _share_told(asked, units[0], weights))
    told = [
        (share, one.similarity, one)
        for one in units
        if _denies(asked, one) and (share := _share_told(asked, one, weights)) >= needed
    ]
    return max(told, key=lambda entry: entry[:2])[2] if told else None


def _denies(asked: Asked, one: Evidence) -> bool:
    """Say whether the unit denies a thing that the question asks for."""
    denied = _denied(one.text)
    if denied & _DUTIES and (_MUST.search(asked.text) or not _DUTIES.isdisjoint(asked.stems)):
        return True
    there = roots(denied)
    sought = (one for one in asked.stems if one not in LIGHT)
    return any(one in denied or asked.kin_of(one) & there for one in sought)


def _denied(text: str) -> frozenset[str]:
    """Return the stems of what is denied: the telling words soon behind each denial."""
    found: set[str] = set()
    for match in _DENIAL.finditer(text):
        if not _NO_DENIAL.match(text, match.start()):
            behind = _ENDS_DENIAL.split(text[match.end() :], maxsplit=1)[0]
            found.update(content_stems(behind)[:_DENIED])
    return frozenset(found)


def _share_told(asked: Asked, one: Evidence, weights: Mapping[str, float]) -> float:
    told = one.stems | one.near_stems | one.context.heading_stems
    there = roots(told)
    sought = [stem for stem in asked.stems if stem not in LIGHT]
    total = sum(weights[stem] for stem in sought)
    held = sum(
        weights[stem]
        for stem in sought
        if stem in told
        or asked.kin_of(stem) & there
        or (stem in _DUTIES and not _DUTIES.isdisjoint(told))
    )
    return held / total if total else 0.0
