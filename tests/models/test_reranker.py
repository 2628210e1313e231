from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.models.reranker import CrossEncoderReranker

pytestmark = pytest.mark.model
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "homes", "buses", "vision", "plan"]


@pytest.fixture(name="tiny_cross_encoder", scope="module")
def _tiny_cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of a few thousand weights, so that no model hub is needed."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_reranker_is_loaded_from_a_folder_and_scores_each_text(tiny_cross_encoder: Path) -> None:
    reranker = CrossEncoderReranker.open(str(tiny_cross_encoder))

    scores = reranker.scores("homes", ["a plan for homes", "buses"])

    assert len(scores) == 2
    assert reranker.scores("homes", []) == []


def test_a_reranker_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderReranker.open(str(tmp_path / "nothing"))
