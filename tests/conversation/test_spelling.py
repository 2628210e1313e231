"""Slips of the fingers are mended by the words of the papers that the reader may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.indexing.vocabulary import Vocabulary
from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from assistant.wiring import open_assistant


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


def understood(assistant: Assistant, question: str) -> str:
    return assistant.ask(Question(question), reader=EVERYTHING).standalone_question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wat did the bord decide on brodband", "what did the Board decide on broadband"),
        ("How many homes are planned in Tarroby?", "How many homes are planned in Tarrowby?"),
        ("Who is the chaiman of the Board?", "Who is the chairman of the Board?"),
        ("When will the archvie open?", "When will the archive open?"),
        ("What is said about friendhsip?", "What is said about friendship?"),
    ],
)
def test_slips_are_mended_and_shown(assistant: Assistant, typed: str, meant: str) -> None:
    assert understood(assistant, typed) == meant


def test_a_mistyped_question_is_answered_like_the_right_one(assistant: Assistant) -> None:
    typed = assistant.ask(Question("wat did the bord decide on brodband"), reader=EVERYTHING)

    assert typed.status == "answered"
    assert "£5.6 million" in typed.text


@pytest.mark.parametrize(
    "question",
    [
        "Is there a cinema in Hartlepool?",
        "Which schools are in Mumbai?",
        "How many retrofits are planned?",
        "What does JSNA stand for?",
        "Who wrote to info@wenshire.example?",
        "Which organizations run the hubs?",
        "Is the countywide travel strategy in force yet?",
        "Who was a signer of the compact?",
        "Was Horden there?",
        "Where do our strategies contradict each other?",
    ],
)
def test_what_is_no_slip_is_left_as_it_is(assistant: Assistant, question: str) -> None:
    assert understood(assistant, question) == question


def test_no_word_is_taken_from_a_paper_that_the_reader_may_not_read() -> None:
    words = Vocabulary([("open", "The hall opens."), ("secret", "Project Kestrelmoor begins.")])

    assert words.nearest("kestrelmor", ["open", "secret"]) == "Kestrelmoor"
    assert words.nearest("kestrelmor", ["open"]) is None
    assert not words.knows("Kestrelmoor", ["open"])


def test_a_word_between_two_as_common_is_left() -> None:
    words = Vocabulary([("one", "words works")])

    assert words.nearest("worzs", ["one"]) is None
