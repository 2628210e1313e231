"""Follow-ups, scope and refusals as a client of the HTTP service and the bot's client hear them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.client import AssistantClient
from assistant.settings import Settings
from assistant.types import Filters, Question, Reader, Turn
from assistant.wiring import ServedAssistant

pytestmark = pytest.mark.model
PUBLIC = Reader(frozenset({"public"}))


@pytest.fixture(name="http", scope="module")
def _http(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    records = tmp_path_factory.mktemp("records") / "records.sqlite"
    settings = Settings(indexes_dir=sample_indexes, records_path=records)
    with TestClient(create_app(ServedAssistant(settings), settings)) as client:
        yield client


def ask(http: TestClient, question: str, **fields: Any) -> dict[str, Any]:
    response = http.post("/v1/answers", json={"question": question, **fields})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_a_follow_up_is_answered_as_the_question_that_it_stands_for(http: TestClient) -> None:
    earlier = {"role": "user", "text": "Is the housing strategy approved?"}
    said = {"role": "assistant", "text": "Yes. Wenshire Housing and Place Strategy. [1]"}

    body = ask(http, "and the climate plan?", conversation=[earlier, said])

    assert body["question"] == "and the climate plan?"
    assert body["standalone_question"] == "Is the climate plan approved?"
    assert body["text"].startswith("Yes. Wenshire Climate Plan")


def test_a_search_follows_the_conversation_too(http: TestClient) -> None:
    earlier = {"role": "user", "text": "How many new homes were built in Pellgate?"}

    alone = ask(http, "How many new homes were built in Tarrowby?")
    body = ask(http, "and in Tarrowby?", conversation=[earlier])

    assert body["standalone_question"] == "How many new homes were built in Tarrowby?"
    assert body["text"] == alone["text"]
    assert body["citations"] == alone["citations"]


@pytest.mark.parametrize(
    "question", ["Is the climate plan approved?", "hello", "Who won the football cup?"]
)
def test_every_answer_says_what_was_searched(http: TestClient, question: str) -> None:
    assert ask(http, question)["scope"].startswith("Searched 12 documents; the newest is dated")


def test_a_document_that_is_hidden_or_unknown_is_said_to_be_unknown(http: TestClient) -> None:
    hidden, absent = (
        ask(http, "What is planned for buses?", filters={"documents": [name]})
        for name in ("travel-strategy-draft-2025", "no-such-strategy")
    )

    assert hidden["status"] == absent["status"] == "not_found"
    assert hidden["no"] == absent["no"] == "not_searched"
    assert (
        hidden["text"].replace("travel-strategy-draft-2025", "no-such-strategy") == (absent["text"])
    )


def test_the_framework_is_answered_with_its_conflicts(http: TestClient) -> None:
    body = ask(http, "Where do our strategies contradict each other?")

    assert [1, 2] in body["conflicts"]
    assert len(body["citations"]) == 6


def test_the_client_of_the_bot_carries_the_conversation_and_the_scope(http: TestClient) -> None:
    client = AssistantClient(http)
    turns = (Turn("user", "Is the housing strategy approved?"),)

    answer = client.ask(Question("and the skills strategy?", turns), reader=PUBLIC)

    assert answer.standalone_question == "Is the skills strategy approved?"
    assert answer.scope.startswith("Searched 12 documents")


def test_the_client_says_why_nothing_was_searched(http: TestClient) -> None:
    asked = Question("Who leads it?", filters=Filters(kinds=("other",), dated_from="2030"))

    answer = AssistantClient(http).ask(asked, reader=PUBLIC)

    assert (answer.no, answer.text) == (
        "not_searched",
        "No document fits these filters, so nothing was searched.",
    )
