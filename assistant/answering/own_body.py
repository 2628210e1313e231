"""A name of the question and a ranking -> whether the best unit speaks for that body, as "we".

"How will the MoJ start?" is answered by "We will start with ...", in which nobody is named: whose
paper it is stands in a title, or further off. What tells little of the question stays unnamed.
"""

from __future__ import annotations

import re

from assistant.answering.ranking import Ranking
from assistant.language.names import Name, is_named_in, names, short_forms
from assistant.language.terms import folded
from assistant.language.wordlists import word_set

_BODIES = word_set(
    """council board group partnership alliance assembly committee cabinet trust service department
    ministry agency authority university college school hospital company firm forum network team
    office centre police association society institute foundation commission court union bank
    museum party fund"""
)
_WE = re.compile(r"\b(?:we|our|us|ourselves)\b", re.IGNORECASE)
_TOLD = 0.6


def speaks_as_we(name: Name, ranking: Ranking) -> bool:
    """Say whether the unit tells what is asked of "us", and the passages found name that body."""
    best = ranking.units[0]
    near = f"{best.evidence.lead} {best.evidence.before_text} {best.evidence.text}"
    tells_of_us = best.features["told_share"] >= _TOLD and _WE.search(near) is not None
    return tells_of_us and _is_a_body(name) and _is_found(name, ranking)


def _is_a_body(name: Name) -> bool:
    """Say whether a name is that of a body: initials, or with such a word in it: "Ash Council"."""
    parts = re.findall(r"[^\W\d_]+", re.sub(r"['’]s?$", "", name.text))
    is_short = len(parts) == 1 and sum(letter.isupper() for letter in parts[0]) > 1
    return is_short or any(folded(part) in _BODIES for part in parts)


def _is_found(name: Name, ranking: Ranking) -> bool:
    """Say whether a passage, or what it stands under, has the name or what it is short for."""
    contexts = {id(one.evidence.context): one.evidence.context for one in ranking.units}.values()
    stems = frozenset[str]().union(*(one.stems | one.heading_stems for one in contexts))
    told = " | ".join(
        part for one in contexts for part in (one.title, *one.section, one.passage.chunk.text)
    )
    short = frozenset[str]().union(*(short_forms(one.text) for one in names(told)))
    return is_named_in(name, stems, short)
