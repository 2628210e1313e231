"""Text -> the abbreviations that it spells out: "Better Care Fund (BCF)" -> BCF; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.terms import STOP_WORDS

# A short form has two to eight characters, of which at least two are capitals: BCF, NEEAlliance no.
_SHORT = r"[A-Z][A-Za-z0-9&]{0,6}[A-Z0-9]s?"
_BEHIND = re.compile(rf"\(\s*(?:the\s+)?[“\"']?({_SHORT})[”\"']?\s*\)")
_SPELT_BEHIND = re.compile(rf"\b({_SHORT})\s*\(([A-Za-z][A-Za-z’'&, -]{{4,80}})\)")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_SMALL = STOP_WORDS | {"&"}
_WORDS_LOOKED_AT = 10


def abbreviations(text: str) -> list[tuple[str, str]]:
    """Return each (short form, long form) that the text sets side by side, in order."""
    found: list[tuple[str, str]] = []
    for match in _BEHIND.finditer(text):
        before = list(_WORD.finditer(text, max(0, match.start() - 120), match.start()))
        long = _long_form(_singular(match.group(1)), before[-_WORDS_LOOKED_AT:], text)
        found += [(_singular(match.group(1)), long)] if long else []
    for match in _SPELT_BEHIND.finditer(text):
        inside = list(_WORD.finditer(text, match.start(2), match.end(2)))
        if _spells(_singular(match.group(1)), [word.group() for word in inside]):
            found.append((_singular(match.group(1)), " ".join(match.group(2).split())))
    return found


def _singular(short: str) -> str:
    return short.removesuffix("s") if short[:-1].isupper() else short


def _long_form(short: str, before: Sequence[re.Match[str]], text: str) -> str | None:
    """Return the fewest words right before the brackets whose initials spell the short form."""
    for count in range(2, len(before) + 1):
        words = before[-count:]
        if _spells(short, [word.group() for word in words]):
            return " ".join(text[words[0].start() : words[-1].end()].split())
    return None


def _spells(short: str, words: Sequence[str]) -> bool:
    """Say whether the initials of the words, small ones left out at will, are the short form."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    initials = [word[0].lower() for word in words]
    large = [word[0].lower() for word in words if word.lower() not in _SMALL]
    first_counts = bool(words) and words[0].lower() not in _SMALL
    return first_counts and letters in (initials, large)
