"""A question for one of a row and a unit -> whether the unit tells of no such one.

"The second survey", "the previous clerk", "Figure 15", "at 3:56": another of the row is nearest to
it in every word, and does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of
from assistant.language.dates import MONTHS
from assistant.language.quantities import figures, years
from assistant.language.terms import STOP_WORDS, stem
from assistant.language.wordlists import word_set

# What tells one of a row from the others, and the words that say the same.
_ROWS = """
last latest final recent end previous past
previous last former earlier before old past
former previous last earlier before
second two twice again
third three quarter
fourth four quarter
fifth five
sixth six
seventh seven
eighth eight
ninth nine
tenth ten
again back return re second renew repeat reopen
every each all any per whole always throughout across daily weekly monthly quarterly yearly
"""
_TOLD_BY: Mapping[str, frozenset[str]] = {
    line.split()[0]: frozenset(stem(word) for word in line.split())
    for line in _ROWS.strip().splitlines()
}
_SORTED_OUT = re.compile(rf"\b({'|'.join(_TOLD_BY)})\b(?! of all\b)", re.IGNORECASE)
_FIGURES = {line.split()[0]: figures(line) for line in _ROWS.strip().splitlines()}
# "Last year", or the last plan, may have its year.
_TIME = re.compile(
    r"\W*(?:\w+ ){0,2}?(?:years?|months?|weeks?|quarters?|summer|winter|spring|autumn|elections?"
    r"|terms?|strateg\w+|plans?|reports?|reviews?|surveys?|papers?|visions?|audits?)\b",
    re.IGNORECASE,
)  # fmt: skip
_OF_TIME = word_set("last previous")
_BOUND = re.compile(
    r"(?:than|least|most|under|over|above|below|about|around|nearly|almost|aged?|top)$", re.I
)
_MONTHS = frozenset(month[:3] for month in MONTHS)
# A number behind a noun is a label: "question 12", "Routes 2 to 4"; so is a time of day. One that
# counts what follows it, or is of a date, is none.
_LABEL = re.compile(r"(\w+) (\d{1,2})(?![\w%.,]*\d)(?!(?:st|nd|rd|th)\b)\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b(?! ?(?:%|per|million|billion))")


def is_of_another_one(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the question picks one of a row, and nothing at the unit tells of that one."""
    return _lacks_place(asked, evidence) or _lacks_number(asked, evidence)


def _near(evidence: Evidence) -> str:
    return " ".join((evidence.text, evidence.lead, evidence.before_text, evidence.context.heading))


def _lacks_place(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit is not told to be the second, the last, or of every one."""
    near = _near(evidence)
    told, numbers = stems_of(near), figures(near)
    for match in _SORTED_OUT.finditer(asked.text):
        word = match[1].lower()
        if not told.isdisjoint(_TOLD_BY[word]) or not numbers.isdisjoint(_FIGURES[word]):
            continue
        if word in _OF_TIME and _TIME.match(asked.text, match.end()) and _has_year(evidence):
            continue
        return True
    return False


def _has_year(evidence: Evidence) -> bool:
    context = evidence.context
    return bool(years(f"{evidence.passage.chunk.text} {context.heading} {context.date}"))


def _lacks_number(asked: Asked, evidence: Evidence) -> bool:
    """Say whether a number that is a label, or a time of day, stands nowhere in the passage."""
    passage = f"{_near(evidence)} {evidence.passage.chunk.text}"
    if any(one not in passage for one in _CLOCK.findall(asked.text)):
        return True
    sought = [number for noun, number in _LABEL.findall(asked.text) if _is_noun(noun)]
    there = figures(passage) | frozenset(re.findall(r"\d+", passage))
    return any(figures(one).isdisjoint(there) for one in sought)


def _is_noun(word: str) -> bool:
    """Say whether a word before a number may be what it is a label of: no small word, no month."""
    is_word = word.isalpha() and word.lower() not in STOP_WORDS and not _BOUND.match(word)
    return is_word and word[:3].title() not in _MONTHS
