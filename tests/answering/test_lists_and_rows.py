"""The list that is asked for, and the row or item that has the most of what is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.cells import named_cell
from assistant.answering.evidence import gather
from assistant.answering.lists import asked_list, is_of_another_number
from assistant.answering.rows import AskedRows, asked_rows
from assistant.language.rarity import rarity
from tests.answering.small_library import SmallLibrary

AIMS = """# The plan

The plan sets out three aims, each with an owner.

The three aims are to:

- build homes
- mend roads
- plant trees

The steps of the plan are:

- ask
- listen
"""
FORUMS = """# Forums

These forums were held:

- Spring forum, 18 speakers, 158 attendees
- Summer forum, 43 speakers, 165 attendees
- Autumn forum, 23 speakers, 220 attendees
"""


def listed(question: str, text: str) -> str | None:
    shelf = SmallLibrary().add("plan", text)
    asked = read_question(question)
    vector = shelf.embedder.embed([question])[0]
    units = gather(shelf.passages(question), vector, shelf)
    line = asked_list(asked, units, rarity(asked.terms, [text]), shelf)
    return line.text if line else None


@pytest.mark.parametrize(
    "question", ["What are the three aims of the plan?", "What are the three goals of the plan?"]
)
def test_the_line_whose_list_has_as_many_items_is_found(question: str) -> None:
    assert listed(question, AIMS) == "The three aims are to:"


def test_a_list_of_another_number_is_not_the_one() -> None:
    assert listed("What are the four aims of the plan?", AIMS) is None


def test_a_list_of_other_things_is_not_the_one() -> None:
    assert listed("What are the risks of the plan?", AIMS) is None


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which of the forums drew the most speakers?", "Summer"),
        ("Which of the forums had the biggest audience?", "Autumn"),
        ("Which of the forums had the fewest speakers?", "Spring"),
    ],
)
def test_the_items_of_a_list_are_compared_by_what_they_count(question: str, first: str) -> None:
    shelf = SmallLibrary().add("report", FORUMS)
    vector = shelf.embedder.embed([question])[0]
    units = gather(shelf.passages(question), vector, shelf)
    nearest_first = [one for one in units if one.text.startswith("Spring")]

    found = asked_rows(read_question(question), nearest_first, shelf)

    assert [row.text.split()[0] for row in found.rows] == [first]


def test_nothing_is_compared_where_no_most_is_asked_for() -> None:
    shelf = SmallLibrary().add("report", FORUMS)
    question = "Which of the forums was held in spring?"
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)

    assert asked_rows(read_question(question), units, shelf) == AskedRows()


@pytest.mark.parametrize(("number", "other"), [("three", False), ("six", True)])
def test_an_item_of_a_list_of_another_number_does_not_answer(number: str, other: bool) -> None:
    question = f"What are the {number} aims of the plan?"
    shelf = SmallLibrary().add("plan", AIMS)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    item = next(one for one in units if one.text == "mend roads")

    assert is_of_another_number(read_question(question), item, shelf) is other
    some = read_question(f"Which {number} aims of the plan are ours?")
    assert not is_of_another_number(some, item, shelf)


WARDS = """# Trees planted in the wards

The trees planted in each ward:

| Ward: Mill End | Trees planted 2021/22: 40 | Trees planted 2022/23: 55 | Oaks 2022/23: 9
| Ward: Sands | Trees planted 2021/22: 30 | Trees planted 2022/23: 21 | Oaks 2022/23: 4
| Ward: Priory | Trees planted 2021/22: 28 | Trees planted 2022/23: 21 | Oaks 2022/23: 6
| Ward: Heath | Trees planted 2021/22: 60 | Trees planted 2022/23: 62 | Oaks 2022/23: 4
| Ward: Total | Trees planted 2021/22: 158 | Trees planted 2022/23: 159 | Oaks 2022/23: 23

# Tasks

These tasks were given out on 4 May 2023:

| Task: Mend the gate | Owner: Ann Brook | By: 30 June 2023
| Task: Count the owls | Owner: Sam Lark | By: March 2024
| Task: Paint the hut | Owner: Ann Brook | By: 15 May 2023
"""


def compared(question: str) -> list[str]:
    """Return the labels of the rows that are asked for, and what is remarked on them."""
    shelf = SmallLibrary().add("report", WARDS)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    found = asked_rows(read_question(question), units, shelf)
    labels = [row.text.split(" | ")[0].partition(": ")[2] for row in found.rows]
    return [*labels, found.conclusion.text] if found.conclusion else labels


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        (
            "Which wards planted fewer trees in 2022/23 than in the year before?",
            ["Sands", "Priory"],
        ),
        ("Which wards planted more trees in 2022/23 than in 2021/22?", ["Mill End", "Heath"]),
        ("In which wards did the number of trees planted fall?", ["Sands", "Priory"]),
        ("Which ward had the biggest rise in trees planted since 2021/22?", ["Mill End"]),
        ("Which ward planted the fewest trees in 2022/23?", ["Sands", "Priory"]),
        ("Which ward planted the fewest oaks?", ["Sands", "Heath"]),
        ("Which ward planted the most trees in 2022/23?", ["Heath"]),
        ("Which task of May 2023 is due first?", ["Paint the hut"]),
        ("Which of the tasks has the latest deadline?", ["Count the owls"]),
        ("Which gate is due first?", []),
    ],
)
def test_rows_are_compared_by_two_columns_by_ties_and_by_dates(
    question: str, labels: list[str]
) -> None:
    assert compared(question) == labels


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Did Sands or Heath plant more trees in 2022/23?",
            ["Heath", "Sands", "The larger figure is that of Heath."],
        ),
        (
            "Which planted fewer trees in 2022/23, Mill End or Priory? Give both figures.",
            ["Priory", "Mill End", "The smaller figure is that of Priory."],
        ),
        (
            "Were more trees planted in Sands or in Priory in 2022/23?",
            ["Sands", "Priory", "The two figures are the same."],
        ),
    ],
)
def test_two_rows_are_set_side_by_side_the_one_asked_for_first(
    question: str, told: list[str]
) -> None:
    assert compared(question) == told


@pytest.mark.parametrize(
    "question",
    [
        "Which ward had the most burglaries?",
        "Which wards had fewer burglaries in 2022/23 than the year before?",
        "Which ward planted the fewest trees in 2019?",
        "Did Sands or Hartlemere plant more trees in 2022/23?",
        "Which task of November 2021 is due first?",
        "Which ward has the worst name?",
    ],
)
def test_a_table_that_does_not_tell_what_is_asked_leads_to_nothing(question: str) -> None:
    assert compared(question) == []


CELLS = """# Who swims

Older people swim more often than others, and 12% of all who swim are over 60 or disabled.

| Group: Over 60 | % who swim: 31% | % who row: 4%
| Group: No disability | % who swim: 40% | % who row: 9%
| Group: Disability | % who swim: 22% | % who row: 3%
"""


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What share of people over 60 swim?", "Over 60"),
        ("What percentage of those with a disability row?", "Disability"),
        ("What share of people over 60 ski?", None),
        ("What share of people over 60 swam in 2011?", None),
        ("Who counted the people over 60 that swim?", None),
    ],
)
def test_a_row_leads_whose_label_and_column_are_named(question: str, label: str | None) -> None:
    shelf = SmallLibrary().add("report", CELLS)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)

    cell = named_cell(read_question(question), units, shelf)

    assert (cell.text.split(" | ")[0] if cell else None) == (label and f"Group: {label}")


QUARTERS = """# Boats

| Measure: Boats moored in the harbour | Jan to Mar 2024: 41 | Jul to Sep 2024: 68 | Owner: Ivo Hale
| Measure: Boats sold | Jan to Mar 2024: 3 | Jul to Sep 2024: 9 | Owner: Una Reid
"""


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Boats moored in the harbour, July to September 2024?", "Boats moored in the harbour"),
        ("Number of boats sold January to March 2024?", "Boats sold"),
        ("Number of boats sold in the harbour fire, July to September 2024?", None),
        ("What is the target for boats moored, July to September 2024?", None),
        ("Number of boats sold April to June 2024?", None),
    ],
)
def test_a_row_leads_whose_quarter_is_written_out(question: str, label: str | None) -> None:
    shelf = SmallLibrary().add("report", QUARTERS)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)

    cell = named_cell(read_question(question), units, shelf)

    assert (cell.text.split(" | ")[0] if cell else None) == (label and f"Measure: {label}")
