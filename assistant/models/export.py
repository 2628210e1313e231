"""A sentence-transformers model -> an ONNX file beside its tokenizer, checked on the spot.

Serving then needs neither torch nor sentence-transformers: the process starts in a fifth of the
time, in a third of the memory. Only this module and `torch_embedder` load torch, which takes 3 s,
so it is imported inside functions.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ModelError
from assistant.models.onnx_embedder import FORM, ExportedModel, OnnxEmbedder
from assistant.models.packaged import ModelSource, stamp, weights_sha256

logger = logging.getLogger(__name__)

# Largest difference of any component that counts as the same vector (measured: 2e-7).
TOLERANCE = 1e-5
_PROBES = (
    "The board agreed the plan.",
    "Every child has the chance of a great future.",
    "Reducing the gap in life expectancy, tackling avoidable illness and promoting independence "
    "wherever possible: 1,250 homes by 2030 at a cost of £3.4 million.",
)


def load_sentence_transformer(source: ModelSource) -> Any:
    """Return the model loaded by sentence-transformers, on the CPU.

    Raises:
        ModelError: it cannot be loaded.
    """
    if source.packaged:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(source.folder or source.name), device="cpu")
    except Exception as error:
        raise ModelError(
            f"The embedding model {source.name} could not be loaded ({type(error).__name__}). "
            "Set GOLDEN_THREAD_EMBEDDING_MODEL to a sentence-transformers model's name or folder."
        ) from error


def export_model(source: ModelSource, target: Path) -> bool:
    """Write the model to the folder `target`; return whether the export agrees with the original.

    On disagreement nothing but the fact is written, and the model is served by torch.
    """
    digest = weights_sha256(source)
    model = load_sentence_transformer(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        folder = Path(scratch) / "model"
        folder.mkdir()
        exported = _describe(source, model, digest)
        agrees = _try_export(model, exported, folder)
        description = {**exported.as_json(), "backend": "onnxruntime" if agrees else "torch"}
        (folder / "model.json").write_text(json.dumps(description, indent=1), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
    return agrees


def _describe(source: ModelSource, model: Any, digest: str) -> ExportedModel:
    return ExportedModel(
        name=source.name,
        identity=f"{Path(source.name).name}@{digest[:12]}",
        dimensions=int(model.get_embedding_dimension()),
        max_tokens=int(model.max_seq_length or 256),
        stamp=stamp(source),
        backend="onnxruntime",
        form=FORM,
    )


def _try_export(model: Any, exported: ExportedModel, folder: Path) -> bool:
    try:
        model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
        _write_onnx(model, folder / "model.onnx")
        vectors = OnnxEmbedder(folder, exported, threads=1).embed(_PROBES)
    except Exception as error:  # noqa: BLE001 - any failure means: serve with torch instead
        logger.warning("The model does not export (%s); it is served by torch.", error)
        return False
    original = model.encode(list(_PROBES), normalize_embeddings=True)
    return bool(np.abs(vectors - original).max() <= TOLERANCE)


def _write_onnx(model: Any, path: Path) -> None:
    import torch

    class Whole(torch.nn.Module):  # type: ignore[misc]
        """All modules of the sentence-transformer, then L2 norm, as one graph."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if "token_type_ids" in model.tokenizer.model_input_names:
                features["token_type_ids"] = token_type_ids
            found = self.inner(features)
            vector, tokens = found["sentence_embedding"], found["token_embeddings"]
            normalize = torch.nn.functional.normalize
            return normalize(vector, p=2, dim=1), normalize(tokens, p=2, dim=2)

    inputs = model.tokenizer(list(_PROBES), padding=True, return_tensors="pt")
    ids, mask = inputs["input_ids"], inputs["attention_mask"]
    axes = {0: "texts", 1: "tokens"}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            (ids, mask, torch.zeros_like(ids)),
            str(path),
            input_names=["input_ids", "attention_mask", "token_type_ids"],
            output_names=["vectors", "tokens"],
            dynamic_axes={
                "input_ids": axes,
                "attention_mask": axes,
                "token_type_ids": axes,
                "vectors": {0: "texts"},
                "tokens": axes,
            },
            opset_version=17,
            dynamo=False,
        )
