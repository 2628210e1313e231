"""An embedder with a memory gives what the embedder gives, and embeds no text twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from assistant.models.remembering import RememberingEmbedder
from tests.fakes import FakeEmbedder


def test_a_text_that_comes_again_is_not_embedded_again() -> None:
    behind, plain = FakeEmbedder(), FakeEmbedder()
    embedder = RememberingEmbedder(behind)

    first = embedder.embed(["warm homes", "cold homes", "warm homes"])
    again = embedder.embed(["cold homes", "new homes"])

    assert behind.texts == ["warm homes", "cold homes", "new homes"]
    assert np.array_equal(first, plain.embed(["warm homes", "cold homes", "warm homes"]))
    assert np.array_equal(again, plain.embed(["cold homes", "new homes"]))


def test_only_the_vectors_used_last_are_kept() -> None:
    behind = FakeEmbedder()
    embedder = RememberingEmbedder(behind, most=2)

    for text in ("one", "two", "one", "three", "one", "two"):
        embedder.embed([text])

    assert behind.texts == ["one", "two", "three", "two"]


def test_nothing_gives_no_rows() -> None:
    assert len(RememberingEmbedder(FakeEmbedder()).embed([])) == 0


def test_threads_get_what_they_asked_for() -> None:
    embedder, plain = RememberingEmbedder(FakeEmbedder(), most=5), FakeEmbedder()
    texts = [f"text {number % 12}" for number in range(400)]

    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(lambda text: embedder.embed([text])[0], texts))

    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(vector, plain.embed([text])[0])


def test_a_reading_that_comes_again_is_not_made_again() -> None:
    behind = FakeEmbedder()
    embedder = RememberingEmbedder(behind)

    (first,) = embedder.read(["warm homes"])
    again, other = embedder.read(["warm homes", "cold homes"])

    assert behind.texts == ["warm homes", "cold homes"]
    assert again is first
    assert list(other.spans) == [(0, 4), (5, 10)]


def test_a_question_that_was_embedded_alone_is_read_from_memory() -> None:
    behind = FakeEmbedder()
    embedder = RememberingEmbedder(behind)

    vector = embedder.embed(["how many warm homes"])[0]
    (reading,) = embedder.read(["how many warm homes"])

    assert behind.texts == ["how many warm homes"]
    assert np.array_equal(vector, reading.vector)
