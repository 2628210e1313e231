"""The objectives, risks or recommendations of a paper that no line introduces: all of them."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.listings import listing_of
from tests.answering.small_library import SmallLibrary

CANAL = """# Why canals

Canals cooled the town in the hot summer.

# Objective 1: Dredge the upper reach

We will dredge by 2027.

# Objective 2: Mend the locks

Each lock has a keeper.

# Objective 2: Locks by year

Two a year.

# Objective 3: Open the towpath

It will be lit.

# Risks

- A dry summer
- Too few keepers

# Costs of the locks

| Lock: Upper | Cost: £40,000
| Lock: Lower | Cost: £52,000
"""
OTHER = """# Recommendations

- Close the archive
- Sell the maps
"""


def listed(question: str) -> list[str]:
    shelf = SmallLibrary().add("canal-strategy", CANAL, "strategy").add("archive", OTHER)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    found = listing_of(read_question(question), units, shelf)
    return [one.text for one in found.units]


OBJECTIVES = [
    "Objective 1: Dredge the upper reach",
    "Objective 2: Mend the locks",
    "Objective 3: Open the towpath",
]


@pytest.mark.parametrize(
    "question",
    [
        "What are the objectives of the canal strategy?",
        "List the three objectives in the canal strategy",
        "What goals does the canal strategy set?",
    ],
)
def test_headings_that_are_numbered_are_the_list(question: str) -> None:
    assert listed(question) == OBJECTIVES


def test_items_under_a_heading_of_that_name_are_the_list() -> None:
    assert listed("What are the risks of the canal strategy?") == ["A dry summer"]  # with its list


@pytest.mark.parametrize(
    "question",
    [
        "What are the four objectives of the canal strategy?",  # there are three
        "What are the recommendations of the canal strategy?",  # those of another paper
        "What are the objectives of the museum strategy?",  # no such paper
        "Who wrote the objectives of the canal strategy?",
        "What is the second objective of the canal strategy?",
    ],
)
def test_another_number_another_paper_or_another_question_has_no_list(question: str) -> None:
    assert listed(question) == []
