"""Does a document serve a goal? A verdict with quotes from both sides, and the gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import EVERYTHING, Answer, Question, Reader
from assistant.wiring import open_assistant


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


def ask(assistant: Assistant, question: str, reader: Reader = EVERYTHING) -> Answer:
    return assistant.ask(Question(question), reader=reader)


def documents(answer: Answer) -> set[str]:
    return {one.locator.document_id for one in answer.citations}


def test_an_ambition_called_by_its_subject_is_found_and_judged(assistant: Assistant) -> None:
    answer = ask(assistant, "Does our health strategy serve the ambition on ageing?")

    assert answer.text.startswith("Yes. Ambition 2, Long lives, lived well, is served by")
    assert {"wenshire-2040-vision", "health-and-wellbeing-strategy-2024-2029"} <= documents(answer)
    assert answer.thread is not None
    assert all((answer.thread.vision, answer.thread.strategy, answer.thread.board))
    assert answer.thread.gaps == ()


def test_a_strategy_that_does_nothing_for_a_goal_is_said_to(assistant: Assistant) -> None:
    answer = ask(assistant, "Does the skills strategy support the ambition on culture?")

    assert answer.text.startswith("No. Ambition 7, Stories, stages and shared places")
    assert answer.text.endswith("No board paper that was searched acts on it.")
    assert documents(answer) == {"wenshire-2040-vision"}
    assert answer.thread is not None
    assert set(answer.thread.gaps) == {"strategy", "board"}


def test_a_draft_and_a_superseded_document_are_named_as_such(assistant: Assistant) -> None:
    draft = ask(assistant, "Does the travel strategy serve ambition 6?")
    old = ask(assistant, "Does Live Well Wenshire serve the ambition for older people?")

    assert "(a draft document)" in draft.text
    assert "(a superseded document)" in old.text


def test_a_document_is_held_against_the_vision_as_a_whole(assistant: Assistant) -> None:
    answer = ask(assistant, "Does the climate plan serve the vision?")

    assert "of the 7 ambitions" in answer.text
    assert "Nothing in it serves Ambition 1" in answer.text


def test_the_board_paper_of_some_readers_is_no_evidence_for_others(assistant: Assistant) -> None:
    question = "Does the housing strategy serve the ambition on homes?"

    for reader in (Reader(frozenset({"public"})), EVERYTHING):
        found = documents(ask(assistant, question, reader))
        assert "housing-and-place-strategy-2024-2034" in found
        assert ("2024-12-10-private-session-paper" in found) <= (reader is EVERYTHING)


@pytest.mark.parametrize(
    "question",
    [
        "Does the Board own the archive?",
        "Does the health strategy help people to stop smoking?",
    ],
)
def test_other_questions_are_not_taken_for_one_of_alignment(
    assistant: Assistant, question: str
) -> None:
    assert ask(assistant, question).thread is None


def test_an_answer_without_a_quote_is_said_as_a_no(assistant: Assistant) -> None:
    for question in ("Does the private session paper serve the vision?",
                     "Where do our strategies contradict each other on museums?"):  # fmt: skip
        answer = ask(assistant, question)
        assert bool(answer.statements) == (answer.status == "answered")
        assert all(one.citations for one in answer.statements)


def test_who_takes_an_ambition_forward_is_asked_of_the_alignment(assistant: Assistant) -> None:
    left = ask(assistant, "Who is taking forward Ambition 7, Stories, stages and shared places?")
    taken = ask(assistant, "Who is taking forward ambition 3?")

    assert left.text.startswith("No strategy and no board paper serves Ambition 7")
    assert "housing-and-place-strategy-2024-2034" in documents(taken)


@pytest.mark.parametrize(
    "question",
    [
        "Does Active Wenshire's work serve the vision's ambition that people live long lives?",
        "What does Active Wenshire do for the ambition of long lives, lived well?",
    ],
)
def test_the_work_of_a_body_is_what_its_own_papers_tell(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)

    assert answer.text.startswith(("Yes. Ambition 2", "In part. A part of Ambition 2"))
    issued_by = {one.locator.organisation for one in answer.citations[:2]}
    assert "Active Wenshire" in issued_by
