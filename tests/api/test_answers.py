"""POST /v1/answers and GET /v1/answers/{id}."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.settings import Settings
from tests.api.fakes import FakeAssistant, FakeIndex, no_index

# Exactly the fields of INTERFACES.md section 3; changed_documents was added.
ANSWER_FIELDS = {
    "id",
    "question",
    "standalone_question",
    "status",
    "no",
    "conflicts",
    "text",
    "statements",
    "citations",
    "thread",
    "nearest",
    "answerer",
    "model",
    "snapshot",
    "took_ms",
}
CITATION_FIELDS = {
    "number",
    "document_id",
    "title",
    "kind",
    "organisation",
    "date",
    "section",
    "paragraph",
    "page",
    "page_label",
    "quote",
    "start",
    "end",
    "version",
    "url",
}


def ask(client: TestClient, question: str, **more: object) -> dict[str, object]:
    reply = client.post("/v1/answers", json={"question": question, **more})
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def events_of(text: str) -> list[tuple[str, dict[str, object]]]:
    events = []
    for part in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in part.splitlines() if not line.startswith(":"))
        if "event" in lines:
            events.append((lines["event"], json.loads(lines["data"])))
    return events


def test_an_answer_has_the_fields_of_the_interface(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": "warm"}).json()

    assert ANSWER_FIELDS | {"changed_documents", "scope"} == set(answer)
    assert set(answer["citations"][0]) == CITATION_FIELDS
    assert answer["statements"] == [
        {"text": answer["citations"][0]["quote"], "citations": [1], "support": "quoted"},
        {"text": answer["citations"][1]["quote"], "citations": [2], "support": "quoted"},
    ]


def test_a_quote_stands_at_its_offsets_in_the_text_of_its_version(client: TestClient) -> None:
    citation = client.post("/v1/answers", json={"question": "corners"}).json()["citations"][0]

    text = client.get(
        f"/v1/documents/{citation['document_id']}/text", params={"version": citation["version"]}
    ).json()["text"]

    assert citation["quote"] == text[citation["start"] : citation["end"]]
    assert "🏠" in citation["quote"]


def test_links_start_with_the_public_address(index: FakeIndex, settings: Settings) -> None:
    public = settings.model_copy(update={"public_url": "https://thread.example/"})
    client = TestClient(create_app(lambda: FakeAssistant(index), public))

    url = client.post("/v1/answers", json={"question": "warm"}).json()["citations"][0]["url"]

    assert url.startswith("https://thread.example/documents/our-vision?v=")
    assert url.endswith("#c")


def test_not_found_is_an_answer(client: TestClient) -> None:
    answer = ask(client, "submarines")

    assert answer["status"] == "not_found"
    assert answer["statements"] == []
    assert answer["no"] == "nothing"


def test_audiences_narrow_and_never_widen(client: TestClient) -> None:
    assert ask(client, "warm", audiences=["board"])["status"] == "not_found"
    assert ask(client, "basilisk", audiences=["board", "public"])["status"] == "not_found"
    assert ask(client, "warm", audiences=["public"])["status"] == "answered"


def test_filters_reach_the_front_door(client: TestClient) -> None:
    assert ask(client, "warm", filters={"documents": ["other"]})["status"] == "not_found"
    assert ask(client, "warm", filters={"documents": ["our-vision"]})["status"] == "answered"


def test_an_answer_can_be_read_again_and_says_when_a_document_changed(
    client: TestClient, index: FakeIndex
) -> None:
    given = ask(client, "warm")

    again = client.get(f"/v1/answers/{given['id']}")
    index.put("our-vision", (("paragraph", "New words.", None),))
    changed = client.get(f"/v1/answers/{given['id']}").json()

    assert again.json() == given
    assert changed == {**given, "changed_documents": ["our-vision"]}


def test_an_answer_is_gone_when_its_document_is_withdrawn_or_closed(
    client: TestClient, index: FakeIndex
) -> None:
    first, second = ask(client, "warm"), ask(client, "fitters")

    index.put("our-vision", (("paragraph", "New words.", None),), "board")
    closed = client.get(f"/v1/answers/{first['id']}")
    del index.documents["our-vision"]
    withdrawn = client.get(f"/v1/answers/{second['id']}")
    never = client.get("/v1/answers/never")

    assert [reply.status_code for reply in (closed, withdrawn, never)] == [404, 404, 404]
    assert closed.json()["detail"] == withdrawn.json()["detail"] == never.json()["detail"]


def test_a_stream_tells_what_happens_then_statements_then_the_answer(client: TestClient) -> None:
    by_field = client.post("/v1/answers", json={"question": "warm", "stream": True})
    by_header = client.post(
        "/v1/answers", json={"question": "warm"}, headers={"Accept": "text/event-stream"}
    )

    for reply in (by_field, by_header):
        assert reply.headers["content-type"].startswith("text/event-stream")
        events = events_of(reply.text)
        assert [name for name, _ in events] == ["status", "statement", "statement", "answer"]
        assert events[-1][1]["status"] == "answered"
        assert events[1][1]["citations"] == [1]


def test_a_fault_in_a_stream_is_an_error_event_without_its_details(client: TestClient) -> None:
    reply = client.post("/v1/answers", json={"question": "please fail", "stream": True})

    name, problem = events_of(reply.text)[-1]
    assert name == "error"
    assert problem["status"] == 500
    assert "planted" not in reply.text


def test_without_an_index_the_answer_is_503_streamed_or_not(settings: Settings) -> None:
    client = TestClient(create_app(no_index, settings))

    for stream in (False, True):
        reply = client.post("/v1/answers", json={"question": "warm", "stream": stream})
        assert reply.status_code == 503
        assert "golden-thread ingest" in reply.json()["detail"]
        assert reply.headers["retry-after"]
