"""What holds nothing of the type that is asked for answers nothing, however near it is."""

from __future__ import annotations

import pytest

from assistant.answering.answer_types import holds_answer
from assistant.answering.asking import read_question
from assistant.answering.contacts import contact_asked, lacks_contact
from assistant.answering.counts import LOOSE, active_deed
from assistant.answering.evidence import Evidence, gather
from assistant.answering.scope import is_of_other_time, is_only_a_target
from assistant.answering.sizes import lacks_size
from assistant.answering.unfilled import is_unfilled
from tests.answering.small_library import SmallLibrary


def unit_of(text: str) -> Evidence:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}\n")
    units = gather(shelf.passages(text), shelf.embedder.embed([text])[0], shelf)
    return units[-1]


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "whats the phone number for the Night Desk",
            "Ring the Night Desk on 01632 960 123.",
            "The Night Desk answered 3,480 calls in 2024.",
        ),
        (
            "Which number should residents ring at night?",
            "At night residents should ring 101.",
            "Residents may ring at any time of the night.",
        ),
        (
            "What is the clerk's e-mail address?",
            "Write to clerk@skell.example before noon.",
            "The clerk answers every e-mail within a day.",
        ),
        (
            "What is the address of the ferry office?",
            "The ferry office is at 4 Quay Street.",
            "The ferry office sells tickets for all crossings.",
        ),
        (
            "What is the website for the bus map?",
            "The bus map is at www.skell.example/buses.",
            "The bus map is on the website of the company.",
        ),
        (
            "What are the opening hours of the tip?",
            "The tip is open from nine until four.",
            "The tip is open to all who live in Skell.",
        ),
        (
            "At what time does the last ferry sail?",
            "The last ferry sails at 22:40.",
            "The last ferry sails with no more than 40 passengers.",
        ),
    ],
)
def test_a_number_to_ring_an_address_or_an_hour_must_be_there(
    question: str, right: str, wrong: str
) -> None:
    asked = read_question(question)

    assert contact_asked(asked)
    assert not lacks_contact(asked, unit_of(right))
    assert lacks_contact(asked, unit_of(wrong))


@pytest.mark.parametrize(
    "question",
    [
        "Does the form ask for a phone number?",
        "What happens if my phone number changes?",
        "What did the Board decide about opening hours?",
        "What addresses the damp?",
        "What does the website do?",
        "Who answers the phone?",
        "What was the opening address about?",
    ],
)
def test_what_only_speaks_of_such_a_thing_does_not_ask_for_one(question: str) -> None:
    assert not contact_asked(read_question(question))


def test_the_size_of_a_thing_stands_beside_the_thing() -> None:
    panel = read_question("How big is the Ferry Panel?")
    grant = read_question("How large is the grant for the harbour wall?")

    assert not lacks_size(panel, unit_of("The Ferry Panel has 12 members."))
    assert not lacks_size(panel, unit_of("A panel of twelve was drawn by lot."))
    assert not lacks_size(grant, unit_of("| Work: Harbour wall | Grant: £2 million"))
    assert lacks_size(
        panel, unit_of("The Ferry Panel meets within five minutes' walk of the quay.")
    )
    assert lacks_size(grant, unit_of("The harbour wall will shelter 620 boats."))


def test_how_big_a_problem_is_may_be_told_in_other_words() -> None:
    problem = read_question("How big is the problem of rust?")

    assert not lacks_size(problem, unit_of("One boat in five has rust below the line."))


@pytest.mark.parametrize(
    ("question", "blank", "filled"),
    [
        ("Who is the manager of the ferry?", "Ferry Manager: Name of Person", "Manager: Ada Quill"),
        ("Who owns the risk?", "Risk owner: TBC", "Risk owner: Ada Quill"),
        ("When does the lease end?", "The lease ends on [YYYY-MM-DD].", "The lease ends in 2031."),
        ("What does the berth cost?", "The berth costs $XXX a year.", "The berth costs $90."),
    ],
)
def test_what_keeps_a_place_for_an_answer_is_none(question: str, blank: str, filled: str) -> None:
    asked = read_question(question)

    assert is_unfilled(asked, unit_of(blank))
    assert not is_unfilled(asked, unit_of(filled))


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "How many repairs were done in a day?",
            "In a day 340 repairs were done.",
            "Of what was asked, 96% was done in a day.",
        ),
        (
            "How much did the ticket machines cost?",
            "The cost of the ticket machines was raised to £45,000.",
            "Takings of £27,300 were short, as the ticket machines failed.",
        ),
        (
            "How much does the council spend on berths?",
            "The council spends £8,000 a year on berths.",
            "The council has applied for £1.1 million to rebuild the berths.",
        ),
        (
            "How many people joined the march?",
            "In all, 300 people joined the march.",
            "The march, from 12:30 to 16:30 (le 20 juin), was joined by more people.",
        ),
        (
            "How many boats have radar?",
            "Of the boats 83% have radar: 12% of the boats have two.",
            "Radar has brought down losses by 83% for boats.",
        ),
        (
            "How many sessions were held?",
            "There were 12 sessions held in the hall.",
            "Sessions were held until 12.05 pm, after the 68th dinner.",
        ),
        (
            "How many ferries are there?",
            "There are two ferries.",
            "The ferries have one or more engines, or a mixture of the two.",
        ),
        (
            "Who is the harbour company's new managing director?",
            "The harbour company's managing director is Ada Quill.",
            "Three companies have appointed new managing directors.",
        ),
        (
            "Who wrote the ferry standard?",
            "The ferry standard was written by Ada Quill.",
            "The ferry standard has a part on writing IT Products.",
        ),
        (
            "Which member abstained when Sail More was adopted?",
            "Sail More was adopted; Councillor Quill abstained.",
            "Sail More Skell was adopted with one abstention.",
        ),
    ],
)
def test_a_number_or_a_name_must_be_one_of_what_is_asked_for(
    question: str, right: str, wrong: str
) -> None:
    asked = read_question(question)

    assert holds_answer(asked, unit_of(right)) >= LOOSE
    assert holds_answer(asked, unit_of(wrong)) < LOOSE


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("How many people attended the sessions?", "attend"),
        ("How many members of the public turned up?", "turn"),
        ("How many clubs have already joined?", "join"),
        ("How many clubs are there?", None),
        ("How many clubs did the council pay?", None),
    ],
)
def test_what_the_counted_do_stands_behind_them(question: str, deed: str | None) -> None:
    assert active_deed(read_question(question)) == deed


@pytest.mark.parametrize(
    "question",
    [
        "How many berths are there today?",
        "How many berths has Skell got today?",
        "How many berths has the council built?",
    ],
)
def test_what_there_is_today_is_told_by_no_plan(question: str) -> None:
    asked = read_question(question)

    assert is_of_other_time(asked, unit_of("We aim to provide 1,100 berths by 2028."))
    assert not is_of_other_time(asked, unit_of("Skell has built 900 berths."))


def test_what_has_been_done_is_told_by_no_list_of_plans() -> None:
    asked = read_question("How many people have used the new berths?")
    plan = "This year we plan to:\n\n- open all 25 new berths"
    report = "This year we counted:\n\n- 25 users of the new berths"

    assert is_of_other_time(asked, unit_of(plan))
    assert not is_of_other_time(asked, unit_of(report))


def test_what_was_so_is_told_by_no_row_of_targets() -> None:
    table = "| Measure: Late ferries | Unit: share | Target: 15%"
    reported = "| Measure: Late ferries | Target: 15% | Result: 21%"

    was, shall = "What was the share of late ferries?", "What is the target for late ferries?"
    assert is_only_a_target(read_question(was), unit_of(table))
    assert not is_only_a_target(read_question(shall), unit_of(table))
    assert not is_only_a_target(read_question(was), unit_of(reported))
