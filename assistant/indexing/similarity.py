"""Vectors and a question's vector -> how alike they are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from assistant.protocols import Vectors


def similarities(vectors: Vectors, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the cosine similarity of each row, all being of length 1."""
    # Not `vectors @ vector`: that wakes a pool of threads, which on a busy machine wait for each
    # other fifty times longer than one thread takes for all of it.
    found: npt.NDArray[np.float32] = np.einsum("ij,j->i", vectors, vector)
    return found
