"""Questions that follow a goal through the papers, or ask which goal something serves."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import EVERYTHING, Answer, Question
from assistant.wiring import open_assistant


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(Question(question), reader=EVERYTHING)


def documents(answer: Answer) -> list[str]:
    return [one.locator.document_id for one in answer.citations]


def test_a_priority_is_followed_from_the_vision_to_the_decision(assistant: Assistant) -> None:
    answer = ask(assistant, "How is the priority Fast and everywhere taken forward?")

    assert answer.thread is not None
    assert "98 per cent" in answer.text
    assert "90 per cent" in answer.text
    assert "£5.6 million" in answer.text
    assert documents(answer)[:2] == ["wenshire-2040-vision", "digital-strategy-2024-2027"]


def test_only_the_strategy_that_is_named_speaks(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "How does the skills strategy serve the ambition Work worth having, "
        "and what did the Board decide?",
    )

    strategies = {
        one.locator.document_id for one in answer.citations if one.locator.kind == "strategy"
    }
    assert strategies == {"skills-strategy-2023-2028"}
    assert any(one.locator.kind == "board" for one in answer.citations)


def test_the_goal_of_a_subject_is_named_with_who_acts_on_it(assistant: Assistant) -> None:
    answer = ask(
        assistant, "What is being done about gigabit broadband, and which ambition does it serve?"
    )

    assert "belongs to Priority 6.1, Fast and everywhere" in answer.text
    assert {"wenshire-2040-vision", "digital-strategy-2024-2027"} <= set(documents(answer))


def test_a_goal_that_is_only_spoken_of_is_a_plain_question(assistant: Assistant) -> None:
    answer = ask(assistant, "How many homes a year does the vision ask for?")

    assert answer.thread is None


def test_figures_of_two_papers_are_set_side_by_side(assistant: Assistant) -> None:
    answer = ask(
        assistant, "How does the digital strategy's gigabit target compare with the vision's?"
    )

    assert documents(answer) == ["wenshire-2040-vision", "digital-strategy-2024-2027"]
    assert "98 per cent" in answer.text
    assert "90 per cent" in answer.text


def test_what_the_board_did_for_the_ambition_is_told_of_a_priority_it_does_not_name(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "Has the Board acted on Ready for floods and heat?")

    assert "On Ambition 5, A greener, cooler county, as a whole" in answer.text
    assert "flood doors and barriers to 500 homes" in answer.text
    assert "act on this priority by itself" in answer.text


def test_what_a_body_does_for_an_ambition_is_not_told_by_what_others_do(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "What does the police do for Ambition 3?")

    assert answer.status == "not_found"
    assert "do not say what the police does for Ambition 3" in answer.text
