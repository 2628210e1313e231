"""Fixtures for every test: a clean environment, the shared papers, the real model, the sample."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.models.embedding import EmbeddingModel, open_embedding_model

REPOSITORY = Path(__file__).parent.parent
SAMPLE = REPOSITORY / "corpus" / "sample"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests may change what they see."""
    for name in list(os.environ):
        if name.startswith(("GOLDEN_THREAD_", "SLACK_")):
            monkeypatch.delenv(name)


@pytest.fixture(name="shared_dir", scope="session")
def _shared_dir() -> Path:
    """The folder of real papers beside the repository; tests that need it skip without it."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared papers are not beside this checkout")
    return folder


@pytest.fixture(name="models_dir", scope="session")
def _models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One export of the packaged model for the whole run."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(name="model", scope="session")
def _model(models_dir: Path) -> EmbeddingModel:
    """The packaged embedding model, exported and served as a user's would be."""
    return open_embedding_model("all-MiniLM-L6-v2", models_dir, threads=2)


@pytest.fixture(name="sample_indexes", scope="session")
def _sample_indexes(tmp_path_factory: pytest.TempPathFactory, models_dir: Path) -> Path:
    """An indexes/ folder that holds the sample corpus, built with the real model."""
    from assistant.indexing.folder import IndexesFolder
    from assistant.ingest import Ingester

    folder = tmp_path_factory.mktemp("sample") / "indexes"
    folder.mkdir()
    (folder / "models").symlink_to(models_dir)
    model = open_embedding_model("all-MiniLM-L6-v2", folder / "models", threads=2)
    Ingester(IndexesFolder(folder), model).ingest([SAMPLE])
    return folder
