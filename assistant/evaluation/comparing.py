"""Two texts -> does one stand in the other, as a person would say; pure.

The rule of INTERFACES.md section 5: lower case, white space folded, curly quotes and all dashes
plain, and a match begins at a word boundary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_CITATION_NUMBER = re.compile(r"\s?\[\d+\]")


def plain(text: str) -> str:
    """Return the text in the form in which texts are compared."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_PLAIN)
    return _SPACE.sub(" ", folded).strip()


def end_of(wanted: str, text: str) -> int | None:
    """Return where the first match of `wanted` ends in `plain(text)`, or None."""
    needle = plain(wanted)
    boundary = r"(?<!\w)" if needle[:1].isalnum() else ""
    match = re.search(boundary + re.escape(needle), plain(text))
    return match.end() if match and needle else None


def holds_any(text: str, alternatives: Iterable[str]) -> bool:
    """Say whether one of the alternatives stands in the text."""
    return any(end_of(one, text) is not None for one in alternatives)


def without_numbers(answer_text: str) -> str:
    """Return an answer's text without its citation numbers, which are no facts."""
    return _CITATION_NUMBER.sub("", answer_text)


def share_of_words(wanted: Iterable[str], text: str) -> float:
    """Return the share of the words of `wanted` that stand in `text`."""
    known = set(_WORD.findall(plain(text)))
    words = [word for one in wanted for word in _WORD.findall(plain(one))]
    return sum(word in known for word in words) / len(words) if words else 0.0
