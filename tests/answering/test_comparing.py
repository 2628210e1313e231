"""Which documents a question compares, and on what."""

import pytest

from assistant.answering.comparing import read_comparison
from assistant.types import Document, Kind


def document(name: str, title: str, kind: Kind = "strategy") -> Document:
    return Document(name, f"{name}.md", title, kind, "", "v")


DOCUMENTS = [
    document("housing", "Wenshire Housing and Place Strategy 2024 to 2034"),
    document("health", "Wenshire Health and Wellbeing Strategy 2024 to 2029"),
    document("climate", "Wenshire Climate Plan 2024 to 2030"),
    document("vision", "Wenshire 2040: a county that looks out", "vision"),
]


@pytest.mark.parametrize(
    ("question", "ids", "subject"),
    [
        (
            "How do the housing and health strategies differ on older people?",
            ["housing", "health"],
            "older people",
        ),
        (
            "Compare the climate plan and the housing strategy on homes",
            ["climate", "housing"],
            "homes",
        ),
        (
            "What is the difference between the vision and the housing strategy on jobs?",
            ["vision", "housing"],
            "jobs",
        ),
        ("Compare the housing strategy with the climate plan", ["housing", "climate"], ""),
        (
            "What do the housing and climate strategies say about floods?",
            ["housing", "climate"],
            "floods",
        ),
    ],
)
def test_both_documents_and_the_subject_are_read(
    question: str, ids: list[str], subject: str
) -> None:
    compared = read_comparison(question, DOCUMENTS)

    assert compared is not None
    assert [one.id for one in compared.sides] == ids
    assert compared.subject == subject


@pytest.mark.parametrize(
    "question",
    [
        "Compare homes and jobs",
        "How do health and housing affect each other?",
        "What is the difference between a target and an ambition?",
        "What does the vision say about parks and gardens?",
        "Who leads the housing and health strategies?",
    ],
)
def test_other_questions_are_none(question: str) -> None:
    assert read_comparison(question, DOCUMENTS) is None


def test_a_side_that_is_no_document_of_the_reader_is_named_as_unknown() -> None:
    compared = read_comparison("Compare the travel and climate strategies on buses", DOCUMENTS)

    assert compared is not None
    assert [one.id for one in compared.sides] == ["climate"]
    assert compared.unknown == "travel strategy"
