"""Is a line of plain text a heading? Judged by how it is written and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from assistant.parsing.pieces import Piece, has_bullet, printed_number

_ENDS = (".", "!", ",", ";", ":", "…", "”", '"', "’", "-", "–", "&", "/")
_STARTS = re.compile(r"^[\w(‘'£$€¿]")
_CALL = re.compile(
    r"^(?:read more|find out|click|download|learn more|see (?:more|also|the)|view |watch "
    r"|contact us|sign up|follow us|share (?:this|on)|back to|go to|visit |understand the"
    r"|discover |tel\b|phone\b"
    r"|e-?mail\b|fax\b|website\b|source:|photo:|image:|by [A-Z]|page \d|©|copyright"
    r"|(?:final )?draft$|confidential|official|unclassified|restricted$|for decision$)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"^(?:(?:\w+day,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}$|\d{{4}}-\d{{2}}-\d{{2}}$)(?:\b.{{0,20}})?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"@|https?://|www\.|^\S+\.(?:gov|org|com|uk|ca|eu|net)\S*$"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\+\d{2} ?\(?\d|\b0\d{3,4} ?\d{3}"
    r"|^\d+[a-z]? [A-Z][\w']+ (?:Street|Road|Lane|Avenue|Square|Way|House|Circus|Court|Drive)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|must|shall|can|may|cannot|won't|isn't|am)\b"
)
_PERSON = re.compile(
    r"^(?:(?:Rt Hon|Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev)\.? "
    r"|[A-Z][a-z]+ [A-Z][\w'-]+, (?:[A-Z]|chair|chief|head|lead|director))"
)
_LONGEST = 90  # characters; a longer line is a sentence in all but rare titles
_MOST_WORDS = 12
_NAMES = 8  # lines on either side that are looked at for a list of names


class Line(Protocol):
    """What is known of a line: its text and the empty lines around it."""

    text: str
    blank_before: bool
    blank_after: bool


def is_title(lines: Sequence[Line], at: int, previous: Piece | None) -> bool:
    """Say whether a line is a heading: written like one, and something stands under it."""
    text = lines[at].text
    if not looks_like_title(text) or at + 1 >= len(lines):
        return False
    if previous is not None and _belongs_to(text, previous):
        return False
    if _in_list_of_names(lines, at):
        return False
    return (
        at == 0
        or lines[at].blank_before
        or lines[at - 1].text[-1:] in ".!?:”’\"'…)"
        or (_stands_out(lines, at))
    )


def looks_like_title(text: str) -> bool:
    """Say whether a line is written like a heading, whatever stands around it."""
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or len(text) < 3:
        return False
    if not _STARTS.match(text) or has_bullet(text) or text.endswith(_ENDS):
        return bool(printed_number(text, heading=True)) and text.endswith(":") and len(words) < 9
    if text[0].islower() or not any(c.isalpha() for c in text):
        return False
    if is_no_title(text):
        return False
    return not (len(words) >= 7 and _VERB.search(text) and not text.endswith("?"))


def is_no_title(text: str) -> bool:
    """Say whether a line is a date, an address, a name or an invitation, however large."""
    checks = (_CALL.match, _DATE.match, _ADDRESS.search, _PERSON.match)
    return any(check(text) for check in checks)


def opens_with_number(text: str) -> bool:
    """Say whether a line begins a numbered paragraph or item."""
    number = printed_number(text)
    return number is not None and (not number[0].isalpha() or len(number) > 3)


def _belongs_to(text: str, previous: Piece) -> bool:
    """Say whether a title-like line is the text under a heading, or the name under a quotation."""
    if previous.kind == "heading":
        words, above = len(text.split()), len(previous.text.split())
        return words >= 7 and words >= 3 * above
    quote = previous.kind == "paragraph" and previous.text[-1:] in '”"' and len(text.split()) <= 8
    return quote and previous.text[:1] in '“"'


def _in_list_of_names(lines: Sequence[Line], at: int) -> bool:
    """Say whether the line is one of three or more short lines close upon one another."""
    first = at
    while (
        first > max(0, at - _NAMES)
        and not lines[first].blank_before
        and _is_short(lines[first - 1].text)
    ):
        first -= 1
    last = at
    while (
        last + 1 < min(len(lines), at + _NAMES)
        and not lines[last].blank_after
        and _is_short(lines[last + 1].text)
    ):
        last += 1
    ends_in_text = last + 1 < len(lines) and not lines[last].blank_after
    if at == last and ends_in_text:
        return False
    return last - first + 1 >= 3


def _is_short(text: str) -> bool:
    return len(text.split()) <= 6 and len(text) <= 60 and not text.endswith((".", "!"))


def _stands_out(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line with no empty line before it differs from its neighbours as titles do."""
    before, text = lines[at - 1].text, lines[at].text
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    return len(text) <= 70 and (
        looks_like_title(before) or len(before) > 60 or len(after) > 120 or text.isupper()
    )
