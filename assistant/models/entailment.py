"""A cross-encoder trained on inference -> how likely texts entail or contradict a statement.

Only where an operator names one: it loads torch, which takes seconds, so it is imported inside.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.errors import ModelError


class EntailmentModel:
    """A sentence-transformers cross-encoder; opened by the first statement that it judges."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._model: Any = None

    def judge(self, statement: str, texts: Sequence[str]) -> list[tuple[float, float]]:
        """Return for each text how likely it entails the statement, and how likely it contradicts.

        Raises:
            ModelError: the model cannot be loaded, or does not tell entailment.
        """
        model = self._open()
        scores = model.predict([(text, statement) for text in texts], show_progress_bar=False)
        odds = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        chances = odds / odds.sum(axis=1, keepdims=True)
        entails, contradicts = self._columns(model)
        return [(float(row[entails]), float(row[contradicts])) for row in chances]

    def _open(self) -> Any:
        with self._lock:
            if self._model is None:
                from sentence_transformers import CrossEncoder

                try:
                    self._model = CrossEncoder(self._name, device="cpu")
                except Exception as error:
                    raise ModelError(
                        f"The entailment model {self._name} could not be loaded "
                        f"({type(error).__name__}). Correct or unset GOLDEN_THREAD_NLI_MODEL."
                    ) from error
            return self._model

    def _columns(self, model: Any) -> tuple[int, int]:
        labels: Mapping[int, str] = model.model.config.id2label
        places = {label.lower()[:6]: column for column, label in labels.items()}
        try:
            return places["entail"], places["contra"]
        except KeyError as error:
            raise ModelError(
                f"The model {self._name} has no labels for entailment and contradiction. "
                "Correct or unset GOLDEN_THREAD_NLI_MODEL."
            ) from error
