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
# What follows a comma is added, a second sentence behind "and" too, but not the rest of a list.
_ADDED_LATER = re.compile(
    r"(?<=\w)(?:,\s+(?!\d)(?!and\b)|,?\s+and\s+(?=(?:the|we|it|they|this)\b))"
)
# "Net zero. Halve the county's emissions": a name before what is promised.
_LABEL = re.compile(r"^(?!Decision|Action)[A-Z][^.:!?;]{2,40}[.:]\s+(?=[A-Z]\w+\s+\w+\s+\w+)")
_CLAUSE = re.compile(r"[;,]\s+(?:and\s+|but\s+)?(?=(?:the|we|it|they|this)\b)")
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
    if any(pattern.search(text) for pattern in (_CLAIM, _PROCESS) for text in (one, other)):
        return None
    if one.rstrip().endswith(":") or other.rstrip().endswith(":"):  # it only leads to a list
        return None
    dates_agree = _dates_agree(_dates(one), _dates(other))
    for level, pair in enumerate(
        dict.fromkeys(zip(_shortened(one), _shortened(other), strict=True))
    ):
        found = _clash(*pair)
        if found is not None and (level == 0 or found.kind != "figure" or dates_agree):
            return found
    return None


def is_near_enough(nearness: float, one: str, other: str) -> bool:
    """Say whether two statements are near enough in meaning to clash."""
    return nearness >= (LEAST_ALIKE if refuses(one) != refuses(other) else _ALIKE)


def measured(text: str) -> tuple[Measured, ...]:
    """Return what a statement is about, as a whole and shortened in two ways.

    Two statements clash only where they share most of the words, or, where one of them refuses,
    most of the words of the shorter, in one of these.
    """
    return tuple(Measured(_about(one), refuses(one)) for one in _shortened(text))


@lru_cache(maxsize=_KEPT)
def _shortened(text: str) -> tuple[str, str, str]:
    """Return a statement without its number and name, and without what it only adds."""
    plain = _LABEL.sub("", _NUMBER.sub("", text))
    return plain, _cut(plain, _ADDED_LATER), _cut(plain, _ADDED)


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
    smaller, larger = sorted((_about(one), _about(other)), key=len)
    if len(smaller) < 2 or len(smaller & larger) / len(smaller) < CONTAINED:
        return None
    committed = {commitment(one).strength, commitment(other).strength}
    if "none" in committed and len(committed) == 1:
        return None
    return Clash("will_not", "One says that it will be done, the other that it will not.")


def _figure(mine: frozenset[str], theirs: frozenset[str], one: str, other: str) -> Clash | None:
    if mine <= theirs or theirs <= mine:
        return None
    if _BOUND.search(one) is not None and _BOUND.search(other) is None:
        return None
    if bool(_PART.search(one)) != bool(_PART.search(other)) or _rate(one) != _rate(other):
        return None
    return Clash(
        "figure",
        f"The same measure has {_printed(one, mine - theirs)} here and "
        f"{_printed(other, theirs - mine)} there.",
    )


def _cut(text: str, added: re.Pattern[str]) -> str:
    """Return the part before what only adds to it: ", beginning with ..."."""
    cut = added.search(text)
    return text[: cut.start()] if cut and subject_of(text[: cut.start()]) else text


def _about(text: str) -> frozenset[str]:
    """Return what a statement is about; one that refuses, what it refuses."""
    if not refuses(text):
        return subject_of(text)
    clause = next((one for one in _CLAUSE.split(text) if _REFUSES.search(one)), text)
    about = subject_of(clause)
    return about if len(about) > 1 else subject_of(text)


def _same_measure(one: str, other: str) -> bool:
    mine, theirs = subject_of(one), subject_of(other)
    if len(mine) < 2 or len(theirs) < 2:
        return bool(mine) and mine == theirs and _all_words(one) == _all_words(other)
    shared = len(mine & theirs)
    return shared / len(mine | theirs) >= SAME or (
        shared / min(len(mine), len(theirs)) == 1 and len(mine ^ theirs) <= 1
    )


@lru_cache(maxsize=_KEPT)
def subject_of(text: str) -> frozenset[str]:
    """Return the stems of what a statement is about, without figures, dates and manner."""
    return _all_words(text) - _MANNER


@lru_cache(maxsize=_KEPT)
def _all_words(text: str) -> frozenset[str]:
    """Return the stems of all words that carry meaning, without figures and dates."""
    spans = [(one.start, one.end) for one in quantities(text)]
    return frozenset(
        word.stem
        for word in words(text)
        if word.is_content
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
