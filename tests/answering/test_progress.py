"""How far something has come: the latest report of it, then the target behind it."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.progress import Progress, progress_of
from tests.answering.small_library import SmallLibrary

PLAN = """# Our allotments

The town will open 300 allotments by 2030.

The measures of the plan:

| Measure: Beehives kept | 2022: 4 | 2026: 40
| Measure: Ponds dug | Baseline: 1 | Target: 12
"""
FIRST_REPORT = """# Report of the spring

So far 90 allotments have been opened.
"""
REPORT = """# Report of the autumn

The measures so far:

| Measure: Allotments opened | Jan to Mar 2024: 90 | Apr to Jun 2024: 120
| Measure: Beehives kept | Jan to Mar 2024: 6 | Apr to Jun 2024: 9
"""


def progress(question: str) -> Progress:
    shelf = SmallLibrary().add("plan", PLAN, date="2023-01-10")
    shelf.add("spring", FIRST_REPORT, date="2024-04-02").add("autumn", REPORT, date="2024-09-03")
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    return progress_of(read_question(question), units, shelf)


@pytest.mark.parametrize(
    "question",
    [
        "How many allotments have been opened so far?",
        "How many allotments are open now?",
        "How many allotments has the town opened to date?",
    ],
)
def test_the_newest_report_comes_first_and_its_target_behind_it(question: str) -> None:
    found = progress(question)

    assert [one.text.split(" | ")[0] for one in found.units] == [
        "Measure: Allotments opened",
        "The town will open 300 allotments by 2030.",
    ]
    assert found.conclusion is not None
    assert found.conclusion.text == "The latest figure is 120 (Apr to Jun 2024)."


def test_a_row_of_years_to_come_is_a_target() -> None:
    found = progress("How many beehives are kept now?")

    assert [one.context.title for one in found.units] == ["Autumn", "Plan"]


@pytest.mark.parametrize(
    "question",
    [
        "How many allotments will be laid out by 2030?",
        "How many allotments is the town meant to open?",
        "How many ponds have been dug so far?",  # only a target tells of ponds
        "Who has opened the allotments so far?",
    ],
)
def test_without_a_report_or_a_question_for_one_nothing_is_lifted(question: str) -> None:
    assert progress(question) == Progress()
