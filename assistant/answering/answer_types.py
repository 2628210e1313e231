"""A question and a unit -> how well the unit holds an answer of the type that is asked for.

The answer must be new: a date, a number or a name that the question itself brings is none. It
must also stand where it answers: a number beside what is counted, a name beside the office.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.answering.asking import Asked
from assistant.answering.bodies import holds_body
from assistant.answering.counts import HELD, LOOSE, OTHER, holds_count
from assistant.answering.evidence import Evidence, stems_of
from assistant.language.blanks import without_blanks
from assistant.language.kin import root, roots
from assistant.language.names import Name, is_named_in, looks_like_person
from assistant.language.quantities import Quantity, QuantityKind, figures, quantities
from assistant.language.terms import stem, words
from assistant.language.wanted import LIGHT, WantedType, offices
from assistant.language.wanted_things import (
    DURATION,
    FREQUENCY,
    PLACE,
    REASON,
    SHARE,
    new_names,
    new_quantities,
)
from assistant.language.wordlists import word_set

# What a kind of question that has no type of its own gets: neither for nor against.
UNTYPED = 0.5
_PEOPLE = frozenset(
    stem(word)
    for word in word_set(
        """leader member officer director chair chief councillor minister president manager head
        team council board group partner partnership resident people staff organisation authority"""
    )
)
_PAID, _SAVED = (
    frozenset(root(stem(word)) for word in word_set(text))
    for text in ("cost spend price pay fund invest", "save reduce cut income earn raise benefit")
)
_SAVING = re.compile(
    r"\b(?:sav(?:e[sd]?|ings?)|reduc\w+|cuts?|takings?|income|revenues?|rais(?:e[sd]?|ing)|earn\w*"
    r"|appl(?:y|ied|ies) for|bid for|profits?|surplus|benefits?|receipts|proceeds)"
    r"\W+(?:[\w'’]+\W+){0,3}(?:(?<! to )|(?<= up to ))$", re.IGNORECASE
)  # fmt: skip
_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|abstain\w*)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^\W*(?:he|she|they|it|this|these|that|those|both|of these)\b", re.IGNORECASE
)
_TITLED = re.compile(r"^(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Professor|Prof|Rev)\b")


def holds_answer(asked: Asked, evidence: Evidence) -> float:
    """Return 0 to 1: does the unit hold something of the type that is asked for?"""
    judge = _JUDGES.get(asked.wanted)
    return UNTYPED if judge is None else judge(asked, evidence)


def is_exact(asked: Asked) -> bool:
    """Say whether only an amount, a number, or the name of a person or a body can answer."""
    return asked.wanted in (
        "money",
        "count",
        "share",
        "office",
        "speaker",
        "frequency",
        "body",
        "duration",
    )


def leading_type(asked: Asked) -> float | None:
    """Return what a unit must hold of the type to come before those that do not; None for any."""
    if is_exact(asked):
        return LOOSE
    return {"holder": HELD, "amount": LOOSE}.get(asked.wanted)


def is_typed(asked: Asked) -> bool:
    """Say whether the question asks for a recognisable type of answer."""
    return asked.wanted in _JUDGES


def _fresh(asked: Asked, text: str, *kinds: QuantityKind) -> list[Quantity]:
    """Return the quantities that count or measure something and that the question has not."""
    return new_quantities(text, asked.figures, *kinds)


def _new_names(asked: Asked, text: str) -> list[Name]:
    """Return the names that bring a word which the question does not have."""
    return new_names(text, frozenset(word.stem for word in words(asked.text)))


def _quantity(*kinds: QuantityKind) -> Callable[[Asked, Evidence], float]:
    def judge(asked: Asked, evidence: Evidence) -> float:
        return float(bool(_fresh(asked, evidence.text, *kinds)))

    return judge


def _money(asked: Asked, evidence: Evidence) -> float:
    """An amount; what is saved, taken or asked for is no answer to what it costs."""
    found = _fresh(asked, evidence.text, "money")
    if not found:
        return 0.0
    sought = roots(frozenset(asked.stems))
    is_cost = not sought.isdisjoint(_PAID) and sought.isdisjoint(_SAVED)
    is_saved = all(_SAVING.search(evidence.text[: one.start]) for one in found)
    return OTHER if is_cost and is_saved else 1.0


def _pattern(pattern: re.Pattern[str]) -> Callable[[Asked, Evidence], float]:
    def judge(_asked: Asked, evidence: Evidence) -> float:
        return float(pattern.search(evidence.text) is not None)

    return judge


def _frequency(asked: Asked, evidence: Evidence) -> float:
    """How often something is done: it must be told, not only that something has its times.

    More than half of the question's words beside names: "reports each June" tells of no meeting.
    """
    if not FREQUENCY.search(evidence.text):
        return 0.0
    named = stems_of(" ".join(name.text for name in asked.names))
    sought = [one for one in asked.stems if one not in named | LIGHT]
    told = evidence.stems | evidence.near_stems
    there = roots(told)
    found = sum(one in told or bool(asked.kin_of(one) & there) for one in sought)
    return 1.0 if 2 * found > len(sought) or not sought else OTHER


def _share(asked: Asked, evidence: Evidence) -> float:
    if _fresh(asked, evidence.text, "percent") or SHARE.search(evidence.text):
        return 1.0
    is_row = evidence.block.kind == "table_row"
    is_other = _fresh(asked, evidence.text, "money", "number")
    return HELD if is_other and (is_row or asked.kind == "how_much") else 0.0


def _date(asked: Asked, evidence: Evidence) -> float:
    return float(
        any(
            quantity.kind == "date" or not figures(quantity.text) <= asked.figures
            for quantity in quantities(evidence.text)
            if quantity.kind in ("date", "year")
        )
    )


def _person(asked: Asked, evidence: Evidence) -> float:
    found = _new_names(asked, evidence.text)
    if any(_is_person(name, evidence) for name in found):
        return 1.0
    if found:
        return HELD
    return LOOSE if evidence.stems & _PEOPLE else 0.0


def names_a_person(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit names a person whom the question does not."""
    return bool(_named_person(asked, evidence))


def names_holder(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit itself names a person beside the office or the deed asked for."""
    is_told = any(one.search(evidence.text) for one in offices(asked.text))
    return is_told and bool(_named_person(asked, evidence))


def _named_person(asked: Asked, evidence: Evidence) -> float:
    return float(bool(people_named(asked, evidence)))


def people_named(asked: Asked, evidence: Evidence) -> list[Name]:
    """A new name; "Move More Wenshire" is what the question calls Move More, and nobody."""
    known = [
        name.text
        for name in asked.names
        if " " in name.text and _PEOPLE.isdisjoint(stems_of(name.text))
    ]
    return [
        name
        for name in _new_names(asked, without_blanks(evidence.text))
        if _is_person(name, evidence) and not name.text.startswith(tuple(known))
    ]


def _speaker(asked: Asked, evidence: Evidence) -> float:
    """A person's name; one who voted must be told to have voted."""
    before = evidence.before_text if _GOES_ON.match(evidence.text) else ""
    near = f"{evidence.lead} {before} {evidence.text}"
    if _VOTED.search(asked.text) and not _VOTED.search(near):
        return OTHER if _named_person(asked, evidence) else 0.0
    return _named_person(asked, evidence)


def _office_holder(asked: Asked, evidence: Evidence) -> float:
    """A person's name beside the office, or the deed, that is asked for."""
    if not _named_person(asked, evidence):
        return 0.0
    sought = offices(asked.text)
    near = f"{evidence.lead} {evidence.before_text} {evidence.text}"
    if sought and not any(one.search(near) for one in sought):
        return OTHER
    headed = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    return 1.0 if all(is_named_in(name, headed) for name in asked.names) else OTHER


def _holder(asked: Asked, evidence: Evidence) -> float:
    """A new name, of a person or a body, beside the word for what it holds."""
    if not _new_names(asked, evidence.text):
        return LOOSE if evidence.stems & _PEOPLE else 0.2
    near = f"{evidence.lead} {evidence.before_text} {evidence.text}"
    return 1.0 if any(one.search(near) for one in offices(asked.text)) else LOOSE


def _is_person(name: Name, evidence: Evidence) -> bool:
    """Say whether a name is a person's: titled, or of the shape and of no words used as words."""
    if _TITLED.match(name.text):
        return True
    parts = name.text.lower().split()
    return looks_like_person(name) and not any(one in evidence.context.plain for one in parts)


def _place(asked: Asked, evidence: Evidence) -> float:
    if PLACE.search(evidence.text) is None:
        return 0.0
    return 1.0 if _new_names(asked, evidence.text) else 0.4


_JUDGES: Mapping[WantedType, Callable[[Asked, Evidence], float]] = {
    "count": holds_count,
    "money": _money,
    "share": _share,
    "amount": _quantity("money", "percent", "number"),
    "duration": _pattern(DURATION),
    "distance": _quantity("number"),
    "frequency": _frequency,
    "date": _date,
    "office": _office_holder,
    "speaker": _speaker,
    "holder": _holder,
    "who": _person,
    "body": holds_body,
    "place": _place,
    "reason": _pattern(REASON),
}
