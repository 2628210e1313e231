"""A table's row answers of what its label names, and of nothing that only shares a word with it."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.labels import is_of_another_row
from tests.answering.small_library import SmallLibrary

PLOTS = """# Sale of land at Tarn Quay

| Plot: 4 | Area: 2.2 ha | Buyer: Ferrous Cold Storage

# Street budgets

| Head: Street lighting | Budget: £31,000 | Change: minus £9,000

# Health

| Indicator: Female life expectancy | Most deprived fifth: 74.6 years
"""


def is_of_another(question: str, told: str) -> bool:
    shelf = SmallLibrary().add("tables", PLOTS)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    row = next(one for one in units if told in one.text)
    return is_of_another_row(read_question(question), row)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is the buyer of plot 6?", "Ferrous"),
        ("What is the budget for street cleaning?", "Street lighting"),
        ("What is male life expectancy?", "Female"),
    ],
)
def test_a_row_of_another_thing_is_noticed(question: str, told: str) -> None:
    assert is_of_another(question, told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is the buyer of plot 4?", "Ferrous"),
        ("What is the budget for lighting the streets?", "Street lighting"),
        ("What is the street lighting budget?", "Street lighting"),
        ("What is the life expectancy of women?", "Female"),
        ("Has the money for lamps been cut?", "Street lighting"),
    ],
)
def test_the_row_that_is_asked_for_is_left(question: str, told: str) -> None:
    assert not is_of_another(question, told)
