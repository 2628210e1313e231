"""An embedder -> the same with a memory: a text that comes again is not embedded again.

Most of an answer's time goes into embedding the best units in their context, and the units of
much-asked papers come up in question after question.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from assistant.protocols import Embedder, Vectors

# Some 16 MB with 384 dimensions: the memory of a service stays what it is.
MOST_VECTORS = 10_000


class RememberingEmbedder:
    """Keeps the vectors used last, by a hash of their text; safe to share between threads."""

    def __init__(self, embedder: Embedder, most: int = MOST_VECTORS) -> None:
        self._embedder = embedder
        self._most = most
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions), each row of length 1."""
        keys = [hashlib.sha256(text.encode(errors="surrogatepass")).digest() for text in texts]
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing or not texts:
            fresh = self._embedder.embed(list(missing.values()))
            if not texts:
                return fresh
            known.update(zip(missing, fresh, strict=True))
            self._keep(known)
        return np.stack([known[key] for key in keys])

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found = {}
        with self._lock:
            for key in keys:
                vector = self._vectors.get(key)
                if vector is not None:
                    self._vectors.move_to_end(key)
                    found[key] = vector
        return found

    def _keep(self, vectors: dict[bytes, Vectors]) -> None:
        with self._lock:
            for key, vector in vectors.items():
                # A copy: a row alone would keep the whole batch in memory.
                self._vectors.setdefault(key, vector.copy())
            while len(self._vectors) > self._most:
                self._vectors.popitem(last=False)
