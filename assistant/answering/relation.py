"""A question's words and a unit -> which of them the unit, where it stands, tells in some form.

A near miss has all but one: "How many councillors come to the Assembly?" asked of a paper that
counts its leaders. So what matters is the word that is told least, not the sum of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.kin import roots
from assistant.language.wanted import LIGHT, passive_deed

_KIN = 0.75
_TOLD = 0.5


def relation_features(
    asked: Asked, told: Mapping[str, float], weights: Mapping[str, float]
) -> dict[str, float]:
    """Return how well the deed, the least told word, all words and the head are told."""
    telling = [stem for stem in asked.stems if stem not in LIGHT or asked.is_two_words(stem)]
    heads = [stem for stem in asked.counted or asked.heads if stem in told and stem not in LIGHT]
    total = sum(weights[stem] for stem in telling)
    share = sum(weights[stem] for stem in telling if told[stem] >= _TOLD)
    deed = passive_deed(asked.text)
    return {
        "deed_told": told.get(deed, 1.0) if deed and deed not in LIGHT else 1.0,
        "weakest": min((told[stem] for stem in telling), default=1.0),
        "told_share": share / total if total else 1.0,
        "head_told": min((told[stem] for stem in heads), default=1.0),
    }


def told_words(asked: Asked, evidence: Evidence, nearest: Mapping[str, float]) -> dict[str, float]:
    """Return for each word 1 when it is there, less for its kin, else how near a word comes."""
    near = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    there = roots(near)
    return {
        stem: 1.0
        if stem in near and not asked.is_two_words(stem)
        else max(nearest[stem], _KIN)
        if asked.kin_of(stem) & there
        else nearest[stem]
        for stem in asked.stems
    }
