"""Questions that ask for several things: their parts, and what is said when one is missing."""

import pytest

from assistant.answering.parts import indirect, parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who leads it and by when?", ["Who leads it", "by when"]),
        ("How many homes, and what budget is there?", ["How many homes", "what budget is there"]),
        ("When was it agreed and who leads it?", ["When was it agreed", "who leads it"]),
        ("Who leads the board?", []),
        ("Does the plan say who leads it and by when?", []),
        ("What does the health and wellbeing strategy say about what matters to people?", []),
        ("Which plan covers homes and jobs?", []),
    ],
)
def test_a_question_is_cut_only_before_another_question_word(
    question: str, parts: list[str]
) -> None:
    assert [part.text for part in parts_of(question)] == parts


def test_a_bare_part_is_read_with_what_the_other_is_about() -> None:
    first, second = parts_of("How many electric buses will there be and by when?")

    assert (first.asked.kind, second.asked.kind) == ("how_many", "when")
    assert {"electr", "buse"} & set(second.asked.stems) or "bus" in second.asked.stems


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("when was she born", "when she was born"),
        ("by when will it halve emissions", "by when it will halve emissions"),
        ("how much does it cost", "how much it costs"),
        ("Who leads the pool", "who leads the pool"),
        ("what budget is there", "what budget there is"),
    ],
)
def test_a_part_is_told_as_an_indirect_question(part: str, told: str) -> None:
    assert indirect(part) == told


def test_what_stands_before_the_first_question_is_no_part() -> None:
    parts = parts_of("Under the draft plan, which body wrote the guide, and by when?")

    assert [part.text for part in parts] == ["which body wrote the guide", "by when"]
