"""A question and a unit -> whether the unit tells of other people: of adults, not of children."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.terms import stem
from assistant.language.wordlists import word_set

# Who belongs to one group of a row belongs to no other of it.
_GROUPS = tuple(
    tuple(frozenset(map(stem, word_set(group))) for group in row)
    for row in (
        ("child children young youth teenager pupil baby infant", "adult pensioner elderly older"),
        ("woman women female girl", "man men male boy"),
    )
)
# "People over 75", "under-25s", "aged 65 and over".
_AGE = re.compile(
    r"\b(?:over|under|above|below|aged?(?: over| under)?)[ -](?:the age of )?(\d{1,2})s?\b"
    r"|\b(\d{1,2})(?:s)? (?:and|or|&) (?:over|above|under|older|younger)\b"
    r"|\b(\d{1,2})[ -]years?[ -]olds?\b",
    re.IGNORECASE,
)


def is_of_other_people(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit tells of a group of people, or of an age, that is not asked about."""
    near = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    if any(_is_other(frozenset(asked.stems), evidence.stems, near, row) for row in _GROUPS):
        return True
    ages = _ages(asked.text)
    around = f"{evidence.text} {evidence.lead} {evidence.before_text} {evidence.context.heading}"
    return bool(ages) and not any(re.search(rf"(?<!\d){age}(?!\d)", around) for age in ages)


def _is_other(
    sought: frozenset[str],
    told: frozenset[str],
    near: frozenset[str],
    groups: tuple[frozenset[str], ...],
) -> bool:
    """Say whether one group is asked about, and only another is told of, here and around."""
    asked_about = [group for group in groups if group & sought]
    if len(asked_about) != 1 or asked_about[0] & near:
        return False
    return any(group & told for group in groups if group is not asked_about[0])


def _ages(text: str) -> frozenset[str]:
    return frozenset(age for found in _AGE.findall(text) for age in found if age)
