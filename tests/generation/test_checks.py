"""The property that matters: a right sentence passes, and one with anything changed does not.

Measured over the sample corpus with sentences, evidence and changes drawn at random; the rates are
those of the requirement. `benchmarks/generation/checks.py` prints them for any index.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.generation.checking import Checker
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.models.embedding import EmbeddingModel
from benchmarks.generation.checks import Rates, measure
from tests.generation.claims import claims

pytestmark = pytest.mark.model


@pytest.fixture(name="rates", scope="module")
def _rates(sample_indexes: Path, model: EmbeddingModel) -> Rates:
    index = Index.open(IndexesFolder(sample_indexes))
    return measure(index, model.embedder, pools=24, seed=11)


@pytest.mark.parametrize("kind", ["number", "date", "name", "citation"])
def test_corruptions_are_caught(rates: Rates, kind: str) -> None:
    caught, tried = rates.of_kind(kind)

    assert tried >= 20
    assert caught >= 0.99 * tried, rates.missed[:5]


def test_swaps_within_the_cited_text_are_caught(rates: Rates) -> None:
    caught, tried = rates.of_sources("cited text", "exchange")

    assert tried >= 20
    assert caught >= 0.9 * tried, rates.missed[:5]


def test_untouched_right_sentences_pass(rates: Rates) -> None:
    assert rates.passed >= 0.9 * rates.right, rates.refused[:5]


def test_false_paraphrases_are_mostly_caught_and_true_ones_mostly_pass(
    model: EmbeddingModel,
) -> None:
    """The checks know words, not the world: these rates are what they reach, not a promise."""
    evidence, true, false = claims(model.embedder)
    checker = Checker(model.embedder, evidence)

    passed = sum(checker.check(one).is_right for one in true)
    caught = sum(not checker.check(one).is_right for one in false)

    assert passed >= 0.85 * len(true)
    assert caught >= 0.8 * len(false)
