"""How far something changed: what gives both ends of it, and no other thing's."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.spans import span_of
from assistant.language.rarity import rarity
from tests.answering.small_library import SmallLibrary

REPORT = """# Otters and herons

Otters on the river went from 4 in 2011 to 19 in 2020. Herons have been counted with care since
2011, and the counting of otters and herons will go on.

# Rents

Rents for boat sheds lie between £40 and £65 a month.

| Measure: Kingfishers seen | 2019: 7 | 2020: 11 | 2021: 15
| Measure: Kingfishers ringed | Baseline: 2 | Target: 30
"""


def span(question: str) -> str | None:
    shelf = SmallLibrary().add("river", REPORT, date="2022-03-01")
    asked = read_question(question)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    found = span_of(asked, units, rarity(asked.terms, [REPORT]), shelf)
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened to the number of otters on the river?", "Otters on the river went from 4"),
        ("By how many did the otters on the river grow?", "Otters on the river went from 4"),
        ("What range of rents is there for boat sheds?", "Rents for boat sheds lie between £40"),
        ("How has the number of kingfishers seen changed?", "Measure: Kingfishers seen"),
    ],
)
def test_what_gives_both_ends_is_found(question: str, told: str) -> None:
    found = span(question)

    assert found is not None
    assert found.startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        "By how much did the price of bread fall?",  # nothing tells of bread
        "How many otters are on the river?",  # asks for no change
        "What happened to the number of badgers in town?",
    ],
)
def test_another_thing_or_no_change_has_no_span(question: str) -> None:
    assert span(question) is None
