"""The words of chunks are kept by the signs of their vectors, and compared by them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.indexing.embedding_cache import EmbeddingCache
from assistant.indexing.signs import KeptSigns, signs_of, write_signs
from assistant.models.embedding import EmbeddingModel
from assistant.protocols import Signs, Vectors
from tests.fakes import DIMENSIONS, FakeEmbedder

TEXTS = ["The ferry sails to the island.", "", "Who pays for it?", "Bridges are mended in May."]


def _kept(folder: Path, signs: list[Signs], dimensions: int) -> KeptSigns:
    write_signs(folder, [signs[:1], signs[1:]])
    kept = KeptSigns.open(folder, dimensions)
    assert kept is not None
    return kept


def test_only_words_that_carry_meaning_are_kept(model: EmbeddingModel) -> None:
    text = "The ferry and the bridge"
    (reading,) = model.embedder.read([text])

    words = [text[start:end] for start, end in reading.spans]
    assert {"The", "ferry", "bridge"} <= set(words)
    assert len(signs_of(text, reading)) == 2


def test_chunks_are_compared_each_with_its_own_words(tmp_path: Path, model: EmbeddingModel) -> None:
    readings = model.embedder.read(TEXTS)
    signs = [signs_of(text, one) for text, one in zip(TEXTS, readings, strict=True)]
    kept = _kept(tmp_path, signs, model.description.dimensions)
    asked = model.embedder.read(["a ship to an island"])[0].tokens

    ship, empty, pays, bridges = kept.met(asked, [0, 1, 2, 3])

    assert empty.shape == (len(asked), 0)
    assert ship.shape == (len(asked), len(signs[0]))
    assert ship.max() > max(pays.max(), bridges.max())


def test_signs_tell_about_the_same_of_two_words_as_their_vectors(
    tmp_path: Path, model: EmbeddingModel
) -> None:
    text = "Homes buses rivers schools clinics roads councils bridges parks"
    (reading,) = model.embedder.read([text])
    asked: Vectors = model.embedder.read(["houses coaches streams nurseries surgeries"])[0].tokens
    telling = reading.tokens[[row for row, (start, end) in enumerate(reading.spans) if end > start]]
    kept = _kept(tmp_path, [signs_of(text, reading)], model.description.dimensions)

    exact, told = asked @ telling.T, kept.met(asked, [0])[0]

    assert np.corrcoef(exact.ravel(), told.ravel())[0, 1] > 0.9


def test_a_width_that_is_no_multiple_of_eight_can_be_kept(tmp_path: Path) -> None:
    from assistant.protocols import Reading

    tokens = np.eye(3, 5, dtype=np.float32)
    reading = Reading(tokens[0], tokens, [(0, 5), (6, 10), (11, 15)])
    kept = _kept(tmp_path, [signs_of("ferry isle boat", reading)], 5)

    met = kept.met(tokens, [0])[0]

    assert list(met.argmax(axis=1)) == [0, 1, 2]


def test_an_index_of_an_earlier_version_keeps_none(tmp_path: Path) -> None:
    assert KeptSigns.open(tmp_path, DIMENSIONS) is None


def test_what_was_read_for_its_signs_is_not_embedded_again(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    cache = EmbeddingCache(tmp_path / "embeddings.sqlite", embedder, "fake@1")
    signs = cache.signs(TEXTS)
    read = len(embedder.texts)

    vectors = cache.embed(TEXTS)
    again = EmbeddingCache(tmp_path / "embeddings.sqlite", embedder, "fake@1").signs(TEXTS)

    assert len(embedder.texts) == read
    assert vectors == pytest.approx(FakeEmbedder().embed(TEXTS))
    assert [one.tolist() for one in again] == [one.tolist() for one in signs]
    assert [len(one) for one in signs] == [3, 0, 1, 2]
