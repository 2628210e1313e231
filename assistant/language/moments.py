"""A text -> whether it tells when something is: a day, a year, a time of day, or what it follows.

"From July", "after the pilot", "as services become digital" answer a when; "The team combined four
practices" does not.
"""

from __future__ import annotations

import re

from assistant.language.dates import MONTHS
from assistant.language.quantities import quantities

# "May" is a month only where a date has it.
_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS if month != "May")
_DAY = re.compile(
    rf"\b(?-i:{_MONTH})\b"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|yesterday|spring|summer"
    r"|autumn|winter|christmas|easter|ago|(?:this|next|last) (?:week|month|quarter|year))\b"
    r"|\d\d?[:.]\d\d\b|\b\d\d? ?[ap]\.?m\b|\bQ[1-4]\b", re.IGNORECASE
)  # fmt: skip
_ANY = re.compile(
    r"\b(?:noon|midnight|mornings?|afternoons?|evenings?|nights?|daily|weekly|monthly|quarterly"
    r"|yearly|annual\w*|years?|months?|weeks?|days?|hours?|minutes?|decades?|centur\w+|quarters?"
    r"|terms?|seasons?|when\w*|whil\w+|once|until|till|before|after\w*|since|during|prior|ahead"
    r"|follow(?:s|ing)|upon|as|immediate\w*|now|current\w*|already|recent\w*|ongoing|on-going"
    r"|always|never|ever|earlier|later|last|next|start|end|if|unless|where|every|each|should"
    r"|event|within|time|date|deadline|soon)\b", re.IGNORECASE
)  # fmt: skip


def tells_a_day(text: str) -> bool:
    """Say whether a text names a day, a month, a season, a year, or a time of day."""
    dated = any(one.kind in ("date", "year") for one in quantities(text))
    return dated or _DAY.search(text) is not None


def tells_a_time(text: str) -> bool:
    """Say whether a text tells any time at all, be it by what something follows."""
    return tells_a_day(text) or _ANY.search(text) is not None
