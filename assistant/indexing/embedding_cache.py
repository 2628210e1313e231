"""Texts -> vectors and signs, each text read once and kept on disk by model and content."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.indexing.signs import signs_of
from assistant.protocols import Signs, TokenEmbedder, Vectors

Make = Callable[[Sequence[bytes], Sequence[str]], dict[bytes, bytes]]

_BATCH = 256
_LOOK_UP = 500


class EmbeddingCache:
    """A SignEmbedder in front of an embedder: what was embedded before is read back.

    `embedded` counts the texts that the model had to embed since this object was made. Signs are
    made together with vectors: ask for them first, and the vectors cost nothing more.
    """

    def __init__(
        self,
        path: Path,
        embedder: TokenEmbedder,
        identity: str,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute(
            "create table if not exists vectors (key blob primary key, vector blob) without rowid"
        )
        self._connection.execute(
            "create table if not exists signs (key blob primary key, signs blob) without rowid"
        )
        self._embedder = embedder
        self._identity = identity
        self._progress = progress or (lambda _done, _total: None)
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions), each row of length 1."""
        keys = [self._key(text) for text in texts]
        known = self._known("vectors", keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known.update(self._made(missing, self._embed))
        if not keys:
            return self._embedder.embed([])
        return np.stack([np.frombuffer(known[key], np.float32) for key in keys])

    def signs(self, texts: Sequence[str]) -> list[Signs]:
        """Return for each text one row a token of a word that carries meaning, in order."""
        keys = [self._key(text) for text in texts]
        known = self._known("signs", keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known.update(self._made(missing, self._read))
        return [_unpacked(known[key]) for key in keys]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _made(self, missing: dict[bytes, str], make: Make) -> dict[bytes, bytes]:
        # Texts of like length in one batch, so that little is padded.
        keys = sorted(missing, key=lambda key: len(missing[key]))
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            found.update(make(batch, [missing[key] for key in batch]))
            self.embedded += len(batch)
            self._progress(len(found), len(keys))
        return found

    def _embed(self, keys: Sequence[bytes], texts: Sequence[str]) -> dict[bytes, bytes]:
        vectors = [vector.tobytes() for vector in self._embedder.embed(texts)]
        return self._keep("vectors", keys, vectors)

    def _read(self, keys: Sequence[bytes], texts: Sequence[str]) -> dict[bytes, bytes]:
        readings = self._embedder.read(texts)
        self._keep("vectors", keys, [one.vector.tobytes() for one in readings])
        signs = [_packed(signs_of(text, one)) for text, one in zip(texts, readings, strict=True)]
        return self._keep("signs", keys, signs)

    def _keep(
        self, table: str, keys: Sequence[bytes], values: Sequence[bytes]
    ) -> dict[bytes, bytes]:
        pairs = list(zip(keys, values, strict=True))
        with self._connection:
            self._connection.executemany(f"insert or replace into {table} values (?, ?)", pairs)
        return dict(pairs)

    def _known(self, table: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), _LOOK_UP):
            batch = unique[start : start + _LOOK_UP]
            marks = ",".join("?" * len(batch))
            rows = self._connection.execute(
                f"select * from {table} where key in ({marks})",
                batch,
            )
            found.update(rows)
        return found

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._identity}\n{text}".encode()).digest()


def _packed(signs: Signs) -> bytes:
    """The number of bytes a row, then the rows."""
    return bytes([signs.shape[1] // 256, signs.shape[1] % 256]) + signs.tobytes()


def _unpacked(kept: bytes) -> Signs:
    return np.frombuffer(kept, np.uint8, offset=2).reshape(-1, 256 * kept[0] + kept[1])
