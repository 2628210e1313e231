"""The packaged model: verified, exported once, the same vectors as sentence-transformers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.models import packaged
from assistant.models.embedding import EmbeddingModel, open_embedding_model
from assistant.models.export import load_sentence_transformer
from assistant.models.packaged import find_model, weights_sha256
from assistant.models.torch_embedder import TorchEmbedder

pytestmark = pytest.mark.model

TEXTS = [
    "The Board agreed the plan.",
    "",
    "Ageing",
    "Reducing the gap in life expectancy, tackling avoidable illness and promoting independence. "
    * 30,
    "naïve café £3.4m — 1,250 homes",
]


def test_the_exported_model_agrees_with_sentence_transformers(model: EmbeddingModel) -> None:
    original = load_sentence_transformer(find_model("all-MiniLM-L6-v2"))

    expected = original.encode(TEXTS, normalize_embeddings=True)

    assert np.abs(model.embedder.embed(TEXTS) - expected).max() <= 1e-5


def test_a_vector_does_not_depend_on_what_it_is_embedded_with(model: EmbeddingModel) -> None:
    together = model.embedder.embed(TEXTS)
    alone = np.concatenate([model.embedder.embed([text]) for text in TEXTS])

    assert np.abs(together - alone).max() <= 1e-5


def test_weights_that_are_not_the_official_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not the model")
    monkeypatch.setattr(packaged, "_packaged_folder", lambda: tmp_path)

    with pytest.raises(ModelError, match="Reinstall"):
        weights_sha256(find_model("all-MiniLM-L6-v2"))


def test_a_model_that_is_not_there_is_an_error_that_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(ModelError, match="GOLDEN_THREAD_EMBEDDING_MODEL"):
        open_embedding_model(str(tmp_path / "empty"), tmp_path / "models", threads=1)


def test_a_model_in_a_folder_is_exported_and_served_too(
    tmp_path: Path, model: EmbeddingModel
) -> None:
    source = find_model("all-MiniLM-L6-v2").folder
    assert source is not None
    shutil.copytree(source, tmp_path / "copy")

    opened = open_embedding_model(str(tmp_path / "copy"), tmp_path / "models", threads=1)

    assert opened.description.backend == "onnxruntime"
    assert np.abs(opened.embedder.embed(TEXTS) - model.embedder.embed(TEXTS)).max() <= 1e-5


def test_serving_an_exported_model_loads_no_torch(models_dir: Path, model: EmbeddingModel) -> None:
    """A process of its own, since this one has torch loaded already."""
    script = (
        "import sys; from pathlib import Path\n"
        "from assistant.models.embedding import open_embedding_model as o\n"
        f"o('all-MiniLM-L6-v2', Path({str(models_dir)!r}), threads=1).embedder.embed(['a'])\n"
        "print([m for m in ('torch', 'transformers', 'llama_index') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert done.stdout.strip() == "[]", done.stderr


def test_tokens_are_counted_beyond_what_the_model_reads(model: EmbeddingModel) -> None:
    assert model.tokens.count("word " * 1_000) == 1_000


def test_a_text_is_read_token_by_token_in_its_place(model: EmbeddingModel) -> None:
    texts = ["The board agreed the plan.", "Homes for every child", ""]

    readings = model.embedder.read(texts)

    vectors = model.embedder.embed(texts)
    assert np.allclose([one.vector for one in readings], vectors, atol=1e-5)
    placed = [texts[1][start:end] for start, end in readings[1].spans if end > start]
    assert placed == texts[1].split()
    assert all(len(one.tokens) == len(one.spans) for one in readings)
    assert np.allclose(np.linalg.norm(readings[0].tokens, axis=1), 1.0, atol=1e-4)


def test_both_ways_of_serving_read_tokens_alike(model: EmbeddingModel) -> None:
    text = "The board agreed the plan."

    (exported,) = model.embedder.read([text])
    (original,) = TorchEmbedder(find_model("all-MiniLM-L6-v2")).read([text])

    assert np.allclose(exported.tokens, original.tokens, atol=1e-4)
    assert [tuple(span) for span in original.spans] == [tuple(span) for span in exported.spans]
