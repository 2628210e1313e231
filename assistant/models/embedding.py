"""A model's name and a folder for exports -> the embedder that serves it, and its token counter."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from assistant.models.export import export_model
from assistant.models.onnx_embedder import FORM, ExportedModel, ModelTokenCounter, OnnxEmbedder
from assistant.models.packaged import ModelSource, find_model, stamp
from assistant.models.torch_embedder import TorchEmbedder
from assistant.protocols import TokenCounter, TokenEmbedder


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """An embedder ready to use, how it counts tokens, and what it is."""

    embedder: TokenEmbedder
    tokens: TokenCounter
    description: ExportedModel


def open_embedding_model(name: str, models_dir: Path, *, threads: int) -> EmbeddingModel:
    """Open the model called `name`, exporting it into `models_dir` the first time.

    Raises:
        ModelError: there is no such model, or its weights are not what they should be.
    """
    source = find_model(name)
    folder = models_dir / _slug(source)
    description = _described(folder, source)
    if description is None:
        models_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(models_dir / f"{folder.name}.lock"):
            description = _described(folder, source) or _export(source, folder)
    tokens = ModelTokenCounter(folder / "tokenizer.json")
    if description.backend == "torch":
        return EmbeddingModel(TorchEmbedder(source), tokens, description)
    return EmbeddingModel(OnnxEmbedder(folder, description, threads=threads), tokens, description)


def _export(source: ModelSource, folder: Path) -> ExportedModel:
    export_model(source, folder)
    description = _described(folder, source)
    if description is None:
        message = f"The model {source.name} changed while it was being exported."
        raise RuntimeError(message)
    return description


def _described(folder: Path, source: ModelSource) -> ExportedModel | None:
    """Return what was exported earlier, or None when there is nothing or the model has changed."""
    try:
        fields = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        description = ExportedModel(**fields)
    except (OSError, ValueError, TypeError):
        return None
    is_current = description.stamp == stamp(source) and description.form == FORM
    return description if is_current else None


def _slug(source: ModelSource) -> str:
    return re.sub(r"[^a-z0-9]+", "-", source.name.lower()).strip("-")
