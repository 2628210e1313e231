"""Meanings -> chunks by exact search over the rows that may be searched.

docs/decisions/0004-filters.md: up to 100,000 chunks this is faster than Chroma with a filter, finds
all there is to find, and needs no import of Chroma to answer a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.indexing.catalogue import Catalogue
from assistant.indexing.sentences import LOOKED_AT, Sentences
from assistant.indexing.similarity import similarities
from assistant.protocols import Embedder, Vectors
from assistant.types import Filters, Hit, Reader

# Below a quarter of the rows, copying them out first is quicker than comparing all.
_FEW = 4
_ALLOWED_CACHED = 16


class ExactSearcher:
    """Compares the query with every allowed chunk.

    `vectors` has shape (chunks, dimensions); `group_codes` gives each row's place in `group_names`.
    With `sentences`, each of the best chunks is weighed by its best sentence too.
    """

    def __init__(
        self,
        vectors: Vectors,
        group_codes: npt.NDArray[np.int32],
        group_names: Sequence[str],
        catalogue: Catalogue,
        embedder: Embedder,
        sentences: Sentences | None = None,
    ) -> None:
        self._vectors = vectors
        self._codes = group_codes
        self._names = group_names
        self._catalogue = catalogue
        self._embedder = embedder
        self._sentences = sentences
        # The same readers ask again and again, mostly without a filter.
        self._rows = lru_cache(maxsize=_ALLOWED_CACHED)(self._rows_of)

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int, also: str = ""
    ) -> list[Hit]:
        """Return at most `top` hits by cosine similarity, among chunks that `reader` may read."""
        rows = self.allowed_rows(reader=reader, filters=filters)
        if not len(rows):
            return []
        vector = self._embedder.embed([f"{query} ({also})" if also else query])[0]
        if self._sentences is None:
            return self._nearest(vector, rows, top)
        hits = self._nearest(vector, rows, LOOKED_AT * top)
        return self._sentences.weighed(vector, hits, top)

    def _nearest(
        self, vector: npt.NDArray[np.float32], rows: npt.NDArray[np.int64], top: int
    ) -> list[Hit]:
        scores = self._scores(vector, rows)
        return [Hit(int(rows[place]), float(scores[place])) for place in _best(scores, top)]

    def _scores(
        self, vector: npt.NDArray[np.float32], rows: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """Return the similarity of each row; of many rows by comparing all, which copies none."""
        if len(rows) * _FEW > len(self._vectors):
            return similarities(self._vectors, vector)[rows]
        return similarities(self._vectors[rows], vector)

    def allowed_rows(self, *, reader: Reader, filters: Filters) -> npt.NDArray[np.int64]:
        """Return the rows of the chunks that may be searched."""
        allowed = self._catalogue.allowed(reader=reader, filters=filters)
        return self._rows(allowed)

    def _rows_of(self, allowed: frozenset[str] | None) -> npt.NDArray[np.int64]:
        if allowed is None:
            return np.arange(len(self._vectors))
        is_allowed = np.fromiter((name in allowed for name in self._names), bool, len(self._names))
        if not is_allowed.any():
            return np.empty(0, np.int64)
        return np.flatnonzero(is_allowed[self._codes])


def _best(scores: npt.NDArray[np.float32], top: int) -> npt.NDArray[np.int64]:
    """Return the places of the `top` highest scores, best first, ties by place."""
    places = np.argpartition(-scores, top)[:top] if len(scores) > top else np.arange(len(scores))
    return places[np.lexsort((places, -scores[places]))]
