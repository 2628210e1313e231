"""Questions about the framework as officers type them: gaps, coverage, owners, measures, dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.alignment.asking import read_framework_question
from assistant.alignment.telling_coverage import tell_coverage, tell_not_serving
from assistant.alignment_types import AlignmentReport, Commitment, Finding, Framework, Goal
from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import EVERYTHING, Answer, Question, Reader
from assistant.wiring import open_assistant

PUBLIC = Reader(frozenset({"public"}))


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


def ask(assistant: Assistant, question: str, reader: Reader = EVERYTHING) -> Answer:
    return assistant.ask(Question(question), reader=reader)


@pytest.mark.parametrize(
    "question",
    [
        "Which ambitions hasn't anybody picked up?",
        "what ambitions are falling through the cracks?",
        "Which parts of the vision have been forgotten?",
        "What gaps are there between the vision and our strategies?",
        "Where is the golden thread broken?",
        "Hi, can you tell me which ambitions nobody has picked up?",
        "What's missing from our strategies?",
        "Is every ambition covered by a strategy?",
        "Does anyone serve ambition 7?",
        "Has anybody picked up the ambition on culture?",
        "Does any strategy pick up ambition 7?",
        "Which ambitions have no measures?",
        "Which ambitions have no owner?",
        "Who leads on ambition 7?",
        "When did the Board last discuss the ambition on culture?",
    ],
)
def test_the_ambition_that_nobody_serves_is_named(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.status == "answered"
    assert "No " in answer.text
    assert "Ambition 7, Stories, stages and shared places" in answer.text
    assert "Ambition 3" not in answer.text
    assert answer.citations


def test_the_least_covered_ambition_comes_first_and_the_best_first_when_asked(
    assistant: Assistant,
) -> None:
    least = ask(assistant, "What is the weakest link in the golden thread?")
    most = ask(assistant, "Which ambition has the most strategies behind it?")

    assert least.text.startswith("Ambition 7, Stories, stages and shared places: served by 0 of")
    assert most.text.startswith("Ambition 6, Connected to everything that matters: served by 4 of")


def test_what_is_superseded_counts_for_no_ambition(assistant: Assistant) -> None:
    answer = ask(assistant, "How well is each ambition covered?")

    assert "Ambition 2, Long lives, lived well: served by" in answer.text
    assert "live-well-wenshire-2019-2023" not in {
        one.locator.document_id for one in answer.citations
    }


def test_strategies_that_leave_an_ambition_out_are_named(assistant: Assistant) -> None:
    answer = ask(assistant, "Which strategies don't serve the ambition on homes?")

    assert "Ambition 3, A home that is right for you" in answer.text
    assert "Skills for Wenshire" in answer.text
    assert "Housing and Place Strategy" not in answer.text


def test_owners_are_those_that_documents_name(assistant: Assistant) -> None:
    answer = ask(assistant, "Who owns ambition 3?")

    assert "Gareth Ullman: " in answer.text
    assert any("Owner: Gareth Ullman" in one.quote for one in answer.citations)


def test_measures_of_a_goal_are_quoted_from_the_paper_that_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "What measures does the health strategy set for ambition 2?")

    assert {one.locator.document_id for one in answer.citations} == {
        "health-and-wellbeing-strategy-2024-2029"
    }
    assert "Adults who smoke" in answer.text


def test_the_last_time_that_the_board_acted_has_its_date(assistant: Assistant) -> None:
    answer = ask(assistant, "When was ambition 2 last discussed at the board?")

    assert answer.text.startswith("10 December 2024, in Minutes of the Wenshire Together Board")


def test_counts_hold_only_what_the_reader_may_read(assistant: Assistant) -> None:
    question = "Which ambitions are best covered?"

    public = ask(assistant, question, PUBLIC)
    every = ask(assistant, question)

    hidden = "2024-12-10-private-session-paper"
    assert hidden in {one.locator.document_id for one in every.citations}
    assert hidden not in {one.locator.document_id for one in public.citations}
    assert "of 6 board papers" in every.text
    assert "of 6 board papers" not in public.text


def test_what_the_vision_says_and_who_acts_is_the_golden_thread(assistant: Assistant) -> None:
    answer = ask(
        assistant, "What does the vision say about culture, and who is doing anything about it?"
    )

    assert "No strategy that was searched acts on it." in answer.text
    assert answer.thread is not None


@pytest.mark.parametrize(
    "question",
    [
        "Who is responsible for the night shelter?",
        "How many homes will be built?",
        "When was the climate plan last reviewed?",
        "Which targets are set for smoking?",
        "What did the Board decide about dentists?",
        "Who leads the work on flood doors?",
        "Does the health strategy help people to stop smoking?",
    ],
)
def test_plain_questions_are_not_taken_for_one_about_the_framework(question: str) -> None:
    assert read_framework_question(question) is None


def test_papers_bound_into_one_document_count_each_for_itself() -> None:
    goal = Goal("1", "ambition", "Clean water")
    findings = [
        Finding("a", "1", "pack", "Report", "board", None, "silent", 0.0, Commitment("none"), "",
                None, ()),
        Finding("b", "1", "pack", "Annex", "board", None, "supports", 1.0, Commitment("will"), "",
                None, ()),
    ]  # fmt: skip
    report = AlignmentReport(
        Framework("v", "Vision", (goal,)),
        (("pack", "Report", "board", None), ("pack#2", "Annex", "board", None)),
        tuple(findings), (), (), (),
    )  # fmt: skip
    counted = read_framework_question("How well is each ambition covered?")
    missing = read_framework_question("Which board papers do not serve ambition 1?")

    assert counted is not None
    assert missing is not None
    assert "1 of 2 board papers" in tell_coverage(counted, report).told[0].text
    said = tell_not_serving(missing, goal, report).told[0].text
    assert said.endswith("was found in Report")
