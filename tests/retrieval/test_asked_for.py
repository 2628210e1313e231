"""Of passages that say as much, the one that holds what is asked for gains most."""

from __future__ import annotations

import pytest

from assistant.retrieval.asked_for import AskedFor
from assistant.retrieval.other_words import worth_of_other_words
from assistant.retrieval.question_terms import QuestionTerms
from tests.retrieval.passages import passage

FILLER = "The board heard a report from its officers and thanked them for it at length. " * 4


def _worth(query: str, *texts: str) -> list[float]:
    found = [passage(text) for text in texts]
    return AskedFor.of(query).worth(QuestionTerms(query, found), found)


@pytest.mark.parametrize(
    ("query", "holds", "holds_none"),
    [
        ("How many homes will be built?", "We will build 300 homes.", "We will build homes."),
        ("How much will the bridge cost?", "The bridge costs £3m.", "The bridge costs a lot."),
        ("What share of pupils walk?", "Of pupils, 18% walk.", "Many pupils walk."),
        ("When does the ferry start?", "The ferry starts in May 2026.", "The ferry starts soon."),
        ("How often does the board meet?", "The board meets monthly.", "The board meets."),
        ("Who runs the ferry?", "The ferry is run by Ada Fenn.", "The ferry is run well."),
        ("Who signed the pact?", "The pact was signed: Ada Fenn.", "The Council signed the pact."),
        ("Which company built it?", "It was built by Fenn Works.", "It was built by a company."),
        ("Where is the depot?", "The depot stands in Sallow Quay.", "The depot stands alone."),
        ("Why was it closed?", "It closed because it leaked.", "It closed after a year."),
        ("What are the aims?", "Aims:\n1. Homes\n2. Health\n3. Work", "Its aims are many."),
        ("Does it cost anything?", "It does not cost us anything.", "It may cost us something."),
        ("As for cost, is it free?", "Nobody pays: it isn't charged for.", "Its cost is known."),
        ("What is the aim of the pact?", "The pact exists in order to save.", "A pact was made."),
        ("Give me an example of waste", "Much is lost, such as old paint.", "Waste is common."),
        ("Where did the money come from?", "A grant was given for it.", "The money came late."),
        ("Who sits on the board?", "Members:\nAda Fenn\nBo Hill\nCy Moor", "The board sits."),
        ("Is Ada part of the review board?", "Board:\nAda\nBo\nCy", "Ada had a part."),
        (
            "Which tree is the tallest, or the largest?",
            "Oak: 120\nElm: 90\nAsh: 210\nFir: 45",
            "The oak\nThe elm\nThe ash\nThe fir is the largest",
        ),
    ],
)
def test_a_passage_that_holds_what_is_asked_for_gains(
    query: str, holds: str, holds_none: str
) -> None:
    gained, nothing = _worth(query, holds, holds_none)

    assert gained > nothing == 0


def test_a_place_that_the_question_names_is_no_answer() -> None:
    named, new = _worth("Where in Essex is it?", "It is in Essex.", "It is in Oldham.")

    assert new > named == 0


@pytest.mark.parametrize(
    "query", ["How many homes of the 300 were built?", "Who but Ada Fenn runs the ferry?"]
)
def test_what_the_question_brings_itself_is_no_answer(query: str) -> None:
    assert _worth(query, "Of the 300 homes some were built. Ada Fenn runs the ferry.") == [0]


def test_the_number_of_a_paragraph_counts_nothing() -> None:
    assert _worth("How many homes were built?", "4.3 Homes were built, see section 7.") == [0]


def test_a_thing_beside_what_is_asked_gains_more_than_one_far_away() -> None:
    beside, apart = _worth(
        "How many homes were built?",
        f"In all 300 homes were built. {FILLER}",
        f"Homes were built. {FILLER} There were 300 guests.",
    )

    assert beside > apart > 0


def test_a_question_of_no_type_gains_nothing_anywhere() -> None:
    assert _worth("What does the plan say on homes?", "300 homes by 2030.\nOne.\nTwo.") == [0]


@pytest.mark.parametrize("query", ["What is at most needed?", "What do most of the wards say?"])
def test_at_most_asks_for_no_table(query: str) -> None:
    assert _worth(query, "Ward A: 120\nWard B: 90\nWard C: 210\nWard D: 45") == [0]


def test_other_words_of_the_same_kin_are_counted() -> None:
    query = "Which grant pays for the ferry?"
    found = [passage(text) for text in ("The ferry is funded by an award.", "The ferry pays.")]

    other, same = worth_of_other_words(QuestionTerms(query, found), found)

    assert other > same


def test_a_question_of_no_terms_is_no_error() -> None:
    found = [passage("Anything.")]
    asked = QuestionTerms("?", found)

    assert worth_of_other_words(asked, found) == AskedFor.of("?").worth(asked, found) == [0]


def test_words_to_ask_with_are_no_terms() -> None:
    assert QuestionTerms("How many homes does the plan describe?", []).weights.keys() == {
        "home",
        "plan",
    }
