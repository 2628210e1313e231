"""Which papers a question names, or means by their kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.elided import plainly_named
from assistant.answering.sources import sources_in
from assistant.types import Document, Kind, Part


def document(name: str, title: str, kind: Kind = "strategy") -> Document:
    return Document(name, f"{name}.md", title, kind, "", "v")


OLD = replace(
    document("live-well", "Live Well Wenshire 2019 to 2023"),
    status="superseded",
    superseded_by="health",
)
DRAFT = replace(
    document("travel", "Getting About: draft travel strategy for Wenshire"), status="draft"
)
MINUTES = replace(document("june", "Minutes of the Board", "board"), date="2024-06-18")
LATER = replace(document("december", "Progress report", "board"), date="2024-12-10")
OTHERS = [
    document("agenda-en", "Agenda", "other"),
    document("agenda-fr", "Ordre du jour", "other"),
    document("standard", "Definition of a DevOps team: a standard", "other"),
    document("cio-notes", "Summary", "other"),
    document("speaking-points", "Speaking notes for two", "other"),
    document("themes", "06 themes and actions", "other"),
    document("revising", "Revising the principles after comments", "other"),
]
DOCUMENTS = [
    document("vision", "Wenshire 2040: a county that looks out", "vision"),
    document("housing", "Wenshire Housing and Place Strategy 2024 to 2034"),
    document("health", "Wenshire Health and Wellbeing Strategy 2024 to 2029"),
    document("climate", "Wenshire Climate Plan 2024 to 2030"),
    document("october-13", "Foreword: delivery", "other"),
    OLD,
    DRAFT,
    MINUTES,
    LATER,
]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How do the housing strategy and the climate plan differ?", [["housing"], ["climate"]]),
        ("Does the draft travel strategy match Wenshire 2040?", [["travel"], ["vision"]]),
        (
            "Do the old and the new health strategy set the same target?",
            [["live-well"], ["health"]],
        ),
        ("What has the October 2013 report to say?", [["october-13"]]),
        ("What did the Board agree in June 2024?", [["june"]]),
        ("What did the Board agree?", [["june", "december"]]),
        ("How does the climate plan serve the vision's aims?", [["climate"], ["vision"]]),
        ("What do the June and the December minutes say?", [["june"], ["december"]]),
        ("Does the June report hold what the December one does?", [["june"], ["december"]]),
        ("How does the housing strategy differ from the climate one?", [["housing"], ["climate"]]),
        ("What do the agenda and the DevOps standard set?", [["agenda-en"], ["standard"]]),
        ("Who decides according to the CIO?", [["cio-notes"]]),
        ("What do the CIO's speaking notes say?", [["cio-notes"]]),
        ("How is it carried through in the themes and actions?", [["themes"]]),
        ("Why were they cut when the principles were revised?", [["revising"]]),
        ("Which ambition is it? Does the climate plan help it?", [["vision"], ["climate"]]),
        ("Is anybody writing the housing strategy?", []),
        ("Who is working on that strategy?", []),
        ("Where was the review held, and how were the plans for it made?", []),
    ],
)
def test_papers_are_found_by_title_kind_stage_and_date(
    question: str, named: list[list[str]]
) -> None:
    found = sources_in(plainly_named(question), [*DOCUMENTS, *OTHERS])

    assert [[one.id for one in source.documents] for source in found] == named


@pytest.mark.parametrize(
    "question",
    [
        "How many homes were built in Pellgate?",
        "Who chairs the meeting about the new plan?",
        "What is the budget of its own plans?",
    ],
)
def test_a_question_that_names_none_has_no_source(question: str) -> None:
    assert sources_in(question, DOCUMENTS) == []


def test_a_body_is_named_by_what_it_wrote_and_a_place_is_no_body() -> None:
    report = replace(
        document("readiness", "The vision, with appendices", "board"),
        organisation="Wenshire County Council",
        parts=(Part(10, 20, "strategy", "Readiness", organisation="Collaborate CIC"),),
    )

    found = sources_in("What did Collaborate say of Wenshire?", [*DOCUMENTS, report])

    assert [(one.documents[0].id, one.kind) for one in found] == [("readiness", "strategy")]


def test_a_body_that_speaks_is_called_and_the_paper_behind_its_name_is_meant() -> None:
    mine = [
        replace(document(name, title), organisation="Active Wenmouth")
        for name, title in (("fit", "Levelling up health"), ("lead", "Leading across the coast"))
    ]

    whole = sources_in("Does Active Wenmouth's work serve the vision?", [*DOCUMENTS, *mine])
    paper = sources_in("What is in Active Wenmouth's health paper?", [*DOCUMENTS, *mine])
    place = sources_in("How many live in Active Wenmouth?", [*DOCUMENTS, *mine])

    assert [len(one.documents) for one in whole] == [2, 1]
    assert whole[0].is_called
    assert [one.documents[0].id for one in paper] == ["fit"]
    assert not place[0].is_called
