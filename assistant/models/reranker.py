"""A cross-encoder's name or folder -> scores of passages against a query, by sentence-transformers.

Optional: it reads question and passage together, which is slow and loads torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.errors import ModelError


class CrossEncoderReranker:
    """Scores each passage with the question; the model stays loaded."""

    def __init__(self, model: Any) -> None:
        self._model = model

    @classmethod
    def open(cls, name: str) -> CrossEncoderReranker:
        """Load the cross-encoder called `name`, or in the folder of that name.

        Raises:
            ModelError: there is no such model, or it is no cross-encoder.
        """
        from sentence_transformers import CrossEncoder

        try:
            return cls(CrossEncoder(name, device="cpu"))
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"The reranker {name!r} cannot be loaded. Give the name of a cross-encoder that is "
                "on this machine, or its folder, or leave the setting empty."
            ) from error

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one score per text; higher is better."""
        pairs = [(query, text) for text in texts]
        return [float(score) for score in self._model.predict(pairs)] if pairs else []
