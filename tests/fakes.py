"""Hand-written stand-ins for the slow parts: an embedder of word counts, a counter of words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from assistant.models.embedding import EmbeddingModel
from assistant.models.onnx_embedder import ExportedModel
from assistant.protocols import Reading, Vectors

DIMENSIONS = 64


class FakeEmbedder:
    """Texts that share words are near each other; `texts` keeps what was embedded."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        vectors = np.full((len(texts), DIMENSIONS), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.strip(".,:;").encode()) % DIMENSIONS] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        readings = []
        for text, vector in zip(texts, self.embed(texts), strict=True):
            found = list(re.finditer(r"\S+", text)) or list(re.finditer(r"^", text))
            tokens = FakeEmbedder().embed([match.group() for match in found])
            readings.append(Reading(vector, tokens, [match.span() for match in found]))
        return readings


class WordCounter:
    """Counts words as tokens."""

    def count(self, text: str) -> int:
        return len(text.split())


def fake_model(embedder: FakeEmbedder | None = None) -> EmbeddingModel:
    description = ExportedModel(
        name="fake",
        identity="fake@1",
        dimensions=DIMENSIONS,
        max_tokens=256,
        stamp="1",
        backend="onnxruntime",
    )
    return EmbeddingModel(embedder or FakeEmbedder(), WordCounter(), description)
