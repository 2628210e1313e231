"""The list that is asked for, and the row or item that has the most of what is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.lists import asked_list, is_of_another_number
from assistant.answering.rows import extreme_row
from assistant.language.rarity import rarity
from tests.answering.small_library import SmallLibrary

AIMS = """# The plan

The plan sets out three aims, each with an owner.

The three aims are to:

- build homes
- mend roads
- plant trees

The steps of the plan are:

- ask
- listen
"""
FORUMS = """# Forums

These forums were held:

- Spring forum, 18 speakers, 158 attendees
- Summer forum, 43 speakers, 165 attendees
- Autumn forum, 23 speakers, 220 attendees
"""


def listed(question: str, text: str) -> str | None:
    shelf = SmallLibrary().add("plan", text)
    asked = read_question(question)
    vector = shelf.embedder.embed([question])[0]
    units = gather(shelf.passages(question), vector, shelf)
    line = asked_list(asked, units, rarity(asked.terms, [text]), shelf)
    return line.text if line else None


@pytest.mark.parametrize(
    "question", ["What are the three aims of the plan?", "What are the three goals of the plan?"]
)
def test_the_line_whose_list_has_as_many_items_is_found(question: str) -> None:
    assert listed(question, AIMS) == "The three aims are to:"


def test_a_list_of_another_number_is_not_the_one() -> None:
    assert listed("What are the four aims of the plan?", AIMS) is None


def test_a_list_of_other_things_is_not_the_one() -> None:
    assert listed("What are the risks of the plan?", AIMS) is None


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which of the forums drew the most speakers?", "Summer"),
        ("Which of the forums had the biggest audience?", "Autumn"),
        ("Which of the forums had the fewest speakers?", "Spring"),
    ],
)
def test_the_items_of_a_list_are_compared_by_what_they_count(question: str, first: str) -> None:
    shelf = SmallLibrary().add("report", FORUMS)
    vector = shelf.embedder.embed([question])[0]
    units = gather(shelf.passages(question), vector, shelf)
    nearest_first = [one for one in units if one.text.startswith("Spring")]

    row = extreme_row(read_question(question), nearest_first, shelf)

    assert row is not None
    assert row.text.startswith(first)


def test_nothing_is_compared_where_no_most_is_asked_for() -> None:
    shelf = SmallLibrary().add("report", FORUMS)
    question = "Which of the forums was held in spring?"
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)

    assert extreme_row(read_question(question), units, shelf) is None


@pytest.mark.parametrize(("number", "other"), [("three", False), ("six", True)])
def test_an_item_of_a_list_of_another_number_does_not_answer(number: str, other: bool) -> None:
    question = f"What are the {number} aims of the plan?"
    shelf = SmallLibrary().add("plan", AIMS)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    item = next(one for one in units if one.text == "mend roads")

    assert is_of_another_number(read_question(question), item, shelf) is other
