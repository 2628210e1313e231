"""A cross-encoder that knows entailment refuses what its quote contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.generation.checking import Checker, Draft
from assistant.generation.evidence import gather
from assistant.models.embedding import EmbeddingModel
from assistant.models.entailment import EntailmentModel
from assistant.types import EVERYTHING
from tests.generation.paper import Paper

pytestmark = pytest.mark.model


class Denying:
    """An entailment model that finds a contradiction in everything, or in nothing."""

    def __init__(self, contradicts: float) -> None:
        self._contradicts = contradicts

    def judge(self, statement: str, texts: Sequence[str]) -> list[tuple[float, float]]:
        return [(1 - self._contradicts, self._contradicts) for _ in texts]


@pytest.mark.parametrize(("contradicts", "passes"), [(0.9, False), (0.1, True)])
def test_a_contradiction_is_refused(
    contradicts: float, passes: bool, model: EmbeddingModel
) -> None:
    paper = Paper(["The bridge opened in May 2019."], model.embedder)
    evidence = gather(paper.passages, np.ones(384, dtype=np.float32), paper, EVERYTHING)
    checker = Checker(model.embedder, evidence, Denying(contradicts))

    verdict = checker.check(Draft("The bridge opened in May 2019.", (1,)))

    assert verdict.is_right is passes


def test_a_cross_encoder_is_read_by_its_labels(tmp_path: Path) -> None:
    folder = _tiny(tmp_path, ["contradiction", "entailment", "neutral"])

    judged = EntailmentModel(str(folder)).judge("a bridge", ["a road", "a bridge opened"])

    assert len(judged) == 2
    assert all(0 < entails < 1 and 0 < contradicts < 1 for entails, contradicts in judged)


def test_a_model_without_these_labels_is_refused(tmp_path: Path) -> None:
    folder = _tiny(tmp_path, ["one", "two", "three"])

    with pytest.raises(ModelError, match="labels"):
        EntailmentModel(str(folder)).judge("a bridge", ["a road"])


def _tiny(folder: Path, labels: list[str]) -> Path:
    """Write a cross-encoder of random weights."""
    from transformers import (  # type: ignore[attr-defined]
        BertConfig,
        BertForSequenceClassification,
        BertTokenizerFast,
    )

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "bridge", "road", "opened"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder
