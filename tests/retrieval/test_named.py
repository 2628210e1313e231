"""A passage of the paper or the body that is named comes before others of the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.retrieval.named import worth_of_names
from tests.retrieval.passages import passage


@pytest.mark.parametrize(
    "text", ["It is run by the Leadership\nCollaborative.", "The LEADERSHIP COLLABORATIVE"]
)
def test_a_name_as_it_stands_gains_and_its_words_alone_do_not(text: str) -> None:
    query = "Which grant pays for the Leadership Collaborative?"
    found = [passage(text), passage("A collaborative leadership. Leadership Collaboratives.")]

    named, words = worth_of_names(query, found)

    assert named > words == 0


def test_a_heading_names_it_too() -> None:
    below = passage("It meets quarterly.")
    below = replace(below, chunk=replace(below.chunk, prefix="Essex Partners › Meetings"))

    assert worth_of_names("How often does Essex Partners meet?", [below])[0] > 0


def test_of_two_names_both_are_better_than_one() -> None:
    found = [passage("The BCF serves Essex Partners."), passage("The BCF is a fund.")]

    both, one = worth_of_names("Does the BCF pay Essex Partners?", found)

    assert both > one > 0


def test_a_question_without_names_changes_nothing() -> None:
    assert worth_of_names("how many homes?", [passage("Homes.")]) == [0.0]
