"""An embedder -> the same with a memory: a text that comes again is not embedded again.

Most of an answer's time goes into embedding the best units in their context, and the units of
much-asked papers come up in question after question.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np

from assistant.protocols import Reading, TokenEmbedder, Vectors

# Some 16 MB with 384 dimensions: the memory of a service stays what it is.
MOST_VECTORS = 10_000
# A reading holds a vector a token, a hundred times as much: 20 MB together.
MOST_READINGS = 200


class RememberingEmbedder:
    """Keeps the vectors used last, by a hash of their text; safe to share between threads."""

    def __init__(self, embedder: TokenEmbedder, most: int = MOST_VECTORS) -> None:
        self._embedder = embedder
        self._most = most
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._readings: OrderedDict[bytes, Reading] = OrderedDict()
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions), each row of length 1."""
        keys = [_key(text) for text in texts]
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing or not texts:
            fresh = self._embedded(list(missing.values()))
            if not texts:
                return fresh
            known.update(zip(missing, fresh, strict=True))
            self._keep(known)
        return np.stack([known[key] for key in keys])

    def _embedded(self, texts: list[str]) -> Vectors:
        """Read a single text whole: it is most often a question, whose tokens are wanted next."""
        if len(texts) != 1:
            return self._embedder.embed(texts)
        (reading,) = self._embedder.read(texts)
        self._keep_readings({_key(texts[0]): reading})
        return reading.vector[np.newaxis]

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return one reading a text."""
        keys = [_key(text) for text in texts]
        with self._lock:
            known = {key: self._readings[key] for key in keys if key in self._readings}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._embedder.read(list(missing.values()))
            known.update(zip(missing, fresh, strict=True))
        self._keep_readings(known)
        return [known[key] for key in keys]

    def _keep_readings(self, readings: Mapping[bytes, Reading]) -> None:
        with self._lock:
            for key, reading in readings.items():
                self._readings[key] = reading
                self._readings.move_to_end(key)
            while len(self._readings) > MOST_READINGS:
                self._readings.popitem(last=False)

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


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()
