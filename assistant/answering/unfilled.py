"""A question for one thing and a unit -> whether the unit only keeps a place for it: "TBC"."""

from __future__ import annotations

from assistant.answering.answer_types import people_named
from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.blanks import has_blanks, without_blanks
from assistant.language.wanted import offices
from assistant.language.wanted_things import Wanted

_PEOPLE = ("who", "office", "speaker", "holder")


def is_unfilled(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit has a blank, and beside it nothing of the type that is asked for."""
    if not has_blanks(evidence.text):
        return False
    if asked.wanted in _PEOPLE:
        return all(offices(one.text) for one in people_named(asked, evidence))
    if asked.wanted not in ("date", "money", "count", "share", "amount", "distance", "duration"):
        return False
    stems = frozenset(asked.stems)
    return not Wanted(asked.wanted, asked.figures, stems).things(without_blanks(evidence.text))
