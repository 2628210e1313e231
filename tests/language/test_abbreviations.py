import pytest

from assistant.language.abbreviations import abbreviations


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("money from the Better Care Fund (BCF) pays", "BCF", "Better Care Fund"),
        ("two Integrated Care Boards (ICBs) meet", "ICB", "Integrated Care Boards"),
        ("an Equality Impact Assessment (“EIA”)", "EIA", "Equality Impact Assessment"),
        ("the DWP (Department for Work and Pensions)", "DWP", "Department for Work and Pensions"),
        ("Ministry of Justice (MoJ) plans", "MoJ", "Ministry of Justice"),
    ],
)
def test_an_abbreviation_that_is_spelt_out_is_found(text: str, short: str, long: str) -> None:
    assert abbreviations(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    ["see the annex (A1)", "fourteen members (LONDON)", "the plan (2017)", "a (BCF) of some kind"],
)
def test_brackets_that_spell_nothing_are_no_abbreviation(text: str) -> None:
    assert abbreviations(text) == []
