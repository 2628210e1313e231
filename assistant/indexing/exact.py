"""Meanings -> chunks by exact search over the rows that may be searched.

docs/decisions/0004-filters.md: up to 100,000 chunks this is faster than Chroma with a filter, finds
all there is to find, and needs no import of Chroma to answer a question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.indexing.catalogue import Catalogue
from assistant.protocols import Embedder, Vectors
from assistant.types import Filters, Hit, Reader

# Below a quarter of the rows, copying them out first is quicker than comparing all.
_FEW = 4


class ExactSearcher:
    """Compares the query with every allowed chunk.

    `vectors` has shape (chunks, dimensions); `group_codes` gives each row's place in `group_names`.
    """

    def __init__(
        self,
        vectors: Vectors,
        group_codes: npt.NDArray[np.int32],
        group_names: Sequence[str],
        catalogue: Catalogue,
        embedder: Embedder,
    ) -> None:
        self._vectors = vectors
        self._codes = group_codes
        self._names = group_names
        self._catalogue = catalogue
        self._embedder = embedder

    def search(self, query: str, *, reader: Reader, filters: Filters, top: int) -> list[Hit]:
        """Return at most `top` hits by cosine similarity, among chunks that `reader` may read."""
        rows = self.allowed_rows(reader=reader, filters=filters)
        if not len(rows):
            return []
        scores = self._scores(self._embedder.embed([query])[0], rows)
        best = _best(scores, top)
        return [Hit(int(rows[place]), float(scores[place])) for place in best]

    def _scores(
        self, vector: npt.NDArray[np.float32], rows: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """Return the similarity of each row; of many rows by comparing all, which copies none."""
        if len(rows) * _FEW > len(self._vectors):
            return _similarities(self._vectors, vector)[rows]
        return _similarities(self._vectors[rows], vector)

    def allowed_rows(self, *, reader: Reader, filters: Filters) -> npt.NDArray[np.int64]:
        """Return the rows of the chunks that may be searched."""
        allowed = self._catalogue.allowed(reader=reader, filters=filters)
        if allowed is None:
            return np.arange(len(self._vectors))
        is_allowed = np.fromiter((name in allowed for name in self._names), bool, len(self._names))
        if not is_allowed.any():
            return np.empty(0, np.int64)
        return np.flatnonzero(is_allowed[self._codes])


def _similarities(vectors: Vectors, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    # Not `vectors @ vector`: that wakes a pool of threads, which on a busy machine wait for each
    # other fifty times longer than one thread takes for all of it.
    similarities: npt.NDArray[np.float32] = np.einsum("ij,j->i", vectors, vector)
    return similarities


def _best(scores: npt.NDArray[np.float32], top: int) -> npt.NDArray[np.int64]:
    """Return the places of the `top` highest scores, best first, ties by place."""
    places = np.argpartition(-scores, top)[:top] if len(scores) > top else np.arange(len(scores))
    return places[np.lexsort((places, -scores[places]))]
