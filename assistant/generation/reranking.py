"""A question and texts -> the order in which a language model finds that they answer it.

A model that fails leaves the order as it was: a search never fails for it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from assistant.errors import ModelError
from assistant.generation.budget import Allowance, Ledger, Limits
from assistant.generation.prompts import one_line, to_rank
from assistant.generation.session import Session
from assistant.generation.suspicion import speaks_to_a_model
from assistant.protocols import LanguageModel

logger = logging.getLogger(__name__)
_LONGEST_TEXT = 500


class ModelReranker:
    """Ranks with one call of a language model a question (a Reranker)."""

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

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return a score a text: what the model names first is highest, the rest in their order."""
        places = {place: float(-place) for place in range(len(texts))}
        shown = [place for place, text in enumerate(texts) if not speaks_to_a_model(text)]
        try:
            named = self._named(query, [texts[place] for place in shown]) if shown else []
        except ModelError as error:
            logger.warning("Passages stay in their order: %s", error)
            named = []
        for rank, number in enumerate(named):
            places[shown[number - 1]] = float(len(texts) - rank)
        return [places[place] for place in range(len(texts))]

    def _named(self, query: str, texts: Sequence[str]) -> list[int]:
        session = Session(self._model, Allowance(self._limits, self._ledger), seconds=self._seconds)
        cut = [one_line(text)[:_LONGEST_TEXT] for text in texts]
        found = session.fields(to_rank(query, cut)).get("best")
        numbers = found if isinstance(found, list) else []
        known = [one for one in numbers if isinstance(one, int) and 1 <= one <= len(texts)]
        return list(dict.fromkeys(known))
