"""Texts -> unit vectors by sentence-transformers, for a model that does not export."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.models.export import load_sentence_transformer
from assistant.models.packaged import ModelSource
from assistant.protocols import Reading, Vectors


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

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return the vector of each text and of each of its tokens, in the place it stands in."""
        vectors = self.embed(texts)
        return [self._read(text, vector) for text, vector in zip(texts, vectors, strict=True)]

    def _read(self, text: str, vector: Vectors) -> Reading:
        tokens = self._model.encode(
            text, output_value="token_embeddings", show_progress_bar=False
        ).numpy()
        encoded = self._model.tokenizer(
            text, truncation=True, max_length=len(tokens), return_offsets_mapping=True
        )
        tokens = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
        return Reading(vector, tokens, encoded["offset_mapping"])
