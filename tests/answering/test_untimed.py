"""A question for a date is not answered by what tells no time."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.untimed import lacks_time
from assistant.types import Kind
from tests.answering.small_library import SmallLibrary


def lacks(question: str, text: str, kind: Kind = "other", date: str | None = None) -> bool:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}\n", kind, date=date)
    units = gather(shelf.passages(text), shelf.embedder.embed([text])[0], shelf)
    return lacks_time(read_question(question), units[0])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When were the four wards merged?", "The four wards were merged to save money."),
        ("When is the new ferry due?", "The ferry company may order a ferry for the islands."),
        # What was so, or what has a date, is not told by what it follows.
        ("When did the ferry sink?", "The ferry sank as its doors stood open."),
        ("By what date must sheds be moved?", "Sheds shall be moved before they are sold."),
    ],
)
def test_what_tells_no_time_does_not_answer_when(question: str, text: str) -> None:
    assert lacks(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When were the four wards merged?", "The four wards were merged in 1974."),
        ("When did the ferry sink?", "The ferry sank during March, off Skell Point."),
        ("When did the ferry sink?", "The ferry sank last summer."),
        ("When is the briefing?", "Briefing | 12:10 | Hall"),
        ("When must sheds be moved?", "Sheds shall be moved before they are sold."),
        ("When will fares rise?", "Fares will rise as more boats become electric."),
        ("When can the trust buy it back?", "It may buy it back should the owner ever sell."),
        ("Why did the ferry sink?", "The ferry sank as its doors stood open."),
    ],
)
def test_a_time_of_any_kind_answers_when(question: str, text: str) -> None:
    assert not lacks(question, text)


def test_a_dated_minute_tells_the_day_of_what_was_decided() -> None:
    question, text = "When did the Board agree the merger?", "The Board agreed the merger."

    assert not lacks(question, text, "board", "2024-05-16")
    assert lacks(question, text, "board")
    assert lacks(question, text, "strategy", "2024-05-16")
