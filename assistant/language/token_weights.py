"""A question, and where the model's tokens stand in it -> how much each token counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from assistant.language.terms import words

# What a word that is no term of the question weighs ("who", "the"), and what a mark does.
_PLAIN_WORD = 0.6
_MARK = 0.2


def token_weights(
    text: str, spans: Sequence[tuple[int, int]], weights: Mapping[str, float]
) -> npt.NDArray[np.float32]:
    """Return shape (len(spans),), in sum 1; `weights` has the stems of the question's terms."""
    found = words(text)
    values = []
    for start, end in spans:
        stems = [word.stem for word in found if word.start < end and word.end > start]
        values.append(weights.get(stems[0], _PLAIN_WORD) if stems else _MARK)
    array = np.asarray(values, dtype=np.float32)
    return array / array.sum() if values else array
