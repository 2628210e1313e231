"""What a body does for something is told by what names that body, not by what others do."""

from __future__ import annotations

import pytest

from assistant.answering.actors import actor_of, deeds_of
from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.types import EVERYTHING, Question
from tests.answering.small_library import SmallLibrary

PLAN = """# Floods

The fire service will keep a list of homes that need a call in a flood.

The rangers clear the ditches before every flood.

# Lonely people

Volunteers visit lonely people each week. This serves Ambition 2.
"""


def deeds(question: str) -> list[str]:
    shelf = SmallLibrary().add("plan", PLAN, "strategy")
    asked = read_question(question)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    actor = actor_of(asked)
    assert actor is not None
    return [one.text for one in deeds_of(actor, asked, units, shelf)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does the fire service do about a flood?", "The fire service will keep a list"),
        ("What are the rangers doing against floods?", "The rangers clear the ditches"),
        ("What do volunteers do for Ambition 2?", "Volunteers visit lonely people"),
    ],
)
def test_only_what_names_the_body_is_its_deed(question: str, told: str) -> None:
    found = deeds(question)

    assert len(found) == 1
    assert found[0].startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        "What does the police do about a flood?",
        "What does the fire service do for Ambition 2?",
        "What do the rangers do for lonely people?",
    ],
)
def test_what_others_do_is_no_deed_of_the_body(question: str) -> None:
    assert deeds(question) == []


def test_where_only_others_act_the_refusal_says_so() -> None:
    shelf = SmallLibrary().add("plan", PLAN, "strategy")
    question = "What does the police do about a flood?"

    answer = ExtractiveAnswerer(shelf.embedder, shelf).answer(
        Question(question), shelf.passages(question), reader=EVERYTHING
    )

    assert answer.status == "not_found"
    assert "do not say what the police does about a flood." in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What do we do about a flood?",
        "What does the housing strategy do for Ambition 2?",
        "What does somebody with a map do about a flood?",
        "What does a flood cost?",
    ],
)
def test_a_paper_or_nobody_in_particular_is_no_body(question: str) -> None:
    assert actor_of(read_question(question)) is None
