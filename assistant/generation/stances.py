"""A goal, the quotes near it and the stance by the rules -> the stance as a language model sees it.

The rules hold the model: it may lower a stance, raise it by one step, and refuse a conflict, but it
cannot make one, nor a stance without quotes. A model that fails leaves the stance as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from assistant.alignment_types import Stance
from assistant.errors import ModelError
from assistant.generation.budget import Allowance, Ledger, Limits
from assistant.generation.judging import Judge
from assistant.generation.prompts import one_line
from assistant.generation.session import Session
from assistant.generation.suspicion import speaks_to_a_model
from assistant.protocols import LanguageModel

logger = logging.getLogger(__name__)

_STEPS: tuple[Stance, ...] = ("silent", "mentions", "partly", "supports")
_MEANING = (
    "supports: the quotes commit to an action that serves the goal; partly: they serve a part of "
    "it, or only aim to; mentions: they speak of it without acting; conflicts: they act against "
    "it; silent: they are about something else"
)


class ModelStanceJudge:
    """Judges stances with a language model, within one time limit and budget each."""

    def __init__(
        self,
        model: LanguageModel,
        *,
        seconds: float,
        limits: Limits | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self._model = model
        self._seconds = seconds
        self._limits = limits or Limits()
        self._ledger = ledger

    def stance(self, goal: str, quotes: Sequence[str], ruled: Stance) -> Stance:
        """Return what the model makes of the quotes, as far as the rules allow it."""
        told = [quote for quote in quotes if not speaks_to_a_model(quote)]
        if not told:
            return ruled
        try:
            chosen = self._chosen(goal, told)
        except ModelError as error:
            logger.warning("A stance is by the rules alone: %s", error)
            return ruled
        return _allowed(chosen, ruled)

    def _chosen(self, goal: str, quotes: Sequence[str]) -> Stance:
        allowance = Allowance(self._limits, self._ledger)
        judge = Judge(Session(self._model, allowance, seconds=self._seconds))
        lines = "\n".join(f"Quote: {one_line(quote)}" for quote in quotes)
        task = f"Goal: {one_line(goal)}\n{lines}\nWhat do the quotes do for the goal? {_MEANING}."
        choices: tuple[Stance, ...] = (*_STEPS, "conflicts")
        chosen = judge.choose(task, choices)
        return next(one for one in choices if one == chosen)


def _allowed(chosen: Stance, ruled: Stance) -> Stance:
    if chosen == ruled:
        return ruled
    if chosen == "conflicts":
        return ruled
    if ruled == "conflicts":
        return "mentions"
    most = min(_STEPS.index(ruled) + 1, len(_STEPS) - 1)
    return _STEPS[min(_STEPS.index(chosen), most)]
