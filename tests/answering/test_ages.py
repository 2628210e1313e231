"""What is told of adults is not told of children, nor of those over 75 what is told of all."""

from __future__ import annotations

import pytest

from assistant.answering.ages import is_of_other_people
from assistant.answering.asking import read_question
from assistant.answering.evidence import Evidence, gather
from tests.answering.small_library import SmallLibrary


def unit(text: str) -> Evidence:
    shelf = SmallLibrary().add("report", f"# Report\n\n{text}\n")
    return gather(shelf.passages(text), shelf.embedder.embed([text])[0], shelf)[0]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much was awarded for clubs for children?", "Adult clubs were awarded £600,000."),
        ("How many women took part?", "In all 41 men took part."),
        ("What share of people over 75 use the internet?", "Some 82 per cent of people use it."),
        ("How many under-25s are out of work?", "Of those aged 65 and over, 300 are in work."),
    ],
)
def test_other_people_are_told_of(question: str, text: str) -> None:
    assert is_of_other_people(read_question(question), unit(text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many children took part?", "In all 41 children and 12 adults took part."),
        ("How many people took part?", "In all 41 men took part."),
        ("What share of people over 75 use the internet?", "Of the over-75s 31 per cent use it."),
        ("How many homes are over budget?", "Nine homes cost more than was planned."),
    ],
)
def test_the_people_asked_about_are_told_of(question: str, text: str) -> None:
    assert not is_of_other_people(read_question(question), unit(text))
