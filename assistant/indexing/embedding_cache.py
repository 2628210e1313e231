"""Texts -> vectors, each text embedded once and kept on disk by model and content."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.protocols import Embedder, Vectors

_BATCH = 256
_LOOK_UP = 500


class EmbeddingCache:
    """An Embedder in front of another: what was embedded before is read back.

    `embedded` counts the texts that the model had to embed since this object was made.
    """

    def __init__(
        self,
        path: Path,
        embedder: Embedder,
        identity: str,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute(
            "create table if not exists vectors (key blob primary key, vector blob) without rowid"
        )
        self._embedder = embedder
        self._identity = identity
        self._progress = progress or (lambda _done, _total: None)
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions), each row of length 1."""
        keys = [self._key(text) for text in texts]
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known.update(self._embed_missing(missing))
        if not keys:
            return self._embedder.embed([])
        return np.stack([known[key] for key in keys])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _embed_missing(self, missing: dict[bytes, str]) -> dict[bytes, Vectors]:
        # Texts of like length in one batch, so that little is padded.
        keys = sorted(missing, key=lambda key: len(missing[key]))
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            vectors = self._embedder.embed([missing[key] for key in batch])
            found.update(zip(batch, vectors, strict=True))
            with self._connection:
                self._connection.executemany(
                    "insert or replace into vectors values (?, ?)",
                    [(key, vector.tobytes()) for key, vector in zip(batch, vectors, strict=True)],
                )
            self.embedded += len(batch)
            self._progress(len(found), len(keys))
        return found

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), _LOOK_UP):
            batch = unique[start : start + _LOOK_UP]
            marks = ",".join("?" * len(batch))
            rows = self._connection.execute(
                f"select key, vector from vectors where key in ({marks})",
                batch,
            )
            found.update((key, np.frombuffer(vector, np.float32)) for key, vector in rows)
        return found

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._identity}\n{text}".encode()).digest()
