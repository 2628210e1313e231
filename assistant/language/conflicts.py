"""Two statements -> whether they conflict in a way that can be checked: figure, date, will not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.alignment_types import ConflictKind
from assistant.language.commitment import commitment, denies
from assistant.language.quantities import Quantity, figures, quantities
from assistant.language.terms import stem, words
from assistant.language.wordlists import word_set

# Words that say how, not what: they may differ between two statements of the same measure.
_MANNER = frozenset(
    stem(word)
    for word in word_set(
        """will shall must aim aims plan target targets agreed agree board council partnership
        partners partner we our us ensure reach bring make set have has been are is be at least
        about around by from until end spring summer autumn winter early late per cent percent
        total number support back
        stay fund funds funded build built reduce reduced cut fall falls fallen rise increase plant
        decline declined decided also year annual quarter half third"""
    )
)
_REFUSES = re.compile(
    r"\b(?:will not|won't|shall not|not be|would not|refus\w+|declin\w+|reject\w+|oppos\w+"
    r"|no longer|did not agree|does not support|do not support)\b",
    re.I,
)
_NOT_ONLY = re.compile(r"\bnot (?:only|all|just|every)\b|\bor without\b|\bnot yet\b", re.I)
_BOUND = re.compile(r"\b(?:at least|more than|over|up to|fewer than|less than|minimum)\b", re.I)
_PART = re.compile(r"\b(?:of the|of these|of which|each|from \d|half|some)\b", re.I)
_PAST = re.compile(
    r"\b(?:since|so far|to date|stood at|today|currently|spent|fell|rose|planted"
    r"|was|were|have \w+ed)\b",
    re.I,
)
_RATE = re.compile(r"\b(?:a|an|each|per|every) (?:year|month|hour|week)\b", re.I)
# The number of a paragraph is no figure of it, nor is that of an ambition that it serves.
_NUMBER = re.compile(r"^\s*(?:\(?[a-z]\)|\d+(?:\.\d+)*\.?)\s+")
_CLAIM = re.compile(r"\b(?:serves|delivers|contributes to|reports on)\b", re.I)
_PREPOSITION = re.compile(r"^(?:on|in|by|until|since)\s+", re.I)
_PROCESS = re.compile(
    r"\b(?:progress report|next report|meeting|minutes|agenda|review"
    r"|asks? (?:the |each |every )?(?:board|council|cabinet|partners?))\b",
    re.I,
)
_ADDED = re.compile(r"(?<=\w)(?:,\s+(?!\d)(?!and\b)| where | with | so that | beginning )")
# A statement is compared with many others: what is worked out of it is kept.
_KEPT = 50_000
_SHARED = 0.4
# Of one measure when so much of all words is common; one of them refused when so much of the
# shorter one is.
SAME, CONTAINED = 0.72, 0.8
# Statements further apart than this speak of different things; a refusal is often much shorter
# than what it refuses.
_ALIKE, LEAST_ALIKE = 0.62, 0.45


@dataclass(frozen=True, slots=True)
class Clash:
    """Why two statements conflict."""

    kind: ConflictKind
    reason: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The words that say what a statement is about, and whether it says that it will not be."""

    words: frozenset[str]
    refuses: bool


@lru_cache(maxsize=200_000)
def clash(one: str, other: str) -> Clash | None:
    """Return the conflict of two statements of different documents, if it can be checked."""
    mine, theirs = subject_of(one), subject_of(other)
    if len(mine & theirs) < _SHARED * min(len(mine), len(theirs)) or not mine & theirs:
        return None
    one, other = _NUMBER.sub("", one), _NUMBER.sub("", other)
    if any(pattern.search(text) for pattern in (_CLAIM, _PROCESS) for text in (one, other)):
        return None
    whole = _clash(one, other)
    if whole is not None:
        return whole
    first, second = _main_clause(one), _main_clause(other)
    found = _clash(first, second) if (first, second) != (one, other) else None
    dates_agree = _dates_agree(_dates(one), _dates(other))
    return found if found is None or found.kind != "figure" or dates_agree else None


def is_near_enough(nearness: float, one: str, other: str) -> bool:
    """Say whether two statements are near enough in meaning to clash."""
    return nearness >= (LEAST_ALIKE if refuses(one) != refuses(other) else _ALIKE)


def measured(text: str) -> tuple[Measured, Measured]:
    """Return what a statement is about, as a whole and in its main clause.

    Two statements clash only where they share most of the words, or, where one of them refuses,
    most of the words of the shorter, of the wholes or of the main clauses.
    """
    plain = _NUMBER.sub("", text)
    whole, main = (Measured(subject_of(one), refuses(one)) for one in (plain, _main_clause(plain)))
    return whole, main


def _clash(one: str, other: str) -> Clash | None:
    if refuses(one) != refuses(other):
        return _will_not(one, other)
    if not _same_measure(one, other) or _is_past(one) or _is_past(other):
        return None
    dates = _dates(one), _dates(other)
    values = _values(one), _values(other)
    if all(values) and values[0] != values[1] and _dates_agree(*dates):
        return _figure(values[0], values[1], one, other)
    if (
        all(dates)
        and values[0] == values[1]
        and _years(one) != _years(other)
        and _bare_dates(one).isdisjoint(_bare_dates(other))
        and len(subject_of(one) ^ subject_of(other)) < 2
    ):
        return Clash(
            "date", f"The same is promised for {_said(dates[0])} and for {_said(dates[1])}."
        )
    return None


def _will_not(one: str, other: str) -> Clash | None:
    if _NOT_ONLY.search(one) or _NOT_ONLY.search(other) or denies(other if refuses(one) else one):
        return None
    mine, theirs = subject_of(one), subject_of(other)
    smaller, larger = sorted((mine, theirs), key=len)
    if len(smaller) < 2 or len(smaller & larger) / len(smaller) < CONTAINED:
        return None
    committed = {commitment(one).strength, commitment(other).strength}
    if "none" in committed and len(committed) == 1:
        return None
    return Clash("will_not", "One says that it will be done, the other that it will not.")


def _figure(mine: frozenset[str], theirs: frozenset[str], one: str, other: str) -> Clash | None:
    if _BOUND.search(one) is not None and _BOUND.search(other) is None:
        return None
    if bool(_PART.search(one)) != bool(_PART.search(other)) or _rate(one) != _rate(other):
        return None
    return Clash(
        "figure",
        f"The same measure has {_printed(one, mine - theirs)} here and "
        f"{_printed(other, theirs - mine)} there.",
    )


@lru_cache(maxsize=_KEPT)
def _main_clause(text: str) -> str:
    """Return the part before what only adds to it: ", beginning with ..."."""
    cut = _ADDED.search(text)
    return text[: cut.start()] if cut and len(subject_of(text[: cut.start()])) > 1 else text


def _same_measure(one: str, other: str) -> bool:
    mine, theirs = subject_of(one), subject_of(other)
    if len(mine) < 2 or len(theirs) < 2:
        return False
    shared = len(mine & theirs)
    return shared / len(mine | theirs) >= SAME or (
        shared / min(len(mine), len(theirs)) == 1 and len(mine ^ theirs) <= 1
    )


@lru_cache(maxsize=_KEPT)
def subject_of(text: str) -> frozenset[str]:
    """Return the stems of what a statement is about, without figures, dates and manner."""
    spans = [(one.start, one.end) for one in quantities(text)]
    return frozenset(
        word.stem
        for word in words(text)
        if word.is_content
        and word.stem not in _MANNER
        and not word.text[0].isdigit()
        and not any(start <= word.start < end for start, end in spans)
    )


@lru_cache(maxsize=_KEPT)
def _values(text: str) -> frozenset[str]:
    found = [q for q in quantities(text) if q.kind in {"money", "percent", "number"}]
    return frozenset(figure for q in found for figure in figures(q.text))


@lru_cache(maxsize=_KEPT)
def _dates(text: str) -> list[Quantity]:
    return [one for one in quantities(text) if one.kind in {"date", "year"}]


def _years(text: str) -> frozenset[str]:
    return frozenset(year for one in _dates(text) for year in re.findall(r"\d{4}", one.text)) or (
        frozenset(one.text for one in _dates(text))
    )


def _bare_dates(text: str) -> frozenset[str]:
    """Return the dates without their preposition: a span that ends on a date agrees with it."""
    return frozenset(_PREPOSITION.sub("", one.text.lower()) for one in _dates(text))


def _dates_agree(mine: list[Quantity], theirs: list[Quantity]) -> bool:
    if bool(mine) != bool(theirs):
        return False
    return {re.sub(r"\D", "", q.text)[-4:] for q in mine} == {
        re.sub(r"\D", "", q.text)[-4:] for q in theirs
    }


@lru_cache(maxsize=_KEPT)
def refuses(text: str) -> bool:
    """Say whether a statement says that something will not be done."""
    return _REFUSES.search(text) is not None and _NOT_ONLY.search(text) is None


def _is_past(text: str) -> bool:
    return _PAST.search(text) is not None and commitment(text).strength not in {"will", "aims"}


def _rate(text: str) -> bool:
    return _RATE.search(text) is not None


def _said(dates: list[Quantity]) -> str:
    return " and ".join(_PREPOSITION.sub("", one.text) for one in dates)


def _printed(text: str, values: frozenset[str]) -> str:
    """Return the quantities that hold these figures, as printed."""
    found = [q.text for q in quantities(text) if figures(q.text) & values]
    return " and ".join(dict.fromkeys(found)) or "another figure"
