"""Follow-ups come to stand alone; questions that stand alone stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation.followups import standalone
from assistant.types import Turn

FOLDER = Path(__file__).parent
QUESTIONS = FOLDER.parent / "quality" / "questions"
TITLES = (
    "Wenshire Housing and Place Strategy 2024 to 2034",
    "Skills for Wenshire 2023 to 2028",
    "Wenshire Climate Plan 2024 to 2030",
    "The Future of Essex",
)


def cases(key: str, name: str = "dev") -> list[Any]:
    found: list[Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))[key]
    return found


def after(case: dict[str, Any]) -> str:
    return standalone(case["q"], [Turn(**turn) for turn in case["conversation"]], TITLES)


def is_right(case: dict[str, Any]) -> bool:
    got = after(case)
    has = all(words.lower() in got.lower() for words in case["has"])
    return has and not any(words.lower() in got.lower() for words in case["lacks"])


@pytest.mark.parametrize("case", cases("follow_ups"), ids=lambda case: case["q"])
def test_a_follow_up_takes_what_it_lacks_from_before(case: dict[str, Any]) -> None:
    assert is_right(case), after(case)


@pytest.mark.parametrize(
    "case", cases("standalone") + cases("standalone", "kept"), ids=lambda case: case["q"]
)
def test_a_question_that_stands_alone_is_left_as_it_is(case: dict[str, Any]) -> None:
    assert after(case) == case["q"]


# Who "they" are stands nowhere in it: after another question it does lean on that.
LEANING = "why did they stop asking for the mileage when you tax a car online"


def test_officers_questions_are_untouched_after_any_other() -> None:
    asked: list[str] = []
    for path in sorted(QUESTIONS.glob("*_dev.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        asked += [one["q"] for key in ("answerable", "alignment") for one in content.get(key) or []]
    assert LEANING in asked
    asked.remove(LEANING)
    for question, earlier in zip(asked, [*asked[7:], *asked[:7]], strict=True):
        assert standalone(question, [Turn("user", earlier)], TITLES) == question


def test_those_who_did_something_are_not_those_of_before() -> None:
    earlier = [Turn("user", "How many homes did the districts build?")]

    named = "What share of those signed up for the ferry pass used it?"
    pointing = "What share of those in Tarrowby?"

    assert standalone(named, earlier) == named
    assert standalone(pointing, earlier) != pointing


def test_a_chain_of_follow_ups_goes_back_to_the_first() -> None:
    turns = [
        Turn("user", "How many homes were built in Pellgate in 2022/23?"),
        Turn("assistant", "Pellgate: 612 homes. [1]"),
        Turn("user", "and in Tarrowby?"),
        Turn("assistant", "Tarrowby: 201 homes. [1]"),
    ]

    got = standalone("and in 2023/24?", turns)

    assert got == "How many homes were built in Tarrowby in 2023/24?"


@pytest.mark.parametrize("question", ["?", "and?", "thanks!", "hello", "really?"])
def test_what_asks_nothing_is_left_alone(question: str) -> None:
    assert standalone(question, [Turn("user", "Who leads the housing strategy?")]) == question


def test_a_long_question_says_itself_what_it_is_about() -> None:
    question = f"and what about {'it and that and they and ' * 20}homes?"

    assert standalone(question, [Turn("user", "Who leads the plan?")], TITLES) == question


@pytest.mark.parametrize("conversation", [[], [Turn("assistant", "It is led by Ada Lark. [1]")]])
def test_without_an_earlier_question_nothing_is_taken(conversation: list[Turn]) -> None:
    assert standalone("who leads it?", conversation) == "who leads it?"


@pytest.mark.parametrize(
    "earlier",
    ["", "   ", "?", "[1] [2]", "x" * 5_000, "who who who it it that", "Ω ≠ \u202e 漢字"],
)
@pytest.mark.parametrize(
    "question",
    ["why?", "and it?", "what about that?", "tell me more", "which of them?", "it it it they"],
)
def test_odd_turns_never_break_and_never_grow_without_end(earlier: str, question: str) -> None:
    got = standalone(question, [Turn("user", earlier), Turn("assistant", earlier)] * 20)

    assert got
    assert len(got) < 4_000
