"""The property that matters: a right sentence passes, and one with anything changed does not.

Measured over the sample corpus with sentences, evidence and changes drawn at random; the rates are
those of the requirement. `benchmarks/generation/checks.py` prints them for any index.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.generation.checking import Checker, Draft
from assistant.generation.evidence import Evidence
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.models.embedding import EmbeddingModel
from assistant.types import Locator
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


BOARD = "The Board agreed £4.2 million for broadband in the villages, to be spent by March 2027."


@pytest.mark.parametrize(
    ("sentence", "quote", "is_right"),
    [
        ("The Board agreed £4.2 million for broadband on 3 May 2024.", BOARD, True),
        ("In May 2024 the Board approved £4.2 million for broadband.", BOARD, True),
        ("In June 2024 the Board agreed £4.2 million for broadband.", BOARD, False),
        ("The £4.2 million is to be spent by May 2024.", BOARD, False),
        ("In May 2024 the Board had agreed it.", "The Board had agreed £4.2 million.", False),
    ],
)
def test_a_decision_may_bear_the_date_of_its_meeting(
    model: EmbeddingModel, sentence: str, quote: str, *, is_right: bool
) -> None:
    vector = model.embedder.embed([quote])[0]
    locator = Locator("m", "Minutes", "board", "v", 0, len(quote), date="2024-05-03")
    evidence = [Evidence(1, locator, quote, "", (), 0, 0.5, vector)]

    verdict = Checker(model.embedder, evidence).check(Draft(sentence, (1,)))

    assert verdict.is_right == is_right, verdict.faults


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The scheme costs £4,100 a week.", "The scheme costs £4,100 a home."),
        ("Smoking is cut by 5 per cent.", "Smoking is cut to 5 per cent."),
        ("36 people slept rough, up by five.", "36 people slept rough, five fewer than before."),
        (
            "It has £19 million, of which £27 million is spent.",
            "Of £27 million, £19 million is spent.",
        ),
        ("Landlords have 28 weeks to begin.", "Landlords have 28 days to begin."),
        ("The fund saves £1 for every £6 spent.", "The fund saves £6 for every £1 spent."),
        ("A shortage of homes holds it back.", "A shortage of fitters holds it back."),
    ],
)
def test_right_figures_in_a_wrong_relation_are_caught(
    model: EmbeddingModel, sentence: str, quote: str
) -> None:
    locator = Locator("m", "Plan", "strategy", "v", 0, len(quote))
    evidence = [Evidence(1, locator, quote, "", (), 0, 0.5, model.embedder.embed([quote])[0])]
    checker = Checker(model.embedder, evidence)

    assert checker.check(Draft(quote, (1,))).is_right
    wrong = checker.check(Draft(sentence, (1,)))
    assert not wrong.is_right
    assert not wrong.is_doubtful


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
