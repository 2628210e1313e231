"""Whether a unit holds what is asked for: the thing itself, and not another of its kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.answer_types import holds_answer
from assistant.answering.asking import Asked, read_question
from assistant.answering.counts import LOOSE
from assistant.answering.editions import is_of_another_edition
from assistant.answering.evidence import Evidence, gather
from assistant.answering.scope import is_of_another, is_of_other_time, is_only_planned, is_undated
from tests.answering.small_library import SmallLibrary


def held(question: str, text: str) -> float:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}")
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    return holds_answer(read_question(question), units[0])


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "How many second homes are there?",
            "There are 310 second homes.",
            "There are 14,000 homes.",
        ),
        (
            "How many people wrote the plan?",
            "A team of 57 members drafted the plan.",
            "The plan has [15] pages of notes.",
        ),
        (
            "Which firm built the wall?",
            "The wall was built by the firm Marlow and Sons.",
            "Sallow Quay will provide the wall.",
        ),
        (
            "Which fund pays for the buses?",
            "The buses are paid for by the Green Transport Fund.",
            "The buses cost more to buy than to run.",
        ),
        (
            "Who chairs the Housing Partnership?",
            "Councillor Ivy Pemberton chairs the Housing Partnership.",
            "Councillor Ivy Pemberton chairs the Skills Forum.",
        ),
        (
            "How many staff does the alliance employ?",
            "The alliance has 12 employees and two vans.",
            "The alliance works with 340 clubs, the councils and their staff.",
        ),
        (
            "How many of the mills had been turned into flats?",
            "Of these, 38 had been turned into flats.",
            "Of these, 38 had been left to fall down.",
        ),
        (
            "How soon must a spill be reported?",
            "A spill must be reported within the hour.",
            "A spill must be reported to the harbour master.",
        ),
        (
            "How many datasets are on the site?",
            "The site lists 4,100 of its datasets.",
            "The site will list its datasets within 12 months.",
        ),
        (
            "How many staff does the alliance employ?",
            "The alliance employs 57 people.",
            "The alliance has 600 employers, and some staff.",
        ),
        (
            "How many people spoke to nobody?",
            "In all, 900 people spoke to nobody.",
            "Of people over 75 who spoke to nobody, one in six is now one in twelve.",
        ),
        (
            "How long does the test take?",
            "The test takes 40 minutes.",
            "The test is put off until links are restored.",
        ),
        (
            "Which councillors voted against the vision?",
            "Councillor Ivy Pemberton voted against the vision.",
            "Councillor Ivy Pemberton wrote the vision.",
        ),
        (
            "How many officers were asked about the review?",
            "In total 16 officers were heard.",
            "The officers were asked about the review in three rooms.",
        ),
        (
            "Which firm made the payroll system?",
            "The payroll system was made by Oakridge, a supplier in Pellgate.",
            "Wenshire County Council bought the payroll system; its maker no longer supports it.",
        ),
        (
            "Which hospital runs the teams?",
            "The teams are run by Millbank General, a hospital.",
            "Discharge from hospital | Community Transport Schemes",
        ),
        (
            "How often does the panel meet?",
            "The panel meets every two months.",
            "The panel reports each June.",
        ),
    ],
)
def test_only_the_thing_itself_answers(question: str, right: str, wrong: str) -> None:
    assert held(question, right) >= LOOSE
    assert held(question, wrong) < LOOSE


def test_what_stands_above_a_table_tells_its_kind_where_it_tells_all_else_too() -> None:
    shelf = SmallLibrary().add(
        "paper", "# Rowing clubs of Pellgate\n\n| Month: March | Clubs moved: 14"
    )

    def found(question: str) -> float:
        units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
        return holds_answer(read_question(question), units[0])

    assert found("How many rowing clubs had moved in March?") >= LOOSE
    assert found("How many rowing clubs had closed in March?") < LOOSE


def test_a_form_that_no_stemmer_knows_tells_the_outcome() -> None:
    question = "How many complaints did the ombudsman uphold?"

    assert held(question, "Of 264 complaints 71 were upheld by the ombudsman.") >= LOOSE


def test_a_number_of_what_the_question_tells_counts_too() -> None:
    question = "How many officers were interviewed?"

    assert held(question, "In total 16 interviews were held with officers.") >= LOOSE


def test_what_a_firm_calls_something_is_no_question_for_a_firm() -> None:
    assert read_question("What do companies call the job?").wanted == "other"


def test_a_word_more_in_the_question_does_not_hide_how_often() -> None:
    assert held("How often does the panel meet in public?", "The panel meets monthly.") >= LOOSE


def test_a_year_that_is_asked_for_is_no_plan() -> None:
    question = "What share of the homes was affordable in 2022?"
    shelf = SmallLibrary().add(
        "paper", "# P\n\nIn 2022 it is 27 per cent; it should be 40 by 2027."
    )
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)

    assert not is_only_planned(read_question(question), units[0])


def _unit(question: str, text: str, date: str = "") -> tuple[Asked, Evidence]:
    shelf = SmallLibrary().add("paper", text)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    return read_question(question), replace(units[0], context=replace(units[0].context, date=date))


@pytest.mark.parametrize(
    ("question", "text", "is_other"),
    [
        # The span of a plan dates neither what was done nor what has its own year.
        ("How many people came in 2030?", "It had 922 guests in 2022, and more since.", True),
        ("By what share must it fall by 2030?", "It fell by 11 per cent in 2022.", True),
        ("How many homes will be built by 2030?", "We will build 900 homes.", False),
        ("How many people came to the forum in 2022?", "In 2022 the forum had 922 guests.", False),
    ],
)
def test_the_span_of_a_plan_dates_no_deed(question: str, text: str, is_other: bool) -> None:
    asked, unit = _unit(question, f"# The plan 2024 to 2030\n\n{text}")

    assert is_of_other_time(asked, unit) is is_other


@pytest.mark.parametrize(
    ("question", "is_other"),
    [
        ("How many people attended the panel in September 2024?", True),
        ("How many people attended the panel in May 2024?", False),
        ("When does the panel meet in 2025?", False),
        ("How many people will attend the panel in 2025?", False),
    ],
)
def test_a_paper_does_not_tell_what_was_so_after_it_was_written(
    question: str, is_other: bool
) -> None:
    text = "# Minutes\n\nSixty people attended the panel, which will meet in 2025."
    asked, unit = _unit(question, text, "2024-06-18")

    assert is_of_other_time(asked, unit) is is_other


def test_a_year_that_stands_nowhere_near_is_missed() -> None:
    text = "# Old people\n\nOf people over 65, 59 per cent are online."

    assert is_undated(*_unit("What share of old people will be online by 2020?", text))
    assert not is_undated(*_unit("What share of old people is online?", text))


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("In 2014 some projects are still under way.", True),
        ("The 2014 update added a chapter.", False),
        ("The update of March 2014 added a chapter.", False),
    ],
)
def test_an_edition_is_more_than_its_year(text: str, is_other: bool) -> None:
    asked, unit = _unit("What did the 2014 update of the strategy change?", f"# S\n\n{text}")

    assert is_of_another_edition(asked, unit) is is_other


def test_what_will_be_paid_for_another_is_no_past_cost() -> None:
    text = "# Pay\n\nWe will replace it by April 2026, at a cost of £2.9 million."

    assert is_only_planned(*_unit("What did the system cost when it was bought?", text))
    assert not is_only_planned(*_unit("What will the system cost?", text))


def test_what_is_told_of_another_body_is_told_apart() -> None:
    question = "How often do Essex Partners meet?"
    text = (
        "# P\n\nThe Essex Assembly meets twice a year. Essex Partners is a board and meets often."
    )
    shelf = SmallLibrary().add("paper", text)
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)

    assert [is_of_another(read_question(question), one) for one in units] == [True, False]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many applications were turned down?", "Applications received: 200,000."),
        ("How many complaints were upheld?", "There were 14,000 complaints."),
        ("What did it cost to install the meters?", "The meters began saving £32,000 a year."),
    ],
)
def test_a_count_of_all_is_not_of_some_and_a_saving_is_no_cost(question: str, text: str) -> None:
    assert held(question, text) < LOOSE
