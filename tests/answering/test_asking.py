"""What a question asks for."""

import pytest

from assistant.answering.asking import read_question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many districts are covered?", "how_many"),
        ("How much was given for social prescribing?", "how_much"),
        ("What share of adults is offline?", "how_much"),
        ("Who chairs the board?", "who"),
        ("On what date was it launched?", "when"),
        ("Where was the research carried out?", "where"),
        ("Why was the deadline missed?", "why"),
        ("What is Big Team Challenge?", "definition"),
        ("What are this year's priorities?", "list"),
        ("Is the health service covered?", "yes_no"),
        ("How does the plan differ from the draft?", "comparison"),
        ("How do partners carry the vision forward?", "alignment"),
        ("Does the work serve an ambition of the vision?", "alignment"),
    ],
)
def test_the_kind_is_read_from_the_words(question: str, kind: str) -> None:
    assert read_question(question).kind == kind


def test_the_words_that_name_the_answer_are_known() -> None:
    assert read_question("Which awards were given?").heads == {"award"}
    assert read_question("How many of the homes are new?").counted == {"home"}


def test_names_figures_and_denials_are_noted() -> None:
    asked = read_question("What did Basildon Council not endorse in 2017?")

    assert [name.text for name in asked.names] == ["Basildon Council"]
    assert (asked.years, asked.negated) == ({"2017"}, True)


@pytest.mark.parametrize(
    ("question", "kind", "wanted"),
    [
        ("What did tenants say when they were asked about repairs?", "what", "other"),
        ("What can people choose from when we ask how content they are?", "what", "other"),
        ("Which councillor left when the levy was adopted?", "which", "who"),
        ("Who leads the project, and by when?", "who", "holder"),
        ("On which day, and where, does the Board meet?", "when", "date"),
    ],
)
def test_the_when_of_a_clause_asks_for_no_date(question: str, kind: str, wanted: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.wanted) == (kind, wanted)
