"""A question for a date and a unit -> whether the unit tells no time that could answer it."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.moments import tells_a_day, tells_a_time

# What was so, or a date by name, has its day; what will be may be told by what it follows.
_ASKS_A_DAY = re.compile(
    r"\b(?:did|was|were)\b|\b(?:what|which) (?:\w+ )?(?:date|year|month|day|deadline)s?\b",
    re.IGNORECASE,
)


def lacks_time(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit, and what introduces it, tells no time; a dated minute has its own."""
    if asked.wanted != "date":
        return False
    if evidence.passage.chunk.kind == "board" and evidence.context.date:
        return False
    told = f"{evidence.lead} {evidence.text}"
    tells = tells_a_day if _ASKS_A_DAY.search(asked.text) else tells_a_time
    return not tells(told)
