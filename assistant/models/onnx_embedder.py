"""Texts -> unit vectors by onnxruntime alone, from a model that `export` wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from assistant.protocols import Reading, Vectors

# Counts up when what an export holds changes; an older one is then written anew.
FORM = 2
_BATCH = 16
_PADDED = 1.25


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """What `model.json` says of an exported model; `identity` changes with the weights."""

    name: str
    identity: str
    dimensions: int
    max_tokens: int
    stamp: str
    backend: Literal["onnxruntime", "torch"]
    form: int = 1

    def as_json(self) -> dict[str, Any]:
        """Return the fields as `model.json` holds them."""
        return asdict(self)


class OnnxEmbedder:
    """Embeds with one session; safe to share between threads (onnxruntime's sessions are)."""

    def __init__(self, folder: Path, model: ExportedModel, *, threads: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(model.max_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._model = model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions); a batch holds texts of like length."""
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda row: len(encoded[row].ids))
        vectors = np.empty((len(texts), self._model.dimensions), dtype=np.float32)
        for rows in _batches(order, [len(one.ids) for one in encoded]):
            (vectors[rows],) = self._run([encoded[row].ids for row in rows], ["vectors"])
        return vectors

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return the vector of each text and of each of its tokens, in the place it stands in."""
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda row: len(encoded[row].ids))
        readings: dict[int, Reading] = {}
        for rows in _batches(order, [len(one.ids) for one in encoded]):
            vectors, tokens = self._run([encoded[row].ids for row in rows], ["vectors", "tokens"])
            for place, row in enumerate(rows):
                spans = encoded[row].offsets
                readings[row] = Reading(vectors[place], tokens[place, : len(spans)].copy(), spans)
        return [readings[row] for row in range(len(texts))]

    def _run(self, batch: list[list[int]], wanted: Sequence[str]) -> list[Vectors]:
        longest = max(len(ids) for ids in batch)
        ids = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        result: list[Vectors] = self._session.run(
            wanted, {name: value for name, value in inputs.items() if name in self._inputs}
        )
        return result


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield rows, shortest first, so that what a batch pads is little beside what it holds."""
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) == _BATCH or lengths[row] > _PADDED * lengths[batch[0]] + 4):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


class ModelTokenCounter:
    """Counts tokens with the model's own tokenizer, without cutting anything off."""

    def __init__(self, tokenizer_path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, special tokens not counted."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)
