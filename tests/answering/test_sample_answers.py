"""Answers of the whole assistant over the sample: statuses, the framework, what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.types import EVERYTHING, Answer, Filters, Question, Reader, Turn
from assistant.wiring import open_assistant
from tests.conftest import SAMPLE

pytestmark = pytest.mark.model
PUBLIC = Reader(frozenset({"public"}))


@pytest.fixture(name="assistant", scope="module")
def _assistant(sample_indexes: Path) -> Assistant:
    return open_assistant(Settings(indexes_dir=sample_indexes))


@pytest.fixture(name="without_hidden", scope="module")
def _without_hidden(
    tmp_path_factory: pytest.TempPathFactory, models_dir: Path, sample_indexes: Path
) -> Assistant:
    """The sample as if the papers that are not public had never been written."""
    import shutil

    from assistant.indexing.folder import IndexesFolder
    from assistant.ingest import Ingester
    from assistant.models.embedding import open_embedding_model

    folder = tmp_path_factory.mktemp("public") / "indexes"
    folder.mkdir()
    (folder / "models").symlink_to(models_dir)
    corpus = folder.parent / "corpus"
    shutil.copytree(SAMPLE, corpus, ignore=shutil.ignore_patterns("*private*", "*travel*"))
    model = open_embedding_model("all-MiniLM-L6-v2", folder / "models", threads=2)
    Ingester(IndexesFolder(folder), model).ingest([corpus])
    return open_assistant(Settings(indexes_dir=folder))


def ask(assistant: Assistant, question: str, *earlier: str, reader: Reader = EVERYTHING) -> Answer:
    turns = tuple(Turn("user", one) for one in earlier)
    answer = assistant.ask(Question(question, turns), reader=reader)
    for citation in (*answer.citations, *answer.nearest):
        place = citation.locator
        text = assistant.text(place.document_id, reader=reader, version=place.version).text
        assert text[place.start : place.end] == citation.quote
    assert all(one.citations for one in answer.statements)
    return answer


@pytest.mark.parametrize(
    ("question", "begins", "document"),
    [
        ("Is the travel strategy approved?", "No. Getting About", "travel-strategy-draft-2025"),
        ("Is the climate plan approved?", "Yes. Wenshire Climate Plan", "climate-plan-2024-2030"),
        ("Is Live Well Wenshire still current?", "No. Live Well", "live-well-wenshire-2019-2023"),
        (
            "Which is the current version of Live Well Wenshire?",
            "Wenshire Health and Wellbeing Strategy",
            "health-and-wellbeing-strategy-2024-2029",
        ),
        ("When was the climate plan agreed?", "Wenshire Climate Plan", "climate-plan-2024-2030"),
        ("What is the oldest strategy?", "The oldest strategy is Live Well", "live-well-wenshire"),
        ("Which strategies are drafts?", "Getting About", "travel-strategy-draft-2025"),
    ],
)
def test_statuses_and_dates_come_from_the_catalogue(
    assistant: Assistant, question: str, begins: str, document: str
) -> None:
    answer = ask(assistant, question)

    assert answer.status == "answered"
    assert answer.text.startswith(begins)
    assert answer.citations[0].locator.document_id.startswith(document)


def test_a_name_that_several_documents_bear_is_answered_for_each(assistant: Assistant) -> None:
    answer = ask(assistant, "Is the strategy approved?")

    assert len(answer.statements) == 7
    assert "Live Well Wenshire 2019 to 2023, dated 9 May 2019, has been superseded." in answer.text


def test_the_newest_on_a_subject_is_one_whose_title_has_it(assistant: Assistant) -> None:
    answer = ask(assistant, "What is the newest report on housing?")

    assert answer.citations[0].locator.document_id == "2024-06-18-housing-delivery-report"


def test_the_newest_draft_comes_with_the_newest_approved(assistant: Assistant) -> None:
    text = ask(assistant, "What is the newest strategy?").text

    assert "(draft)" in text
    assert "Digital Wenshire 2024 to 2027, dated 16 May 2024" in text


@pytest.mark.parametrize(
    "question",
    [
        "Is the travel strategy approved?",
        "What is the newest strategy?",
        "What is the newest document?",
        "Which strategies are drafts?",
        "Which strategies are there?",
        "When was the travel strategy agreed?",
        "Which ambitions does the travel strategy serve?",
        "Which strategies serve ambition 6?",
        "What does Getting About say about buses?",
        "Where do our strategies contradict each other?",
        "What is the offer for the Hadrell Mill site?",
    ],
)
def test_a_hidden_paper_answers_as_an_absent_one(
    assistant: Assistant, without_hidden: Assistant, question: str
) -> None:
    hidden = ask(assistant, question, reader=PUBLIC)
    absent = ask(without_hidden, question, reader=PUBLIC)

    assert (hidden.text, hidden.status, hidden.no) == (absent.text, absent.status, absent.no)
    assert [one.quote for one in hidden.citations] == [one.quote for one in absent.citations]
    assert [one.quote for one in hidden.nearest] == [one.quote for one in absent.nearest]
    assert hidden.scope == absent.scope


def test_ambitions_that_nobody_picked_up_are_named_with_the_words_of_the_vision(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "Which ambitions has nobody picked up?")

    assert "Ambition 7, Stories, stages and shared places" in answer.text
    assert answer.citations[0].quote == "Stories, stages and shared places"
    assert answer.citations[0].locator.kind == "vision"


def test_what_a_strategy_serves_is_quoted_from_it(assistant: Assistant) -> None:
    answer = ask(assistant, "Which ambitions does the climate strategy serve?")

    assert "Ambition 5, A greener, cooler county" in answer.text
    cited = {one.locator.document_id for one in answer.citations}
    assert cited <= {"climate-plan-2024-2030", "wenshire-2040-vision"}
    assert "climate-plan-2024-2030" in cited


def test_who_serves_an_ambition_leaves_out_what_is_superseded(assistant: Assistant) -> None:
    answer = ask(assistant, "Which strategies serve ambition 2?")

    cited = {one.locator.document_id for one in answer.citations}
    assert "health-and-wellbeing-strategy-2024-2029" in cited
    assert "live-well-wenshire-2019-2023" not in cited


def test_all_ambitions_are_named_each_with_its_citation(assistant: Assistant) -> None:
    answer = ask(assistant, "What are our ambitions?")

    assert "seven ambitions" in answer.text
    assert len(answer.statements) == len(answer.citations) == 7


def test_contradictions_are_set_side_by_side(assistant: Assistant) -> None:
    answer = ask(assistant, "Where do our strategies contradict each other?")

    assert "14,000 homes" in answer.text
    assert "9,000 homes" in answer.text
    quotes = {one.number: one for one in answer.citations}
    for first, second in answer.conflicts:
        assert quotes[first].locator.document_id != quotes[second].locator.document_id
        assert (quotes[first].locator.date or "") >= (quotes[second].locator.date or "")


def test_filters_bind_the_framework_too(assistant: Assistant) -> None:
    question = Question(
        "Where do our strategies contradict each other?",
        filters=Filters(documents=("climate-plan-2024-2030",)),
    )

    answer = assistant.ask(question, reader=EVERYTHING)

    assert answer.conflicts == ()
    assert "No contradiction" in answer.text


@pytest.mark.parametrize(
    ("question", "earlier", "begins"),
    [
        ("is it approved?", "What is the newest strategy?", "No. Getting About"),
        ("which of them is the newest?", "Which strategies are there?", "The newest strategy is"),
        ("when was it written?", "Is the travel strategy approved?", "Getting About"),
        ("which of them has nobody picked up?", "What are our ambitions?", "No strategy and no"),
    ],
)
def test_follow_ups_lead_to_the_catalogue_and_the_framework_too(
    assistant: Assistant, question: str, earlier: str, begins: str
) -> None:
    assert ask(assistant, question, earlier).text.startswith(begins)


@pytest.mark.parametrize(
    "question", ["Which ambitions has nobody picked up?", "What are our ambitions?"]
)
def test_nothing_is_cited_that_the_filters_leave_out(assistant: Assistant, question: str) -> None:
    only = "climate-plan-2024-2030"
    asked = Question(question, filters=Filters(documents=(only,)))

    answer = assistant.ask(asked, reader=EVERYTHING)

    cited = {one.locator.document_id for one in (*answer.citations, *answer.nearest)}
    assert cited <= {only}


def test_a_follow_up_is_searched_for_as_it_is_understood(assistant: Assistant) -> None:
    answer = ask(assistant, "and the skills strategy?", "Is the travel strategy approved?")

    assert answer.question == "and the skills strategy?"
    assert answer.standalone_question == "Is the skills strategy approved?"
    assert answer.text.startswith("Yes. Skills for Wenshire")


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How many homes will be retrofitted by 2030?", ["14,000", "9,000"]),
        ("Will new homes be supported in flood zone 3?", ["will not support", "will support"]),
        (
            "From when will new affordable homes be built without a gas boiler?",
            ["April 2026", "April 2027"],
        ),
    ],
)
def test_documents_that_disagree_on_the_fact_asked_are_both_quoted_the_newer_first(
    assistant: Assistant, question: str, sides: list[str]
) -> None:
    answer = ask(assistant, question)

    assert answer.conflicts == ((1, 2),)
    assert answer.text.startswith("The documents disagree. According to Wenshire Climate Plan")
    assert "(approved, 18 April 2024)" in answer.text
    for side, citation in zip(sides, answer.citations, strict=False):
        assert side in citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the Wenshire Climate Plan?",
        "How many electric buses will there be?",
        "How many trees will be planted by March 2030?",
        "What share of new homes must be affordable?",
        "How many homes were built in 2023/24?",
        "What will partners do about loneliness?",
    ],
)
def test_no_conflict_is_made_of_different_facts(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).conflicts == ()


def test_what_is_superseded_is_named_as_such(assistant: Assistant) -> None:
    answer = ask(assistant, "What did Live Well Wenshire say about smoking?")

    assert answer.text.startswith("According to the superseded Live Well Wenshire 2019 to 2023, ")


def test_two_strategies_are_told_side_by_side(assistant: Assistant) -> None:
    answer = ask(assistant, "How do the housing and health strategies differ on older people?")

    assert [one.locator.document_id for one in answer.citations] == [
        "housing-and-place-strategy-2024-2034",
        "health-and-wellbeing-strategy-2024-2029",
    ]
    assert len(answer.statements) == 2


def test_a_side_that_says_nothing_is_said_to(assistant: Assistant) -> None:
    answer = ask(assistant, "Compare the skills and digital strategies on apprenticeships")

    assert (answer.status, answer.no) == ("partial", "near")
    assert "Nothing on apprenticeships was found in Digital Wenshire 2024 to 2027." in answer.text


def test_half_a_question_is_answered_and_the_other_half_said_to_be_missing(
    assistant: Assistant,
) -> None:
    answer = ask(
        assistant, "What is the budget of the Empty Homes Fund and how much does it cost to run?"
    )

    assert (answer.status, answer.no) == ("partial", "near")
    assert "£4.5 million" in answer.text
    assert "The passages found do not say how much it costs to run." in answer.text


@pytest.mark.parametrize("question", ["asdf qwer", "hello", "?", "thanks!", "write me a poem"])
def test_what_is_no_question_gets_no_passages(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.status == "not_found"
    assert answer.nearest == ()
    assert answer.scope.startswith("Searched 14 documents")
