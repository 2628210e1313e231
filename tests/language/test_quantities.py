"""Numbers, amounts and dates, and the one form in which they are compared."""

import pytest

from assistant.language.quantities import figures, quantities, years


@pytest.mark.parametrize(
    ("text", "kind", "printed"),
    [
        ("on 13 July they met", "date", "13 July"),
        ("by September 2020", "date", "by September 2020"),
        ("£600k was awarded", "money", "£600k"),
        ("about 12.5% of homes", "percent", "12.5%"),
        ("twenty-five people", "number", "twenty-five"),
        ("since 2017/18", "year", "2017/18"),
    ],
)
def test_a_quantity_is_found_with_its_kind(text: str, kind: str, printed: str) -> None:
    assert [(one.kind, one.text) for one in quantities(text)] == [(kind, printed)]


def test_a_figure_is_the_same_in_words_and_digits() -> None:
    assert figures("twelve of 140,000") == figures("12 of 140000")


def test_years_are_told_from_other_numbers() -> None:
    assert years("in 2017/18, 2,019 homes and paragraph 1.2017") == {"2017"}
