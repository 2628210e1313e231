"""Texts -> unit vectors by sentence-transformers, for a model that does not export."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.models.export import load_sentence_transformer
from assistant.models.packaged import ModelSource
from assistant.protocols import Vectors


class TorchEmbedder:
    """Embeds with the original model; loads torch when it is made."""

    def __init__(self, source: ModelSource) -> None:
        self._model = load_sentence_transformer(source)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions), each row of length 1."""
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)
