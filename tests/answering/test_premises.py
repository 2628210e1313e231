"""A sum in the question that is not the papers': the true one is quoted, and the slip is named."""

from __future__ import annotations

import pytest

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.types import EVERYTHING, Answer, Question
from tests.answering.small_library import SmallLibrary

MINUTES = """# The mill

Decision: The Board agreed to set up a mill repair fund of £4.5 million.

Ann Lark asked that 60 per cent of the mill roof be slate.

# The weir

The parish will pay £20,000 for the weir, the county £35,000 and the mill trust £50,000.
"""


def ask(question: str) -> Answer:
    shelf = SmallLibrary().add("minutes", MINUTES, "board", date="2024-06-18")
    answerer = ExtractiveAnswerer(shelf.embedder, shelf)
    return answerer.answer(Question(question), shelf.passages(question), reader=EVERYTHING)


@pytest.mark.parametrize(
    ("question", "slip"),
    [
        (
            "When was the mill repair fund of £5.4 million agreed?",
            "say £4.5 million, not £5.4 million",
        ),
        (
            "Who asked that 70 per cent of the mill roof be slate?",
            "say 60 per cent, not 70 per cent",
        ),
        ("For what will the parish pay £25,000 with the county?", "say £20,000, not £25,000"),
    ],
)
def test_the_slip_is_named_in_front_of_what_the_papers_say(question: str, slip: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert slip in answer.statements[0].text
    assert answer.statements[0].citations == (1,)


@pytest.mark.parametrize(
    "question",
    [
        "When was the mill repair fund of £4.5m agreed?",
        "Who asked that at least 50 per cent of the mill roof be slate?",
        "When did the Board agree to set up the mill repair fund?",
    ],
)
def test_a_sum_that_is_right_or_a_bound_is_no_slip(question: str) -> None:
    assert ", not " not in ask(question).text


def test_when_something_was_decided_is_told_by_the_date_of_the_minutes() -> None:
    answer = ask("When did the Board agree to set up the mill repair fund?")

    assert answer.text.startswith("According to Minutes (18 June 2024), ")
