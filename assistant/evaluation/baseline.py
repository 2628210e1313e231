"""Two runs -> which questions got better or worse, and in what; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.evaluation.marks import Outcome

_NOT_FOUND = 11


@dataclass(frozen=True, slots=True)
class Change:
    """One mark of one question that moved."""

    question: str
    mark: str
    before: str
    after: str
    is_better: bool


def changes(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[Change]:
    """Return what moved in questions that both runs hold: the worse first, then the better."""
    earlier, later = _by_question(before), _by_question(after)
    pairs = [(earlier[key], one) for key, one in later.items() if key in earlier]
    moved = list(chain.from_iterable(_changes(*pair) for pair in pairs))
    return sorted(moved, key=lambda change: change.is_better)


def only_in_first(one: Sequence[Outcome], other: Sequence[Outcome]) -> list[str]:
    """Return the questions of `one` that `other` lacks: sums over both are not the same sums."""
    known = _by_question(other)
    return [outcome.question for key, outcome in _by_question(one).items() if key not in known]


def _by_question(outcomes: Sequence[Outcome]) -> dict[tuple[str, str, int], Outcome]:
    """Return outcomes by what was asked; a question asked twice is told apart by its turn."""
    turns: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str, int], Outcome] = {}
    for one in outcomes:
        asked = (one.expectation, one.question)
        found[(*asked, turns[asked])] = one
        turns[asked] += 1
    return found


def _changes(before: Outcome, after: Outcome) -> list[Change]:
    found = []
    for mark, value, shown in _MARKS:
        old, new = value(before), value(after)
        if old is not None and new is not None and old != new:
            found.append(Change(after.question, mark, shown(old), shown(new), new > old))
    return found


def _closeness(outcome: Outcome) -> int | None:
    """Return a number that grows as the evidence moves up."""
    if outcome.found is None or outcome.expectation != "answerable":
        return None
    return -(outcome.found.rank or _NOT_FOUND)


def _facts(outcome: Outcome) -> int | None:
    facts = outcome.answered.facts if outcome.answered else None
    return None if facts is None else int(facts)


def _cited(outcome: Outcome) -> int | None:
    cited = outcome.answered.cited if outcome.answered else None
    return None if cited is None else int(cited)


def _right(outcome: Outcome) -> int | None:
    return None if outcome.is_right is None else int(outcome.is_right)


def _yes_or_no(value: int) -> str:
    return "yes" if value else "no"


def _rank(value: int) -> str:
    return "none" if value == -_NOT_FOUND else str(-value)


_MARKS: tuple[tuple[str, Callable[[Outcome], int | None], Callable[[int], str]], ...] = (
    ("right", _right, _yes_or_no),
    ("facts", _facts, _yes_or_no),
    ("citation", _cited, _yes_or_no),
    ("rank of the evidence", _closeness, _rank),
)
