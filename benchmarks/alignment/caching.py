"""The embedding model with a file of vectors made before, so that a benchmark can be run again."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.models.embedding import open_embedding_model
from assistant.protocols import Reading, TokenEmbedder, Vectors

CACHE_DIR = Path(os.environ.get("BENCH_CACHE", Path(tempfile.gettempdir()) / "golden-thread-bench"))


class CachingEmbedder:
    """Embeds each text once, ever."""

    def __init__(self, embedder: TokenEmbedder, path: Path) -> None:
        self._embedder, self._path = embedder, path
        self._known = pickle.loads(path.read_bytes()) if path.exists() else {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for start in range(0, len(new), 256):
            some = new[start : start + 256]
            self._known.update(zip(some, self._embedder.embed(some), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Read anew: vectors of every token would fill the disk."""
        return self._embedder.read(texts)

    def save(self) -> None:
        self._path.write_bytes(pickle.dumps(self._known))


def caching_embedder() -> CachingEmbedder:
    CACHE_DIR.mkdir(parents=True, exist_ok=True)
    model = open_embedding_model("all-MiniLM-L6-v2", CACHE_DIR / "models", threads=1)
    return CachingEmbedder(model.embedder, CACHE_DIR / "vectors.pickle")
