"""A question and passages, word by word -> how well a stretch of each meets the question.

Late interaction (Khattab and Zaharia 2020, ColBERT): each token of the question looks for the one
of the passage that means most nearly the same where it stands. What is found must stand together:
only a stretch of some sentences counts, the best one. Rare words of the question weigh more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.language.token_weights import token_weights
from assistant.protocols import Reading, Vectors

# Telling tokens that a stretch holds, two sentences or so; 20 to 40 differ little.
_STRETCH = 30


@dataclass(frozen=True, slots=True)
class WeighedTokens:
    """The tokens of a question, shape (tokens, dimensions), and how much each counts, in sum 1."""

    tokens: Vectors
    weights: npt.NDArray[np.float32]

    def best_stretch(self, met: Vectors) -> float:
        """Return how well the best stretch of a passage meets the question, about 0 to 1.

        `met` has a row a token of the question, a column a token of the passage.
        """
        step = _STRETCH // 2
        starts = range(0, max(1, met.shape[1] - step), step)
        stretches = [met[:, start : start + _STRETCH] for start in starts]
        found = (float(one.max(axis=1) @ self.weights) for one in stretches if one.size)
        return max(found, default=0.0)


def weighed_tokens(query: str, reading: Reading, weights: Mapping[str, float]) -> WeighedTokens:
    """Return the tokens of a question; `weights` says how much the stems of its terms count."""
    rows = [row for row, (start, end) in enumerate(reading.spans) if end > start]
    spans = [reading.spans[row] for row in rows]
    return WeighedTokens(reading.tokens[rows], token_weights(query, spans, weights))
