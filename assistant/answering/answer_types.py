"""A question and a unit -> how well the unit holds an answer of the type that is asked for.

The answer must be new: a date, a number or a name that the question itself brings is none. It
must also stand where it answers: a number beside what is counted, a name beside the office.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, stems_of
from assistant.language.kin import kin, root, roots
from assistant.language.names import Name, is_named_in, looks_like_person
from assistant.language.quantities import Quantity, QuantityKind, figures, quantities
from assistant.language.terms import Word, folded, stem, words
from assistant.language.wanted import LIGHT, WantedType, bodies, offices, tells_body
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
# The thing is there, but not beside what it should stand with; from here on it counts as held.
LOOSE = 0.5
HELD = 0.7
# A thing of the type is there, and is another one.
OTHER = 0.3

_PEOPLE = frozenset(
    stem(word)
    for word in word_set(
        """leader member officer director chair chief councillor minister president manager head
        team council board group partner partnership resident people staff organisation authority"""
    )
)
# What became of some of the things that are counted: a count of all of them is another.
_OUTCOMES = frozenset(
    root(stem(word))
    for word in word_set(
        """reject refuse uphold upheld overturn cancel abandon withdraw approve accept dismiss fail
        lose appeal convict acquit vote reopen expire"""
    )
)
_PAID, _SAVED = (
    frozenset(root(stem(word)) for word in word_set(text))
    for text in ("cost spend price pay fund invest", "save reduce cut")
)
_SAVING = re.compile(
    r"\b(?:sav(?:e[sd]?|ings?)|reduc\w+|cuts?)\W+(?:[\w'’]+\W+){0,3}$", re.IGNORECASE
)
_TITLED = re.compile(r"^(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Professor|Prof|Rev)\b")
_BEFORE, _BEHIND = 6, 4


def holds_answer(asked: Asked, evidence: Evidence) -> float:
    """Return 0 to 1: does the unit hold something of the type that is asked for?"""
    judge = _JUDGES.get(asked.wanted)
    return UNTYPED if judge is None else judge(asked, evidence)


def is_exact(asked: Asked) -> bool:
    """Say whether only an amount, a number, or the name of a person or a body can answer."""
    return asked.wanted in ("money", "count", "share", "office", "speaker", "frequency", "body")


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


def _count(asked: Asked, evidence: Evidence) -> float:
    """A number is best right before what is counted, or in a row that is headed by it."""
    found = _fresh(asked, evidence.text, "number", "percent")
    if not found:
        return 0.0
    if not _tells_the_outcome(asked, evidence):
        return OTHER
    if not asked.counted:
        return HELD
    around = evidence.near_stems | evidence.context.heading_stems
    if any(_is_beside(one, asked, evidence.words) for one in found):
        return 1.0 if _is_told_apart(asked, evidence) else OTHER
    if evidence.block.kind in ("table_row", "list_item") and _tells(asked, around):
        return HELD
    return LOOSE if _tells(asked, around | evidence.stems) else 0.2


def _tells_the_outcome(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit tells that something was refused, when only those are counted."""
    told = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    there = roots(told)
    sought = [one for one in asked.stems if not _OUTCOMES.isdisjoint(asked.kin_of(one))]
    return all(
        (one in told and not asked.is_two_words(one)) or asked.kin_of(one) & there for one in sought
    )


def _is_told_apart(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit, or what heads its row or list, tells "second" of "second homes"."""
    told = evidence.stems | stems_of(evidence.lead)
    there = roots(told)
    return all(one in told or kin(one) & there for one in asked.counted_as)


def _is_beside(quantity: Quantity, asked: Asked, unit: list[Word]) -> bool:
    """Say whether what is counted stands soon behind the number, or just before it."""
    behind = [word for word in unit if word.start >= quantity.end][:_BEHIND]
    before = [word for word in unit if word.end <= quantity.start][-_BEFORE:]
    return _tells(asked, frozenset(word.stem for word in (*behind, *before)))


def _tells(asked: Asked, stems: frozenset[str]) -> bool:
    return not asked.counted.isdisjoint(stems) or not asked.counted_kin.isdisjoint(roots(stems))


def _quantity(*kinds: QuantityKind) -> Callable[[Asked, Evidence], float]:
    def judge(asked: Asked, evidence: Evidence) -> float:
        return float(bool(_fresh(asked, evidence.text, *kinds)))

    return judge


def _money(asked: Asked, evidence: Evidence) -> float:
    """An amount; what is saved is no answer to what it costs."""
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


def _named_person(asked: Asked, evidence: Evidence) -> float:
    return float(any(_is_person(name, evidence) for name in _new_names(asked, evidence.text)))


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


def _body(asked: Asked, evidence: Evidence) -> float:
    """A new name of a body of the class that is asked for: told by the unit or by its heads."""
    named = bool(_new_names(asked, evidence.text))
    sought = bodies(asked.heads)
    if not sought:
        return 1.0 if named else LOOSE
    told = words(f"{evidence.lead} {evidence.text}")
    is_told = tells_body((folded(word.text) for word in told), sought)
    if named:
        return 1.0 if is_told else OTHER
    return LOOSE if is_told else 0.0


def _place(asked: Asked, evidence: Evidence) -> float:
    if PLACE.search(evidence.text) is None:
        return 0.0
    return 1.0 if _new_names(asked, evidence.text) else 0.4


_JUDGES: Mapping[WantedType, Callable[[Asked, Evidence], float]] = {
    "count": _count,
    "money": _money,
    "share": _share,
    "amount": _quantity("money", "percent", "number"),
    "duration": _pattern(DURATION),
    "distance": _quantity("number"),
    "frequency": _frequency,
    "date": _date,
    "office": _office_holder,
    "speaker": _named_person,
    "holder": _holder,
    "who": _person,
    "body": _body,
    "place": _place,
    "reason": _pattern(REASON),
}
