"""A question for one edition of a paper and a unit -> whether the unit is of that one at all."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence

_EDITION = re.compile(
    r"\bthe ((?:19|20)\d\d) (?:\w+ )?"
    r"(updat|version|edition|revision|refresh|review|survey|census|audit|conference|summit)",
    re.IGNORECASE,
)


def is_of_another_edition(asked: Asked, evidence: Evidence) -> bool:
    """Say whether nothing near tells of "the 2014 update": a year by itself is no update."""
    match = _EDITION.search(asked.text)
    context = evidence.context
    far = f"{' '.join(context.section)} {context.title} {context.date}"
    if match is None or match[1] in far:
        return False
    year, noun = match[1], match[2]
    beside = rf"\b{year}\b(?:\W+\w+){{0,3}}?\W+{noun}|\b{noun}\w*\W+(?:\w+\W+){{0,4}}?{year}\b"
    passage = f"{evidence.lead} {evidence.passage.chunk.text}"
    return re.search(beside, passage, re.IGNORECASE) is None
