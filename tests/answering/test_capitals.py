"""A question in small letters names bodies and papers all the same."""

from dataclasses import replace

from assistant.answering.capitals import as_printed
from assistant.types import Document

PAPERS = [
    replace(
        Document("a", "a.md", "Essex Partners", "board", "", "v"),
        organisation="Essex County Council",
    )
]


def test_names_of_papers_and_bodies_get_their_capitals() -> None:
    asked = as_printed("how often does essex partners meet essex county council?", PAPERS)

    assert asked == "how often does Essex Partners meet Essex County Council?"


def test_a_question_with_capitals_is_left_as_it_is() -> None:
    assert as_printed("What do essex partners say to NHS?", PAPERS).startswith("What do essex")
