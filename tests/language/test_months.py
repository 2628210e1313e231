"""Months and days that a text names, in short forms and in spans too."""

from __future__ import annotations

import pytest

from assistant.language.months import days_of, is_month, months_of


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("The ferry sailed in early Sept 2031.", {"September"}),
        ("Ferry trips, Jul to Sep 2031: 40", {"July", "August", "September"}),
        ("between April and June 2031", {"April", "May", "June"}),
        ("from Nov 2031 to Feb 2032", {"November", "December", "January", "February"}),
        ("on 4 Aug. and in October", {"August", "October"}),
        # A woman and a verb are no months.
        ("Jan Morland may march with Mary.", set()),
    ],
)
def test_months_are_read_in_short_forms_and_within_spans(text: str, months: set[str]) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize(
    "text", ["18 June", "18th of June", "June 18, 2031", "Jun 18th", "18 Jun."]
)
def test_a_day_is_the_same_in_every_form(text: str) -> None:
    assert days_of(f"It opened on {text}") == {"18 June"}


def test_a_year_behind_a_month_is_no_day() -> None:
    assert days_of("It opened in June 2031") == frozenset()


def test_a_short_form_is_a_month() -> None:
    assert is_month("Sept")
    assert is_month("May")
    assert not is_month("Septic")
