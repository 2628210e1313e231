"""What seems to differ from a decision is a thing to look at: another count, or a refusal."""

import pytest

from assistant.language.decided import differs, is_decision

BUSES = "The Board agreed to fund evening buses on nine routes for two years."
LAND = "Decision: The Board agreed to release nine public sites with room for 1,100 homes."


def test_another_count_of_the_same_thing_is_shown_with_both() -> None:
    found = differs("Evening buses would run on six routes for two years.", BUSES)

    assert found == "Decided was nine routes; here it is six routes."


def test_what_refuses_most_of_what_was_decided_is_shown() -> None:
    assert differs("We will not release public land.", LAND) is not None


@pytest.mark.parametrize(
    "statement",
    [
        "Evening buses would run on nine routes for three years.",
        "Six routes of the old coach company crossed the county.",
        "School buses would run on six days.",
        "We will not close any library.",
    ],
)
def test_other_things_do_not_differ(statement: str) -> None:
    assert differs(statement, BUSES) is None


def test_what_was_discussed_is_no_decision() -> None:
    assert is_decision(BUSES)
    assert not is_decision("The Board discussed evening buses.")


def test_a_promise_of_what_was_turned_down_is_shown() -> None:
    refused = "Decision: The Board did not agree to a charge of £150 for each home."

    assert differs("We will charge households £150 for flood doors.", refused) is not None
    assert differs("We will not charge households £150 for flood doors.", refused) is None
    assert differs("We will fit flood doors to 500 homes.", refused) is None
    assert differs("Evening buses will run.", "The Board did not agree to fund trams.") is None
