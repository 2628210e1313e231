"""What a number counts: the noun right behind it."""

import pytest

from assistant.language.counting import counted_by
from assistant.language.quantities import quantities
from assistant.language.terms import words


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("340 clubs, the NHS and the councils", "clubs"),
        ("within 12 months of the plan", "months"),
        ("25 exemplar services went live", "exemplar services"),
        ("five of the Identity Providers signed", "Identity Providers"),
        ("one community land trust in each district", "community land trust"),
        ("62 staff members", "staff"),
        ("1,200 in 2019", ""),
        ("210; first homes ready", ""),
        ("11 were in beta, with services", ""),
    ],
)
def test_what_stands_right_behind_a_number_is_counted(text: str, counted: str) -> None:
    found = counted_by(quantities(text)[0], text, words(text))

    assert " ".join(word.text for word in found) == counted
