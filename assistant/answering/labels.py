"""A question and a table's row -> whether the row is of another thing than the question names.

"Who is the buyer of plot 6?" is not answered by the row of plot 4, nor "the budget for street
cleaning" by that of street lighting, however much of the question the row and its heads tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.asking import Asked
from assistant.answering.columns import COMPARING
from assistant.answering.evidence import Evidence, stems_of
from assistant.answering.tables import Row, row_of
from assistant.language.kin import kin, roots
from assistant.language.terms import Word, words
from assistant.language.wanted import LIGHT

_NUMBER = re.compile(r"\d{1,3}|[A-Z]")
# What has more words than these is a sentence in a cell.
_LABEL = 6
_BETWEEN = ("of", "and", "&")
_OTHER_WORDS = COMPARING | LIGHT


def is_of_another_row(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit is a row whose label names another thing than the question does."""
    if evidence.block.kind != "table_row":
        return False
    row = row_of(evidence)
    if not row.cells or len(row.label.split()) > _LABEL:
        return False
    return _has_another_number(asked.text, row) or _is_of_another_thing(asked, row)


def _has_another_number(question: str, row: Row) -> bool:
    """Say whether "plot 6" is asked for, and the row is headed "Plot" and labelled 4."""
    told = [one.text for one in words(row.label)]
    head = stems_of(row.head)
    told = told[1:] if len(told) > 1 and stems_of(told[0]) & head else told
    if not told or not _NUMBER.fullmatch(told[0]):
        return False
    spoken = words(question)
    asked = [
        following.text.upper()
        for one, following in pairwise(spoken)
        if one.stem in head and _NUMBER.fullmatch(following.text.upper())
    ]
    return bool(asked) and told[0] not in asked


def _is_of_another_thing(asked: Asked, row: Row) -> bool:
    """Say whether question and label share a word, and each has another beside it, not told.

    "street cleaning" and "Street lighting": what stands above the row and in its other cells may
    tell the question's word, too.
    """
    evidence = row.evidence
    near = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    spoken, label = words(asked.text), words(row.label)
    said = frozenset(one.stem for one in spoken)
    for shared in (said & frozenset(one.stem for one in label)) - _OTHER_WORDS:
        asked_for = _beside(shared, spoken) - near
        labelled = _beside(shared, label) - said
        if _untold(asked_for, near) and _untold(labelled, said):
            return True
    return False


def _beside(shared: str, spoken: Sequence[Word]) -> frozenset[str]:
    """Return the telling words that stand right beside a word, or behind its "of"."""
    kept = [one for one in spoken if one.text.lower() not in _BETWEEN]
    places = [place for place, one in enumerate(kept) if one.stem == shared]
    near = [kept[at] for place in places for at in (place - 1, place + 1) if 0 <= at < len(kept)]
    found = frozenset(one.stem for one in near if one.is_content and not one.text.isdigit())
    return found - _OTHER_WORDS - {shared}


def _untold(sought: frozenset[str], told: frozenset[str]) -> bool:
    """Say whether there are such words, and one of them is told by no word of its kin."""
    there = roots(told)
    return any(not kin(one) & there for one in sought)
