"""What is told of one of a row is not told of the next."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.which_one import is_of_another_one
from tests.answering.small_library import SmallLibrary


def is_other(question: str, text: str, date: str | None = None) -> bool:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}\n", date=date)
    units = gather(shelf.passages(text), shelf.embedder.embed([text])[0], shelf)
    return is_of_another_one(read_question(question), units[0])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who ran the second survey of moorings?", "Skell Divers ran the survey of moorings."),
        ("Who was the previous harbour clerk?", "Ivy Pemberton is the harbour clerk."),
        ("How much did moorings cost last year?", "Moorings cost £90."),
        ("Is every boat insured?", "The boat of the harbour office is insured."),
        ("When will the slipway open again?", "The slipway opened in 1997."),
        ("What does Figure 15 show?", "The figure shows the depth of the harbour."),
        ("Which boats leave at 3:56?", "Boats leave at 2:56 and at 4:56."),
        ("What is question 12 of the quiz?", "Question 2 of the quiz asks for a knot."),
    ],
)
def test_another_of_the_row_does_not_answer(question: str, text: str) -> None:
    assert is_other(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who ran the second survey of moorings?", "Skell Divers ran the 2nd survey of moorings."),
        ("Who was the previous harbour clerk?", "Ivy Pemberton was harbour clerk before him."),
        ("How much did moorings cost last year?", "Moorings cost £90 in 2023."),
        ("Is every boat insured?", "All boats are insured."),
        ("Is the harbour dredged every year?", "The harbour is dredged yearly."),
        ("What does Figure 15 show?", "Figure 15: the depth of the harbour."),
        # A count, a day and a bound are no labels.
        ("What are the 5 aims of the harbour?", "The aims of the harbour: depth, order and peace."),
        ("What happened on 3 May?", "A boat sank."),
        ("Do people over 75 pay for moorings?", "Moorings are free for the old."),
    ],
)
def test_the_one_that_is_asked_for_is_told(question: str, text: str) -> None:
    assert not is_other(question, text)
