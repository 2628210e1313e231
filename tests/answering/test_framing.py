"""Which questions set papers against each other, and what they are about."""

from __future__ import annotations

import pytest

from assistant.answering.elided import plainly_named
from assistant.answering.framing import clauses_of, way_of
from assistant.answering.sources import sources_in
from tests.answering.test_sources import DOCUMENTS


@pytest.mark.parametrize(
    ("question", "way", "subject"),
    [
        (
            "How does the climate plan's gigabit figure compare with the vision's?",
            "compare",
            "gigabit",
        ),
        ("How do the housing strategy and the climate plan deal with floods?", "compare", "floods"),
        (
            "What has become of the hourly bus, from the vision to the Board?",
            "follow",
            "hourly bus",
        ),
        ("Who takes the work on flood doors forward?", "follow", "flood doors"),
        (
            "How far have the strategies and the Board got with health hubs?",
            "follow",
            "health hubs",
        ),
    ],
)
def test_the_subject_is_found_without_its_framing(question: str, way: str, subject: str) -> None:
    text = plainly_named(question)
    sources = sources_in(text, DOCUMENTS)

    assert way_of(text, sources) == way
    assert [one.subject for one in clauses_of(text, sources)] == [subject]


@pytest.mark.parametrize(
    "question",
    [
        "What did the Board decide about dentists?",
        "What does the climate plan say about farmers?",
        "Who picks up the bill for the hubs?",
        "Where was the research carried out?",
        "What does the housing strategy ask for?",
        "When was the vision approved by the Board?",
        "Who are the partners for making people travel differently?",
        "What will the housing work in the climate plan cost?",
        "Is anybody paying for the hubs?",
    ],
)
def test_a_plain_question_stays_plain(question: str) -> None:
    assert way_of(question, sources_in(question, DOCUMENTS)) is None


def test_each_clause_asks_its_own_source() -> None:
    text = "How many trees does the climate plan promise, and what did the Board agree to plant?"

    clauses = clauses_of(text, sources_in(text, DOCUMENTS))

    assert [one.sources[0].documents[0].id for one in clauses] == ["climate", "june"]


@pytest.mark.parametrize(
    ("question", "way", "subjects"),
    [
        (
            "The climate plan counts on the housing strategy for warm homes. Does it say so?",
            "compare",
            ["warm homes"],
        ),
        (
            "Who picks up the advice that leadership should be shared?",
            "follow",
            ["leadership shared"],
        ),
        (
            "How many hubs are to open, and do our strategies say the same?",
            "compare",
            ["hubs open"] * 2,
        ),
        (
            "What does the vision say of old people alone, who leads that in the housing strategy,"
            " and how many befrienders are there now?",
            "compare",
            ["old alone", "old alone leads", "befrienders"],
        ),
        (
            "How do the housing strategy and the climate plan hang together?",
            "compare",
            [
                "Wenshire Climate Plan",
                "Wenshire Housing and Place Strategy",
            ],
        ),
    ],
)
def test_papers_are_set_against_each_other_in_many_words(
    question: str, way: str, subjects: list[str]
) -> None:
    sources = sources_in(question, DOCUMENTS)

    assert way_of(question, sources) == way
    assert [one.subject for one in clauses_of(question, sources)] == subjects
