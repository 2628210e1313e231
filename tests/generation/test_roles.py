"""What was turned round is refused, though every word of it stands in the quote."""

from __future__ import annotations

import pytest

from assistant.generation.counting import counting_faults
from assistant.generation.roles import role_doubts, role_faults
from assistant.generation.sense import sense_faults
from assistant.generation.values import values

BUSES = "We will replace 140 diesel buses with electric buses by December 2029."
TEAMS = "Priya Lanchester will move two stop-smoking teams to Millbank in January 2025."
RENTED = "We will inspect 1,500 privately rented homes a year from April 2025."
LIFE = "Healthy life expectancy fell from 64.1 years in 2015 to 62.3 years in 2021."
SCHOOLS = "Schools in Northgate received more funding than schools in Southfield."


@pytest.mark.parametrize(
    ("wrong", "right", "quote"),
    [
        (
            "By 2029 diesel buses will take the place of electric ones.",
            "By 2029 electric buses will take the place of diesel ones.",
            BUSES,
        ),
        ("Electric buses are replaced by diesel buses.", "Electric buses replace diesel.", BUSES),
        ("Two teams move from Millbank.", "Two teams move to Millbank.", TEAMS),
        (
            "Until April 2025, 1,500 homes are inspected.",
            "From April 2025, 1,500 homes are inspected.",
            RENTED,
        ),
        (
            "We will inspect 1,500 in total from April 2025.",
            "We will inspect 1,500 a year from April 2025.",
            RENTED,
        ),
        ("It was 62.3 years in 2015.", "It was 64.1 years in 2015.", LIFE),
        (
            "Schools in Southfield received more than schools in Northgate.",
            "Schools in Southfield received less than schools in Northgate.",
            SCHOOLS,
        ),
    ],
)
def test_the_reverse_is_refused_and_the_rewording_is_not(
    wrong: str, right: str, quote: str
) -> None:
    assert role_faults(wrong, [quote])
    assert not role_faults(right, [quote])


def test_what_is_to_be_published_is_not_what_is_to_be_opened() -> None:
    quote = "Action: Priya Lanchester to publish the opening dates of the six hubs."

    assert role_doubts("Priya Lanchester is to open the six hubs.", [quote])
    assert not role_doubts("Priya Lanchester is to publish the opening dates.", [quote])


def test_a_number_counts_the_noun_behind_it() -> None:
    quote = "Each tenancy has a support worker who has at most six people to look after."

    def faults(sentence: str) -> list[str]:
        there = [(value, quote) for value in values(quote)]
        return counting_faults(sentence, values(sentence), there)

    assert faults("Each tenancy is supported by six workers.")
    assert not faults("Each worker looks after at most six people.")


@pytest.mark.parametrize(
    ("wrong", "quote"),
    [
        (
            "The Chair had an answer and would write.",
            "The Chair said that she did not have an answer and would write.",
        ),
        ("Every child has access to a park.", "Every child should have access to a park."),
        (
            "Mr Ullman has presented a retrofit plan to the Board in March.",
            "The Board asked Mr Ullman to bring a plan for retrofit in March.",
        ),
    ],
)
def test_a_denial_or_a_wish_is_not_told_as_a_fact(wrong: str, quote: str) -> None:
    assert sense_faults(wrong, [quote], [])
