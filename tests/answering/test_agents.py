"""Who is asked to have said, decided or owned something is told where the answer stands."""

from __future__ import annotations

import pytest

from assistant.answering.agents import lacks_agent, speaker_of
from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.types import Kind
from tests.answering.small_library import SmallLibrary


def lacks(question: str, text: str, kind: Kind = "other") -> bool:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}", kind)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    return lacks_agent(read_question(question), units[0])


@pytest.mark.parametrize(
    ("question", "text", "is_lacking"),
    [
        ("What did the police say about it?", "The alliance is strong.", True),
        ("What did the police say about it?", "The police said that it was strong.", False),
        ("What did the treasurer advise?", "The Board advised to wait.", True),
        ("Why did the Board vote to close it?", "It will be closed in 2029.", True),
        ("Why did the Board vote to close it?", "The Board agreed, since it is empty.", False),
        # Whose paper it is says "we".
        ("Why did the council decide to close it?", "We closed it since it was empty.", False),
        ("How many sites does the NHS own?", "Partners own 61 sites.", True),
        ("How many sites does the NHS own?", "The NHS owns 61 sites.", False),
        ("How many sites do partners own?", "In all there are 61 sites.", False),
    ],
)
def test_another_agent_does_not_answer(question: str, text: str, is_lacking: bool) -> None:
    assert lacks(question, text) is is_lacking


def test_minutes_need_not_name_the_board_that_decided() -> None:
    question, text = "What did the Board decide about buses?", "Decision: evening buses are funded."

    assert not lacks(question, text, "board")
    assert lacks(question, text, "vision")


def test_who_lacks_is_named() -> None:
    assert speaker_of("What did the Board's treasurer say of it?") == "the Board's treasurer"
    assert speaker_of("What did Ivy Pemberton say?") == "Ivy Pemberton"
    assert speaker_of("How many sites does the NHS own?") == ""
