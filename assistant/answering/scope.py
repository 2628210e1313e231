"""A question and a unit -> whether they speak of other times: another year, a plan for a deed."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.dates import MONTHS, in_words
from assistant.language.quantities import years

_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b")
_PLANNED = re.compile(
    r"\b(?:will|shall|would|should|aims? to|plans? to|planned|intends? to|expect\w*|hopes? to|to be"
    r"|target\w*|must|propos\w+|explor\w+|supposed to|meant to|going to|due|ha(?:s|ve) to"
    r"|by (?:the end of |early |late |mid-)?(?:(?:spring|summer|autumn|winter|[A-Z][a-z]+) )?"
    r"20\d\d)\b"
)
_DONE = re.compile(
    r"\b(?:was|were|did|had|has been|have been|has|so far|ago|already|last year|became|began|fell"
    r"|rose|came|went|took|made|built|spent|paid|cost|held|gave|met|[a-z]{3,}ed)\b"
)
_ASKED_DONE = re.compile(
    r"\b(?:did|was|were|had|has been|have been|so far)\b|\bwho (?:built|made|wrote|won|took)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:\(\w\)|\d+(?:\.\d+)*\.?)?\s*[A-Z][a-z]+ (?:\d|the|a|an|every|all)\b"
)


def scope_features(asked: Asked, evidence: Evidence) -> dict[str, float]:
    """Return whether the unit tells of other times, and of a plan where a deed is asked for."""
    return {
        "other_time": float(_other_time(asked, evidence)),
        "only_planned": float(_is_only_planned(asked, evidence)),
    }


def _other_time(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit, or else its headings, name times and none that the question names."""
    near = f"{evidence.text} {evidence.lead} {evidence.before_text}"
    far = f"{' '.join(evidence.context.section)} {evidence.context.title} {evidence.context.date}"
    if asked.years:
        told = years(near) or years(far)
        if told and not asked.years & told:
            return True
    sought, found = set(_MONTH.findall(asked.text)), set(_MONTH.findall(evidence.text))
    if sought and found and not sought & found:
        return True
    days = _DAY.findall(asked.text)
    return bool(days) and not any(
        day in f"{evidence.passage.chunk.text} {far} {in_words(evidence.context.date)}"
        for day in days
    )


def _is_only_planned(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the question asks what was done, and the unit says only what is to be done."""
    if not _ASKED_DONE.search(asked.text) or _PLANNED.search(asked.text):
        return False
    text = evidence.text
    is_planned = _PLANNED.search(text) or _IMPERATIVE.match(text)
    return bool(is_planned) and not _DONE.search(text)
