"""A question and passages -> what each gains by naming what the question names; pure.

The words of a name stand in many passages; the name as it stands, in the text or in the title and
headings above it, tells which paper, body or programme is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.names import names
from assistant.types import Passage

# What it counts that all names are there, beside meaning (1.2) and words (1.0); 0.3 to 0.6 differ
# little.
_WEIGHT = 0.4


def worth_of_names(query: str, passages: Sequence[Passage]) -> list[float]:
    """Return for each passage the share of the question's names that it has, weighed."""
    sought = [_pattern(name.text) for name in names(query) if _is_telling(name.text)]
    if not sought:
        return [0.0] * len(passages)
    texts = [f"{one.chunk.prefix}\n{one.chunk.text}" for one in passages]
    return [_WEIGHT * sum(bool(p.search(text)) for p in sought) / len(sought) for text in texts]


def _is_telling(name: str) -> bool:
    """Say whether a name is more than a capital letter may make of any word."""
    return " " in name or (len(name) > 1 and name.isupper())


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
