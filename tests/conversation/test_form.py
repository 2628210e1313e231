"""Capitals, marks and emoji around a question change nothing about its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.conversation.form import plain_form
from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from assistant.wiring import open_assistant

HOMES = "How many rough sleepers were counted in November 2023?"


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


@pytest.mark.parametrize(
    "typed",
    [
        HOMES.upper(),
        HOMES.title(),
        HOMES.rstrip("?"),
        HOMES.replace("?", " ???"),
        HOMES.replace(" ", "  "),
        HOMES.replace(" ", "\n", 1),
        f"{HOMES} :pray:",
        f"{HOMES} \N{WHITE HEAVY CHECK MARK}",
        f"Q: {HOMES}",
        f"3. {HOMES}",
        f"> {HOMES}",
        f"*{HOMES}*",
        f'"{HOMES}"',
    ],
)
def test_it_is_answered_as_the_plain_question_is(assistant: Assistant, typed: str) -> None:
    plain = assistant.ask(Question(HOMES), reader=EVERYTHING)
    answer = assistant.ask(Question(typed), reader=EVERYTHING)
    assert plain.status == "answered"
    assert answer.text == plain.text


@pytest.mark.parametrize(
    "text",
    [
        "Who chairs the NHS Board?",
        "Is the plan at 10:30 or at 11:15?",
        "What does A. Smith say about 2. Homes?",
        "Why?",
        "NHS homes",
        "GDS and MoJ",
        "What is Active Essex?",
        "“Homes for all” is whose aim?",
        "Tell me about buses...now",
        "And in Tarrowby",
    ],
)
def test_what_is_more_than_form_stays(text: str) -> None:
    assert plain_form(text) == text
