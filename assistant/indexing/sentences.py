"""Hits by meaning -> the same, each worth a little of its best sentence too.

A passage of six sentences has one vector for all of them; the one that answers may be drowned. The
units' vectors are kept for quoting anyway, so looking at those of the best hits costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.indexing.similarity import similarities
from assistant.protocols import Vectors
from assistant.types import Hit

ENDS = "unit_ends.npy"
VECTORS = "unit_vectors.npy"
# What the best sentence counts beside its whole passage; 0.2 to 0.4 differ little.
WEIGHT = 0.3
# Hits that are looked at for each one returned, so that a good sentence can lift its passage.
LOOKED_AT = 2


def write_unit_vectors(folder: Path, vectors: Vectors, counts: Sequence[int]) -> None:
    """Write the vectors of all units, and where those of each chunk end."""
    # Half precision: similarities of units differ by less than 0.001, at half the size.
    np.save(folder / VECTORS, np.asarray(vectors, dtype=np.float16))
    np.save(folder / ENDS, np.cumsum(np.asarray(counts, dtype=np.int64)))


class Sentences:
    """The unit vectors of a snapshot, by chunk."""

    def __init__(self, folder: Path, *, weight: float = WEIGHT) -> None:
        self._vectors: npt.NDArray[np.float16] = np.load(folder / VECTORS, mmap_mode="r")
        self._ends: npt.NDArray[np.int64] = np.load(folder / ENDS)
        self._weight = weight

    def weighed(self, vector: npt.NDArray[np.float32], hits: Sequence[Hit], top: int) -> list[Hit]:
        """Return the best `top` hits by the weighted mean of passage and best sentence."""
        if not hits:
            return []
        again = [
            Hit(hit.row, (hit.score + self._weight * best) / (1 + self._weight))
            for hit, best in zip(hits, self._best(vector, hits), strict=True)
        ]
        return sorted(again, key=lambda hit: (-hit.score, hit.row))[:top]

    def _best(self, vector: npt.NDArray[np.float32], hits: Sequence[Hit]) -> list[float]:
        """Return the best similarity among each hit's units; its own where it has none."""
        spans = [self._span(hit.row) for hit in hits]
        rows = np.concatenate([np.arange(*span) for span in spans])
        scores = similarities(np.asarray(self._vectors[rows], dtype=np.float32), vector)
        best, start = [], 0
        for hit, (first, last) in zip(hits, spans, strict=True):
            end = start + last - first
            best.append(float(scores[start:end].max()) if end > start else hit.score)
            start = end
        return best

    def _span(self, row: int) -> tuple[int, int]:
        first = int(self._ends[row - 1]) if row else 0
        return first, int(self._ends[row])
