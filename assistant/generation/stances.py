"""A goal, the quotes near it and the stance by the rules -> the stance as a language model sees it.

The rules hold the model: it may lower a stance, raise it by one step where a quote commits to that,
and refuse a conflict, but it cannot make one, nor a stance without quotes. What it does not judge
(it is down, too slow, over budget, or says something else) stays by the rules.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock

from assistant.alignment_types import Stance
from assistant.errors import ModelError, ModelOutputError
from assistant.generation.budget import Allowance, Ledger, Limits
from assistant.generation.judged import Judged, mark_of
from assistant.generation.judging import Judge
from assistant.generation.prompts import one_line
from assistant.generation.session import Session
from assistant.generation.suspicion import speaks_to_a_model
from assistant.language.commitment import commitment, is_act
from assistant.protocols import LanguageModel, StanceCase

logger = logging.getLogger(__name__)

_STEPS: tuple[Stance, ...] = ("silent", "mentions", "partly", "supports")
_CHOICES: tuple[Stance, ...] = (*_STEPS, "conflicts")
_MEANING = (
    "supports: the quotes commit to an action that serves the goal; partly: they serve a part of "
    "it, or only aim to; mentions: they speak of it without acting; conflicts: they act against "
    "it; silent: they are about something else"
)
_AT_ONCE = 4
# A service that failed is left alone for a while, so that reports do not wait for it each time.
_PAUSE_SECONDS = 60.0


@dataclass(frozen=True)
class StanceLimits:
    """How long one case and one report may take, and what a report and a day may use."""

    seconds: float = 30.0
    report_seconds: float = 60.0
    budget: Limits = field(default_factory=lambda: Limits(tokens_per_answer=200_000))


class ModelStanceJudge:
    """Judges stances with a language model; each case once, for all reports."""

    def __init__(
        self,
        model: LanguageModel,
        name: str,
        *,
        limits: StanceLimits | None = None,
        ledger: Ledger | None = None,
        judged: Judged | None = None,
    ) -> None:
        self._model = model
        self._name = name
        self._limits = limits or StanceLimits()
        self._ledger = ledger
        self._judged = Judged() if judged is None else judged
        self._lock = Lock()
        self._unusable: set[str] = set()
        self._rests_until = 0.0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def count(self) -> int:
        """Return how many cases it knows."""
        return len(self._judged)

    def known(self, case: StanceCase) -> Stance | None:
        """Return its stance as far as the rules allow it; None when it gave none."""
        chosen = self._judged.get(self._mark(case))
        found = next((one for one in _CHOICES if one == chosen), None)
        return None if found is None else _allowed(found, case)

    def learn(
        self, cases: Sequence[StanceCase], *, may_ask: bool, told: Callable[[int, int], None]
    ) -> None:
        """Judge what is not known yet, some at once, until the time or the budget is over."""
        self._judged.recall([self._mark(case) for case in cases])
        if not may_ask:
            return
        with self._lock:  # two reports at once would ask the same
            left = [one for one in cases if self._is_open(one)]
            if not left or time.monotonic() < self._rests_until:
                return
            allowance = Allowance(self._limits.budget, self._ledger)
            deadline, stop = time.monotonic() + self._limits.report_seconds, Event()

            def take(case: StanceCase) -> None:
                self._take(case, allowance, deadline, stop)

            with ThreadPoolExecutor(_AT_ONCE) as pool:
                for done, _ in enumerate(pool.map(take, left), 1):
                    told(done, len(left))

    def _take(self, case: StanceCase, allowance: Allowance, deadline: float, stop: Event) -> None:
        seconds = min(self._limits.seconds, deadline - time.monotonic())
        if stop.is_set() or seconds <= 0:
            return
        try:
            judge = Judge(Session(self._model, allowance, seconds=seconds))
            self._judged.keep(self._mark(case), judge.choose(_task(case), _CHOICES))
        except ModelOutputError as error:
            self._unusable.add(self._mark(case))
            logger.warning("A stance is by the rules alone: %s", error)
        except ModelError as error:
            if time.monotonic() < deadline:
                self._rests_until = time.monotonic() + _PAUSE_SECONDS
            stop.set()
            logger.warning("The other stances are by the rules alone: %s", error)

    def _is_open(self, case: StanceCase) -> bool:
        mark = self._mark(case)
        return bool(_told(case)) and self._judged.get(mark) is None and mark not in self._unusable

    def _mark(self, case: StanceCase) -> str:
        return mark_of("stance", self._name, _task(case))


def _told(case: StanceCase) -> list[str]:
    return [quote for quote in case.quotes if not speaks_to_a_model(quote)]


def _task(case: StanceCase) -> str:
    lines = "\n".join(f"Quote: {one_line(quote)}" for quote in _told(case))
    goal = one_line(case.goal)
    return f"Goal: {goal}\n{lines}\nWhat do the quotes do for the goal? {_MEANING}."


def _allowed(chosen: Stance, case: StanceCase) -> Stance:
    """Return what the rules allow of a choice."""
    ruled = case.ruled
    if chosen in (ruled, "conflicts"):
        return ruled
    if ruled == "conflicts":
        return "mentions"
    here = _STEPS.index(ruled)
    if _STEPS.index(chosen) <= here:
        return chosen
    above = _STEPS[here + 1]
    return above if _is_grounded(above, case) else ruled


def _is_grounded(stance: Stance, case: StanceCase) -> bool:
    """Say whether a quote commits to what the stance says: none is made of words alone."""
    strengths = [commitment(quote).strength for quote in _told(case)]
    if stance == "supports":
        return any(is_act(one) for one in strengths)
    return any(one != "none" for one in strengths) if stance == "partly" else bool(strengths)
