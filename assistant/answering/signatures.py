"""A question who signed a foreword and the units -> the line of a name that stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.answer_types import names_a_person
from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.terms import stem

_SIGNED = re.compile(
    r"\b(?:who|whose)\b[^?]*\b(?P<opening>foreword|introduction|preface|letter|welcome)\b",
    re.IGNORECASE,
)
# A name, and an office at most: a longer line tells something else.
_MOST_WORDS = 12


def signature_of(asked: Asked, units: Sequence[Evidence]) -> Evidence | None:
    """Return the line that names who signed it: short, a person's, under a heading of that name."""
    match = _SIGNED.search(asked.text)
    if match is None:
        return None
    opening = stem(match["opening"])
    return next((one for one in units if _is_signature(opening, asked, one)), None)


def _is_signature(opening: str, asked: Asked, one: Evidence) -> bool:
    is_line = len(one.words) <= _MOST_WORDS and not one.text.rstrip().endswith((".", "?", ":"))
    is_under = opening in one.context.heading_stems
    return is_line and is_under and names_a_person(asked, one)
