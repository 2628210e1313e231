"""A question whose answer has no type of its own -> the words by which a text answers it; pure.

Whether something is so is told most plainly by a denial, an aim by "in order to", an example by
"such as": words that the question has no reason to share with its answer.
"""

from __future__ import annotations

import re

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|must|should)\b"
_SUM = r"(?:money|funding|funds|cash|income|capital)"
# How it is asked, and what tells that a text answers it. Tried in this order.
_TABLE = (
    # "Where did the money for the bridge come from?"
    (
        rf"\bwhere (?:do|does|did|is|was|will) (?:the|its|their|all that) (?:\w+ ){{0,3}}?{_SUM}\b",
        r"fund(?:ed|ing)|grants?|awards?|awarded|financed|sponsor\w*|paid|contribut\w+|invest\w+",
    ),
    (
        r"\b(?:examples?|instance) of\b",
        r"examples?|for instance|such as|e\.g|includ(?:es?|ing)",
    ),
    (
        r"\b(?:aims?|purposes?|goals?|objectives?|point) (?:of|behind)\b"
        r"|\bwhat (?:is|are|was|were) .* for\?",
        r"aims?|aiming|purposes?|goals?|objectives?|in order to|so that|to \w+|enabl\w+|intended",
    ),
    # "Does it cost anything?", "As for buses, are there any?"; not "Is A or B older?", which no
    # denial answers.
    (
        rf"(?:^|[,;:.?!]\s+(?:and |so |but )?)\W*{_AUXILIARY}"
        r"(?!.*\b(?:or|both|same|either|than)\b)",
        r"not|no|none|never|only|without|cannot|neither|nor|unable|exclud\w+|except|\w+n['’]t",
    ),
)
_TELLING = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(rf"\b(?:{told})\b", re.IGNORECASE))
    for asked, told in _TABLE
)


def telltale(question: str) -> re.Pattern[str] | None:
    """Return what finds the words by which a text answers the question; None if none are known."""
    return next((told for asked, told in _TELLING if asked.search(question)), None)
