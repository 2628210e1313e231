"""A passage is found by its best sentence too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.indexing.sentences import Sentences, write_unit_vectors
from assistant.types import Hit

QUESTION = np.asarray([1, 0], dtype=np.float32)
ALIKE, OTHER = [1.0, 0.0], [0.0, 1.0]


def _sentences(folder: Path, vectors: list[list[float]], counts: list[int]) -> Sentences:
    write_unit_vectors(folder, np.asarray(vectors, np.float32).reshape(-1, 2), counts)
    return Sentences(folder)


def test_one_good_sentence_lifts_its_passage_over_a_slightly_nearer_one(tmp_path: Path) -> None:
    sentences = _sentences(tmp_path, [OTHER, OTHER, OTHER, ALIKE], [2, 2])

    hits = sentences.weighed(QUESTION, [Hit(0, 0.6), Hit(1, 0.5)], 2)

    assert [hit.row for hit in hits] == [1, 0]


def test_a_passage_without_sentences_keeps_its_own_worth(tmp_path: Path) -> None:
    sentences = _sentences(tmp_path, [ALIKE], [0, 1, 0])

    hits = sentences.weighed(QUESTION, [Hit(0, 0.6), Hit(2, 0.4)], 5)

    assert [(hit.row, hit.score) for hit in hits] == [
        (0, pytest.approx(0.6)),
        (2, pytest.approx(0.4)),
    ]


def test_no_more_than_asked_are_returned(tmp_path: Path) -> None:
    sentences = _sentences(tmp_path, [ALIKE, ALIKE], [1, 1])

    assert len(sentences.weighed(QUESTION, [Hit(0, 0.6), Hit(1, 0.5)], 1)) == 1
    assert sentences.weighed(QUESTION, [], 1) == []
