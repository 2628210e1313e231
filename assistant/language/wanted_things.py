"""A type of answer and a text -> where the text holds things of that type; pure.

Only what is new can answer: a date, a number or a name that the question itself brings is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.language.names import Name, looks_like_person, names
from assistant.language.quantities import Quantity, QuantityKind, figures, quantities
from assistant.language.terms import words
from assistant.language.wanted import WantedType, wanted_type

Span = tuple[int, int]

REASON = re.compile(
    r"\b(?:because|since|due to|in order to|so that|as a result|reasons?|owing|therefore|thereby"
    r"|to (?:help|ensure|make|reduce|improve|build|give|enable|avoid|support|protect|prevent)"
    r"|this (?:will|would|means)|caus\w+|led to|leads? to|held (?:back|up)|delayed by"
    r"|short(?:age| of)|lack of|enabl\w+|allow\w*|which means)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:in|at|near|from|across|to|of|on|between|within|throughout|around)\s+(?:the\s+)?[A-Z]\w+"
)
_ONE_TO_TEN = "one|two|three|four|five|six|seven|eight|nine|ten"
SHARE = re.compile(
    r"\b(?:half|halves|a (?:third|quarter|fifth|tenth)|(?:two|three) (?:thirds|quarters|fifths)"
    rf"|(?:{_ONE_TO_TEN}|few|\d{{1,3}}) (?:\w+ )?(?:in|of|out of) (?:every |the )?(?:{_ONE_TO_TEN}"
    r"|\d{1,3}\b(?!,))"
    r"|none|all of|everyone|nobody|majority|minority|most of)\b", re.IGNORECASE
)  # fmt: skip
_SPAN = r"(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centur(?:y|ies)|terms?)"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|half|few)"
DURATION = re.compile(
    rf"\b(?:\d[\d,.]*|{_NUMBER})[ -](?:to \w+ )?(?:\w+ )?{_SPAN}\b|\buntil (?:the |\d|(?-i:[A-Z]))"
    rf"|\b(?:within|by) the (?:next |same |following |end of the )?(?:working )?{_SPAN}\b"
    r"|\bfor (?:an?|one) (?:single )?(?:season|generation|session|parliament)\b",
    re.IGNORECASE,
)
DISTANCE = re.compile(
    r"\b(?:miles?|kilomet\w+|km|met(?:re|er)s?|feet|foot|yards?|inch\w*|\d ?m)\b", re.IGNORECASE
)
FREQUENCY = re.compile(
    r"\b(?:every|each|once|twice|\w+ times|daily|weekly|fortnightly|monthly|quarterly|yearly|annual"
    rf"|annually|biannual\w*|regular\w*|(?:per|an?) {_SPAN})\b", re.IGNORECASE
)  # fmt: skip
_PATTERNS: Mapping[WantedType, re.Pattern[str]] = {
    "share": SHARE,
    "duration": DURATION,
    "distance": DISTANCE,
    "frequency": FREQUENCY,
    "place": PLACE,
    "reason": REASON,
}
_QUANTITIES: Mapping[WantedType, tuple[QuantityKind, ...]] = {
    "count": ("number", "percent"),
    "money": ("money",),
    "share": ("percent",),
    "amount": ("number", "percent", "money"),
    "date": ("date", "year"),
}
# The printed number of a paragraph counts nothing, nor does that of a section, a level, an item.
_NUMBERING = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,3})+|\d{1,2}[.)]|[-•–]\s*\d+\.\d+)\s")
_LABEL = re.compile(
    r"\b(?:section|level|item|action|objective|ambition|goal|theme|step|stage|phase|appendix|annex"
    r"|figure|table|page|part|chapter|paragraph|version|draft|number|no\.|question|principle"
    r"|practice|priority|option|recommendation|tier|zone|band)s?\s$", re.IGNORECASE
)  # fmt: skip
# "People over 75" are not 75 people.
_AGE = re.compile(
    r"\bage[ds]?(?: of)? (?:\w+ and )?$"
    r"|\b(?:people|those|adults|men|women|children|residents|anyone) (?:over|under|above) $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The type of thing that a question asks for, and what the question itself brings."""

    type: WantedType
    figures: frozenset[str]
    stems: frozenset[str]

    @property
    def is_typed(self) -> bool:
        """Whether a thing of the type can be told by its looks."""
        return self.type != "other"

    def things(self, text: str) -> list[Span]:
        """Return where `text` holds new things of the type, in no order."""
        found = [(one.start, one.end) for one in self._quantities(text)]
        found += [(one.start, one.end) for one in self._names(text)]
        pattern = _PATTERNS.get(self.type)
        told = [match.span() for match in pattern.finditer(text)] if pattern else []
        return found + [span for span in told if self._is_new_place(text[slice(*span)])]

    def _is_new_place(self, told: str) -> bool:
        """Say whether a place is another than the question's; true of all that is no place."""
        return self.type != "place" or bool(new_names(told, self.stems))

    def _quantities(self, text: str) -> list[Quantity]:
        kinds = _QUANTITIES.get(self.type)
        return new_quantities(text, self.figures, *kinds) if kinds else []

    def _names(self, text: str) -> list[Name]:
        if self.type in ("who", "holder", "body"):
            return new_names(text, self.stems)
        if self.type in ("office", "speaker"):
            return [one for one in new_names(text, self.stems) if looks_like_person(one)]
        return []


def wanted(question: str) -> Wanted:
    """Return what a question asks for."""
    stems = frozenset(word.stem for word in words(question))
    return Wanted(wanted_type(question), figures(question), stems)


def new_quantities(text: str, known: frozenset[str], *kinds: QuantityKind) -> list[Quantity]:
    """Return the quantities that count or measure something, beside those of `known` figures."""
    numbering = _NUMBERING.match(text)
    begins = numbering.end() if numbering else 0
    return [
        one
        for one in quantities(text)
        if one.kind in kinds
        and one.start >= begins
        and _is_new(one, known)
        and not (one.kind == "number" and _LABEL.search(text[: one.start]))
        and not (one.kind == "number" and _AGE.search(text[: one.start]))
        and not _is_note(text, one)
    ]


def _is_note(text: str, one: Quantity) -> bool:
    """Say whether a number is the mark of a footnote: "[15]"."""
    return text[: one.start].endswith("[") and text[one.end :].startswith("]")


def _is_new(quantity: Quantity, known: frozenset[str]) -> bool:
    """Say whether a quantity has another figure than those known; "in May" has none at all."""
    found = figures(quantity.text)
    return not found or not found <= known


def new_names(text: str, known: frozenset[str]) -> list[Name]:
    """Return the names that bring a word whose stem is not `known`."""
    return [
        name
        for name in names(text)
        if any(word.is_content and word.stem not in known for word in words(name.text))
    ]
