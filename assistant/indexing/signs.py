"""Chunks -> their words as the embedding model reads them there, kept by their vectors' signs.

The vector of a whole passage tells what it is about; those of its words tell whether it says what
is asked. In full they would take a hundred times the room of the passage's own; the signs alone
take three times, and rank nearly as well (docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.language.terms import words
from assistant.protocols import Reading, Signs, Vectors

_ENDS = "sign_ends.npy"
_SIGNS = "signs.bin"
# Dimensions that are mixed with one another; a power of two, of which every width is made.
_MIXED = 128


def signs_of(text: str, reading: Reading) -> Signs:
    """Return the signs of the tokens of words that carry meaning; others match anything."""
    telling = [(word.start, word.end) for word in words(text) if word.is_content]
    rows, place = [], 0
    for row, (start, end) in enumerate(reading.spans):
        while place < len(telling) and telling[place][1] <= start:
            place += 1
        if place < len(telling) and end > start and telling[place][0] < end:
            rows.append(row)
    return np.packbits(_mixed(reading.tokens[rows]) > 0, axis=1)


def write_signs(folder: Path, batches: Iterable[Sequence[Signs]]) -> None:
    """Write the signs of all chunks in order, and where those of each end."""
    counts: list[int] = []
    with (folder / _SIGNS).open("wb") as file:
        for batch in batches:
            for signs in batch:
                counts.append(len(signs))
                file.write(signs.tobytes())
    np.save(folder / _ENDS, np.cumsum(np.asarray(counts, dtype=np.int64)))


class KeptSigns:
    """The signs of a snapshot's words, by chunk."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._ends: npt.NDArray[np.int64] = np.load(folder / _ENDS)
        shape = (int(self._ends[-1]) if len(self._ends) else 0, _width(dimensions) // 8)
        empty = np.empty(shape, np.uint8)
        self._signs: Signs = (
            np.memmap(folder / _SIGNS, np.uint8, "r", shape=shape) if shape[0] else empty
        )

    @classmethod
    def open(cls, folder: Path, dimensions: int) -> KeptSigns | None:
        """Return what a snapshot keeps; None of one that an earlier version built."""
        return cls(folder, dimensions) if (folder / _ENDS).exists() else None

    def met(self, asked: Vectors, rows: Sequence[int]) -> list[Vectors]:
        """Compare vectors of length 1 with the words of each chunk.

        `asked` has shape (asked, dimensions); returns shape (asked, tokens) for each row, about the
        cosine of each pair.
        """
        mixed = _mixed(asked)
        # Not `@`: it wakes a pool of threads (indexing/similarity.py).
        return [np.einsum("ad,td->at", mixed, self._words(row)) for row in rows]

    def _words(self, row: int) -> Vectors:
        first = int(self._ends[row - 1]) if row else 0
        signs = np.asarray(self._signs[first : self._ends[row]])
        bits = np.unpackbits(signs, axis=1).astype(np.float32)
        return (2 * bits - 1) / np.float32(np.sqrt(bits.shape[1]))


def _mixed(vectors: Vectors) -> Vectors:
    """Turn vectors so that no few dimensions decide: then signs say most about angles.

    The dimensions are shuffled, some are turned round, and each 128 are mixed by a Hadamard matrix;
    angles stay as they are. The generator's stream is frozen by numpy, so that what was kept years
    ago still fits.
    """
    count, dimensions = vectors.shape
    width = _width(dimensions)
    chance = np.random.RandomState(0)
    order, turns = chance.permutation(width), chance.choice([-1.0, 1.0], width)
    padded = np.zeros((count, width), np.float32)
    padded[:, :dimensions] = vectors
    blocks = (padded[:, order] * turns.astype(np.float32)).reshape(count, width // _MIXED, _MIXED)
    return (blocks @ _hadamard()).reshape(count, width)


def _width(dimensions: int) -> int:
    return -(-dimensions // _MIXED) * _MIXED


@cache
def _hadamard() -> Vectors:
    """Return Sylvester's Hadamard matrix of 128 rows, orthonormal."""
    matrix = np.ones((1, 1), np.float32)
    while len(matrix) < _MIXED:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    return np.asarray(matrix / np.sqrt(_MIXED), np.float32)
