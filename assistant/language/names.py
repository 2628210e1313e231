"""Text -> the proper names in it, what has the shape of a person's name, and initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.language.terms import STOP_WORDS, folded, stem, words
from assistant.language.wordlists import word_set

# "2CV" is a name; "10AM" and "40GB" are figures.
_BEHIND_A_FIGURE = r"\d{1,3}(?!AM\b|PM\b|[KCM]M\b|KG\b|[KMGT][BW]H?\b|HA\b)[A-Z]{2,}\b"
_CAPITAL = rf"(?:{_BEHIND_A_FIGURE}|St\.(?=\s[A-Z])|[A-Z][^\W_]*(?:['’.&-][^\W_]+)*|[A-Z]\.)"
_JOIN = r"(?:\s+(?:of(?:\s+the)?|de|du|la|von|van|al|for)\s+|\s+|\s?&\s?)"
_NAME = re.compile(rf"(?<![\w]){_CAPITAL}(?:{_JOIN}{_CAPITAL})*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•]\s+|\n\s*|[“\"(]\s?)$")
BODY_WORDS = word_set(
    """council board group partnership strategy alliance assembly committee cabinet trust service
    services authority department ministry agency university college hospital company limited ltd
    plc forum network programme fund framework act plan report team office centre police vision
    district county city borough parish house street road church army government party union
    association society institute foundation commission court bank school museum award awards
    pilot project scheme health wellbeing digital data system systems strategic delivery executive
    transformation national local public development community communities officer leaders
    collaborative"""
)
# With a capital only where they open a sentence: "Besides OMB, who ..."
_OPENING = STOP_WORDS | word_set(
    """besides despite unlike including excluding except since until although because whats hows
    whos list name give show"""
)
# "IT Products", "CITES": no person; "J.P. Marks" and "John SMITH" may be.
_INITIALS = re.compile(r"(?:^|.*\s)[A-Z]{2,}\s|^[^a-z]+$")
# "Which of Ash's three clubs" names Ash.
_REST = re.compile(r"['’\w]*\s*(?:(?:of|for|the|al|de|du|la|von|van)\s+)*")
# The halves of a word that is also printed as two.
_HALF = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as printed and where it stands."""

    text: str
    start: int
    end: int


def names(text: str) -> list[Name]:
    """Return runs of capitalised words; a lone common word at the start of a sentence is none."""
    found: list[Name] = []
    for match in _NAME.finditer(text):
        name = _without_opening_word(text, match)
        if name is not None:
            found.append(name)
    return found


def looks_like_person(name: Name) -> bool:
    """Say whether a name has the shape of a person's: two to four words, none of a body."""
    parts = folded(name.text).replace(".", " ").split()
    is_shaped = 2 <= len(parts) <= 4 and _INITIALS.match(name.text) is None
    return is_shaped and not any(part in BODY_WORDS for part in parts)


def short_forms(phrase: str) -> frozenset[str]:
    """Return what a name is shortened to, in small letters: "moj" and "mj"."""
    every = "".join(word[0] for word in re.findall(r"[^\W_]+", phrase))
    return frozenset((initials(phrase).lower(), every.lower()))


def initials(phrase: str) -> str:
    """Return the initials of the meaning words: "Clinical Commissioning Group" -> "CCG"."""
    return "".join(
        word[0].upper() for word in re.findall(r"[^\W_]+", phrase) if word.lower() not in STOP_WORDS
    )


def is_named_in(name: Name, stems: frozenset[str], short: Iterable[str] = ()) -> bool:
    """Say whether every word of the name is there, or its initials, or what it abbreviates.

    `short` has the short forms of the names that stand there.
    """
    parts = [word for word in words(name.text) if word.is_content]
    if all(part.stem in stems for part in parts):
        return True
    if folded(name.text).removesuffix("s") in short:
        return True
    if len(parts) > 1 and any({one, f"{one}s"} & stems for one in short_forms(name.text)):
        return True
    return all(
        part.stem in stems or f"{part.stem}s" in stems or _is_split(part.text, stems)
        for part in parts
    )


def _is_split(word: str, stems: frozenset[str]) -> bool:
    """Say whether a word is printed as two: "Jobseeker's" as "Job Seeker"."""
    plain = re.sub(r"['’]s?$", "", word.lower())
    return any(
        plain[:cut] in stems and stem(plain[cut:]) in stems
        for cut in range(_HALF, len(plain) - _HALF + 1)
    )


def _without_opening_word(text: str, match: re.Match[str]) -> Name | None:
    start, end = match.span()
    opens = _SENTENCE_START.search(text[max(0, start - 4) : start]) is not None
    # The letter of "S-curve" is no "s".
    first = re.match(r"[^\W_]+(?![\w-])", match.group())
    is_common = first is not None and first.group().lower() in _OPENING
    if is_common and first is not None:
        rest = _REST.match(text[start + first.end() : end])
        start += first.end() + (rest.end() if rest else 0)
    elif opens and " " not in match.group() and not match.group().isupper():
        return None
    return Name(text[start:end], start, end) if start < end else None
