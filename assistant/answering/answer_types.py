"""A question and a unit -> how well the unit holds an answer of the kind that is asked for.

The answer must be new: a date, a number or a name that the question itself brings is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.answering.asking import Asked, AskedKind
from assistant.answering.evidence import Evidence
from assistant.language.names import Name, looks_like_person, names
from assistant.language.quantities import QuantityKind, figures, quantities
from assistant.language.terms import stem, words
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
_REASON = re.compile(
    r"\b(?:because|since|due to|in order to|so that|as a result|reasons?|owing|therefore|thereby"
    r"|to (?:help|ensure|make|reduce|improve|build|give|enable|avoid|support|protect|prevent)"
    r"|this (?:will|would|means)|caus\w+|led to|leads? to|enabl\w+|allow\w*|which means)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|from|across|to|of|on|between|within|throughout|around)\s+(?:the\s+)?[A-Z]\w+"
)


# Amounts of money, and people by their office or by their words, are asked for in so many words.
_MONEY_ASKED = re.compile(
    r"\b(?:costs?|price|salary|salaries|budget|funding|grant|fee|spend|spent|pay|paid|receive|savings?"
    r"|awarded|worth)\b", re.IGNORECASE
)  # fmt: skip
_PERSON_ASKED = re.compile(
    r"\bwho (?:is|was) the\b|\bname of the (?:\w+ )?(?:chief|head|chair\w*|leader|director|mayor)\b"
    r"|\bwho (?:said|signed|wrote|chairs?|chaired)\b", re.IGNORECASE
)  # fmt: skip


def holds_answer(asked: Asked, evidence: Evidence) -> float:
    """Return 0 to 1: does the unit hold something of the type that is asked for?"""
    judge = _judge(asked)
    return UNTYPED if judge is None else judge(asked, evidence)


def is_exact(asked: Asked) -> bool:
    """Say whether only an amount, a number or a person's name can answer."""
    is_named = _PERSON_ASKED.search(asked.text) is not None
    return is_named or _is_money(asked) or bool(asked.counted)


def _is_money(asked: Asked) -> bool:
    asks = asked.kind in ("how_much", "what", "definition")
    return asks and _MONEY_ASKED.search(asked.text) is not None


def is_typed(asked: Asked) -> bool:
    """Say whether the question asks for a recognisable type of answer."""
    return _judge(asked) is not None


def _judge(asked: Asked) -> Callable[[Asked, Evidence], float] | None:
    if _is_money(asked):
        return _quantity("money")
    if _PERSON_ASKED.search(asked.text):
        return _named_person
    return _JUDGES.get(asked.kind)


def new_names(asked: Asked, text: str) -> list[Name]:
    """Return the names in `text` that bring a word which the question does not have."""
    known = {word.stem for word in words(asked.text)}
    return [
        name
        for name in names(text)
        if any(word.is_content and word.stem not in known for word in words(name.text))
    ]


def _quantity(*kinds: QuantityKind) -> Callable[[Asked, Evidence], float]:
    def judge(asked: Asked, evidence: Evidence) -> float:
        return float(
            any(
                quantity.kind in kinds and not figures(quantity.text) <= asked.figures
                for quantity in quantities(evidence.text)
            )
        )

    return judge


def _date(asked: Asked, evidence: Evidence) -> float:
    return float(
        any(
            quantity.kind in ("date", "year")
            and (quantity.kind == "date" or not figures(quantity.text) <= asked.figures)
            for quantity in quantities(evidence.text)
        )
    )


def _person(asked: Asked, evidence: Evidence) -> float:
    found = new_names(asked, evidence.text)
    if any(looks_like_person(name) for name in found):
        return 1.0
    if found:
        return 0.7
    return 0.5 if evidence.stems & _PEOPLE else 0.0


def _named_person(asked: Asked, evidence: Evidence) -> float:
    return float(any(looks_like_person(name) for name in new_names(asked, evidence.text)))


def _place(asked: Asked, evidence: Evidence) -> float:
    if _PLACE.search(evidence.text) is None:
        return 0.0
    return 1.0 if new_names(asked, evidence.text) else 0.4


def _reason(_asked: Asked, evidence: Evidence) -> float:
    return float(_REASON.search(evidence.text) is not None)


_JUDGES: Mapping[AskedKind, Callable[[Asked, Evidence], float]] = {
    "how_many": _quantity("number", "percent"),
    "how_much": _quantity("money", "percent", "number"),
    "when": _date,
    "who": _person,
    "where": _place,
    "why": _reason,
}
