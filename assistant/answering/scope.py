"""A question and a unit -> whether they speak of other times: another year, a plan for a deed."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of
from assistant.answering.tables import row_of
from assistant.language.dates import MONTHS, in_words
from assistant.language.months import days_of, months_of
from assistant.language.names import Name, is_named_in, names
from assistant.language.quantities import quantities, years

_OVER_TWO = re.compile(r"\b((?:19|20)\d\d)[/–-](\d\d)\b(?![/–-]\d)")
# What was decided may well be a plan.
_DECIDED = re.compile(
    r"\b(?:decid|agree|propos|plan|promis|approv|ask|recommend|intend|commit|call|want)\w*\b"
    r"|\bwhy\b", re.IGNORECASE
)  # fmt: skip
_IN_TIME = re.compile(rf"\bin (?:({'|'.join(MONTHS)}) )?((?:19|20)\d\d)\b(?![/–-]\d)")
_PRESENT = re.compile(r"\b(?:do|does|is|are|can|next)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:19|20)\d\d\s*(?:to|until|-|–)\s*(?:19|20)\d\d\b")
_PLANNED = re.compile(
    r"\b(?:will|shall|would|should|aims? to|plans? to|planned|intends? to|expect\w*|hopes? to|to be"
    r"|target\w*|must|needs|requires|propos\w+|explor\w+|supposed to|meant to|going to|due"
    r"|ha(?:s|ve) to"
    r"|by (?:the end of |early |late |mid-)?(?:(?:spring|summer|autumn|winter|[A-Z][a-z]+) )?"
    r"20\d\d)\b"
)
_DONE = re.compile(
    r"\b(?:was|were|did|had|has been|have been|has|so far|ago|already|last year|became|began|fell"
    r"|rose|came|went|took|made|built|spent|paid|(?<!a )(?<!the )cost|held|gave|met|[a-z]{3,}ed)\b"
)
_ASKED_DONE = re.compile(
    r"\b(?:did|was|were|had|has been|have been|so far)\b|\bwho (?:built|made|wrote|won|took)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:so far|to date|(?:up to|until|till) now|already)\b", re.IGNORECASE)
# What there is now, or has been done: a plan tells neither.
_NOW = re.compile(
    r"\b(?:today|now|currently|at present|at the moment|(?:has|have) (?:[\w'’.&-]+ ){0,8}?"
    r"(?:been|got|gone|come|become|taken|made|paid|put|set|built|met|sold|spent|lent|given|\w{2,}ed))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|should|target\w*|goals?|aim\w*|plan\w*|meant|due|expect\w*|must|supposed|may|can"
    r"|propos\w*|do|does|promis\w+|needs?|needed|wants?|by (?:19|20)\d\d)\b", re.IGNORECASE
)  # fmt: skip
_MEASURED = frozenset(("count", "share", "amount", "money", "distance"))
_WANTED_OF = re.compile(
    r"\b(?:targets?|goals?|aims?|planned|forecasts?|ambitions?|due|deadlines?|expected|proposed)\b|^by\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[A-Z]*\d+[\d./-]*")
_ROW_OF_PLAN = re.compile(r"^Action: |\| (?:By|When|Deadline|Due): [^|]*20\d\d")
_IMPERATIVE = re.compile(
    r"^\W*(?:\(\w\)|\d+(?:\.\d+)*\.?)?\s*[A-Z][a-z]+ (?:\d|the|a|an|every|all)\b"
)


def scope_features(asked: Asked, evidence: Evidence) -> dict[str, float]:
    """Return whether the unit tells of other times, and of a plan where a deed is asked for."""
    return {
        "other_time": float(is_of_other_time(asked, evidence)),
        "only_planned": float(is_only_planned(asked, evidence)),
    }


def is_of_other_time(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit, or else its headings, name times and none that the question names."""
    far = _far(asked, evidence)
    if asked.years and _are_other_years(asked, evidence, far):
        return True
    if (_SO_FAR.search(asked.text) or asks_how_it_is(asked)) and _is_planned(evidence):
        return True
    if _is_written_before(asked, evidence.context.date):
        return True
    sought, found = months_of(asked.text), months_of(evidence.text)
    if sought and found and not sought & found:
        return True
    days = days_of(asked.text)
    told = f"{evidence.passage.chunk.text} {far} {in_words(evidence.context.date)}"
    return bool(days) and days.isdisjoint(days_of(told))


def _is_planned(evidence: Evidence) -> bool:
    """Say whether the unit tells a plan, or stands in a list of what is to be done."""
    lead = evidence.lead if evidence.block.kind == "list_item" else ""
    return is_a_plan(evidence.text) or (lead.endswith(":") and is_a_plan(lead))


def asks_how_it_is(asked: Asked) -> bool:
    """Say whether a question asks how many there are today, or how many have been made."""
    is_now = _NOW.search(asked.text) is not None and not _TO_COME.search(asked.text)
    return is_now and asked.wanted in _MEASURED and not asked.years


def is_only_a_target(asked: Asked, evidence: Evidence) -> bool:
    """Say whether a question asks what was so, and all figures and days of a row are to come."""
    if evidence.block.kind != "table_row" or _TO_COME.search(asked.text):
        return False
    row = row_of(evidence)
    heads = [*row.numbers, *row.days]
    others = [cell for head, cell in row.cells.items() if head not in heads]
    label = "" if _NUMBERED.fullmatch(row.label) else row.label
    is_asked = _ASKED_DONE.search(asked.text) is not None or asks_how_it_is(asked)
    is_target = bool(heads) and all(_WANTED_OF.search(head) for head in heads)
    return is_asked and is_target and not quantities(" | ".join((label, *others)))


def _far(asked: Asked, evidence: Evidence) -> str:
    """Return what dates a unit from above: its headings, and the title and date of its paper.

    The span of a plan ("2024 to 2030") dates neither what was done nor what has its own year.
    """
    context = evidence.context
    far = f"{' '.join(context.section)} {context.title} {context.date}"
    is_dated = _asks_what_was(asked.text) or _years(evidence.text)
    return _SPAN.sub(" ", far) if is_dated else far


def tells_the_year(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit itself names a year that is asked about, and speaks of no other time."""
    told = _years(evidence.text)
    is_named = any(_same(one, other) for one in _years(asked.text) for other in told)
    return is_named and not is_of_other_time(asked, evidence)


def is_undated(asked: Asked, evidence: Evidence) -> bool:
    """Say whether no year that the question names stands in the passage, or above it."""
    told = _years(f"{evidence.lead} {evidence.passage.chunk.text} {_far(asked, evidence)}")
    sought = _years(asked.text)
    return bool(sought) and not any(_same(one, other) for one in sought for other in told)


def _are_other_years(asked: Asked, evidence: Evidence, far: str) -> bool:
    """Say whether the unit, or where it has no year what it stands under, has only other years."""
    told = _years(evidence.text) or _years(f"{evidence.lead} {far}")
    beside = _years(f"{evidence.lead} {evidence.before_text} {far}")
    sought = _years(asked.text)
    return bool(told) and not any(_same(one, other) for one in sought for other in told | beside)


def _asks_what_was(question: str) -> bool:
    """Say whether a question asks for what was so in a year, not for what is planned by it."""
    is_over = not _PLANNED.search(question) and not _PRESENT.search(question)
    return is_over and _IN_TIME.search(question) is not None


def _is_written_before(asked: Asked, date: str) -> bool:
    """Say whether a paper is older than the month or year that something was so in."""
    match = _IN_TIME.search(asked.text)
    if match is None or not date or not _asks_what_was(asked.text):
        return False
    month = f"-{MONTHS.index(match[1]) + 1:02}" if match[1] else ""
    sought = f"{match[2]}{month}"
    return date[: len(sought)] < sought[: len(date)]


def _years(text: str) -> frozenset[str]:
    """Return the years of `text`; a year that goes over two is one: "2023/24"."""
    spans = frozenset(f"{one}/{other}" for one, other in _OVER_TWO.findall(text))
    return spans | years(_OVER_TWO.sub(" ", text))


def _same(asked: str, told: str) -> bool:
    """Say whether a year is told; one that begins or ends in it will do, but not for "2023/24"."""
    if "/" in asked:
        return asked == told
    begins, _, ends = told.partition("/")
    return asked in (begins, f"{begins[:2]}{ends}")


def is_only_planned(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the question asks what was done, and the unit says only what is to be done."""
    text = asked.text
    if not _ASKED_DONE.search(text) or _PLANNED.search(text) or _DECIDED.search(text):
        return False
    told = evidence.text
    if asked.years and asked.years <= years(told):
        return False
    return is_a_plan(told)


def is_a_plan(text: str) -> bool:
    """Say whether a text tells only what is to be done."""
    is_planned = _PLANNED.search(text) or _IMPERATIVE.match(text) or _ROW_OF_PLAN.search(text)
    return bool(is_planned) and not _DONE.search(text)


def is_of_another(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit names another that bears a part of the name asked for, and not that.

    "The Essex Assembly meets twice a year" does not tell how often Essex Partners meet.
    """
    told = names(f"{evidence.lead} {evidence.text}")
    return any(
        not is_named_in(name, evidence.stems | stems_of(evidence.lead))
        and any(_shares_a_word(name, other) for other in told)
        for name in asked.names
    )


def _shares_a_word(name: Name, other: Name) -> bool:
    mine, theirs = stems_of(name.text), stems_of(other.text)
    return bool(mine & theirs) and bool(theirs - mine) and bool(mine - theirs)
