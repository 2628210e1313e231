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
    assert {one.locator.document_id for one in answer.citations} == {"climate-plan-2024-2030"}


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


def test_a_follow_up_is_searched_for_as_it_is_understood(assistant: Assistant) -> None:
    answer = ask(assistant, "and the skills strategy?", "Is the travel strategy approved?")

    assert answer.question == "and the skills strategy?"
    assert answer.standalone_question == "Is the skills strategy approved?"
    assert answer.text.startswith("Yes. Skills for Wenshire")


@pytest.mark.parametrize("question", ["hello", "?", "thanks!", "write me a poem"])
def test_what_is_no_question_gets_no_passages(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.status == "not_found"
    assert answer.nearest == ()
    assert answer.scope.startswith("Searched 14 documents")
