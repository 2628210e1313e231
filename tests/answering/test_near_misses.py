"""Questions whose subject the papers share and whose answer they lack: refused, and why is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from assistant.wiring import open_assistant

pytestmark = pytest.mark.model


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who chairs the Wenshire Climate Partnership?", "Wenshire Climate Partnership"),
        ("How many affordable homes were built in Hartlemere in 2023/24?", "Hartlemere"),
        ("How many new homes were built in Wenshire in 2019/20?", "2019"),
        (
            "How many members voted against the £3.6 million for six more "
            "neighbourhood health hubs?",
            "do not say how many members voted against",
        ),
        # The number stands beside another thing, or the amount is of another thing.
        ("How many staff does Wenshire Voluntary Action employ?", "do not answer"),
        ("How much does inspecting a privately rented home cost?", "amount of money"),
        ("How many heritage buildings have been taken off the register so far?", "do not answer"),
        ("How many family hubs have opened so far?", "do not answer"),
        ("How many heat pumps have been fitted in public buildings up to now?", "do not answer"),
        # The paper is older than what is asked of it.
        ("How many people attended the Residents' Panel in September 2024?", "September 2024"),
        # The deed is told of nothing: homes are inspected.
        ("How many households were evicted by private landlords?", "do not answer"),
        # Nobody tells that they said or decided it.
        ("What did the Board's treasurer say about the Levy Pool?", "treasurer"),
        ("Why did the Board vote to close the night shelter in 2024?", "do not answer"),
        # Something else opens.
        ("When will the third runway open?", "runway"),
        # A council is no firm.
        ("Which firm made the payroll system?", "do not answer"),
    ],
)
def test_a_near_miss_is_refused_and_what_lacks_is_named(
    assistant: Assistant, question: str, reason: str
) -> None:
    answer = assistant.ask(Question(question), reader=EVERYTHING)

    assert (answer.status, answer.no) == ("not_found", "near")
    assert reason in answer.text
    assert not answer.statements
    assert answer.nearest


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Who chairs the Skills Partnership?", "Professor Lena Strickmoor"),
        ("How often does the Skills Partnership meet?", "every two months"),
        ("How many people took part in the survey about moving more?", "904"),
        ("How much does retrofitting a home cost on average?", "17,500"),
        ("Who is the chief executive of Active Wenshire?", "Jonah Kettleby"),
        ("How many staff does Active Wenshire have?", "11 staff"),
        ("What did the Board decide about evening buses?", "nine routes"),
        ("What is the payroll system going to cost?", "2.9 million"),
        ("How many privately rented homes will be inspected a year?", "1,500"),
        ("Which district built the most homes in 2023/24?", "Pellgate"),
    ],
)
def test_the_same_attributes_are_answered_where_the_papers_have_them(
    assistant: Assistant, question: str, fact: str
) -> None:
    answer = assistant.ask(Question(question), reader=EVERYTHING)

    assert answer.status == "answered"
    assert fact in answer.text
