"""A text -> the same without what only keeps a place for an answer: "Name of Person", "TBC"."""

from __future__ import annotations

import re

_KEPT_FOR = (
    r"(?:names?|persons?|owners?|officers?|leads?|dates?|days?|months?|years?|amounts?|numbers?|figures?"
    r"|sums?|titles?|places?|locations?|addresse?s?|insert\w*|tb[cad]|to be)"
)
_BLANK = re.compile(
    r"\bname of (?:the )?(?:person|owner|officer|lead|author|contact|speaker|member|manager)\b"
    rf"|[\[<{{](?:\w+ ){{0,3}}{_KEPT_FOR}(?: \w+){{0,2}}[\]>}}]"
    r"|[$£€]?\bX{3,}\b|[$£€]X+|<\W+>|\bY{4}-M{2}-D{2}\b|\b(?:DD|MM)/(?:DD|MM)/Y{2,4}\b"
    r"|\bT\.?B\.?[CAD]\b\.?"
    r"|\bto be (?:confirmed|determined|advised|announced|inserted|added|named)\b"
    r"|(?<!\S)#[a-z]\w*|(?<!\w)_{3,}|\.{5,}|…{2,}|\?{2,}",
    re.IGNORECASE,
)


def without_blanks(text: str) -> str:
    """Return the text with a space of the same length for each blank that is still to be filled."""
    return _BLANK.sub(lambda blank: " " * len(blank.group()), text)


def has_blanks(text: str) -> bool:
    """Say whether something in the text is still to be filled in."""
    return _BLANK.search(text) is not None
