"""A name of the question and a unit -> whether the unit goes on about what bears that name.

"In 2031 only a third of them sailed" names nobody; a sentence or two before, the club is named, and
nobody else since. What "she" did is told of the woman who was named last.
"""

from __future__ import annotations

import re

from assistant.answering.evidence import Evidence, stems_of
from assistant.language.months import is_month
from assistant.language.names import Name, is_named_in, looks_like_person, names

# So many sentences before a unit what it goes on about may have been named.
_BEFORE = 4
_SHE_OR_HE = re.compile(r"\b(?:she|he|her|his|him|hers)\b", re.IGNORECASE)


def goes_on_about(name: Name, evidence: Evidence) -> bool:
    """Say whether the name was the last to be named before a unit that names nobody."""
    is_of_one = looks_like_person(name) and _SHE_OR_HE.search(evidence.text) is not None
    if evidence.block.kind != "paragraph" or (_named(evidence) and not is_of_one):
        return False
    before = (evidence.neighbour(-steps) for steps in range(1, _BEFORE + 1))
    # "She" is the person who was named last, whatever else was.
    counts = looks_like_person if is_of_one else bool
    named = (one for one in before if one and any(map(counts, _named(one))))
    last = next(named, None)
    return last is not None and is_named_in(name, stems_of(last.text))


def _named(evidence: Evidence) -> list[Name]:
    return [one for one in names(evidence.text) if not all(map(is_month, one.text.split()))]
