"""Feedback, and what administrators see of what people asked."""

from __future__ import annotations

import csv
import io
import json

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.service import Service
from assistant.records.keys import Keys, Role


def key(app: FastAPI, *audiences: str, role: Role = "read") -> dict[str, str]:
    service: Service = app.state.service
    keys: Keys = service.keys
    _, text = keys.create("test", role=role, audiences=audiences)
    return {"Authorization": f"Bearer {text}"}


def test_feedback_is_kept_and_the_later_word_counts(administrator: TestClient) -> None:
    answer = administrator.post("/v1/answers", json={"question": "warm"}).json()
    path = f"/v1/answers/{answer['id']}/feedback"

    administrator.post(path, json={"helpful": True})
    reply = administrator.post(path, json={"helpful": False, "comment": "Too short"})

    assert reply.json() == {"helpful": False, "comment": "Too short"}
    [record] = administrator.get("/v1/records").json()["records"]
    assert (record["helpful"], record["comment"]) == (False, "Too short")
    assert (
        administrator.post("/v1/answers/never/feedback", json={"helpful": True}).status_code == 404
    )
    assert administrator.post(path, json={"helpful": "yes"}).status_code == 422


def test_records_name_the_person_and_export_without_formulas(administrator: TestClient) -> None:
    administrator.post(
        "/v1/answers", json={"question": "=1+1 warm"}, headers={"X-On-Behalf-Of": "U123"}
    )

    lines = administrator.get("/v1/records", params={"format": "csv"}).text
    [record] = csv.DictReader(io.StringIO(lines))
    [jsonl] = administrator.get("/v1/records", params={"format": "jsonl"}).text.splitlines()

    assert record["person"] == "U123"
    assert record["question"] == "'=1+1 warm"
    assert json.loads(jsonl)["question"] == "=1+1 warm"


def test_records_hold_no_more_than_the_administrator_may_read(
    app: FastAPI, client: TestClient
) -> None:
    board = key(app, "public", "board")
    client.post("/v1/answers", json={"question": "basilisk"}, headers=board)
    client.post("/v1/answers", json={"question": "unknown zebra"}, headers=board)

    low, high = (
        key(app, "public", role="administer"),
        key(app, "public", "board", role="administer"),
    )

    for path in ("/v1/records", "/v1/records?format=csv", "/v1/records/unanswered"):
        reply = client.get(path, headers=low)
        assert reply.status_code == 200
        assert "basilisk" not in reply.text
        assert "zebra" not in reply.text
    assert "basilisk" in client.get("/v1/records", headers=high).text


def test_pages_of_records_join_to_the_whole(administrator: TestClient) -> None:
    ids = {
        administrator.post("/v1/answers", json={"question": f"warm {n}"}).json()["id"]
        for n in range(7)
    }

    seen, after = [], None
    while True:
        page = administrator.get(
            "/v1/records", params={"limit": 3, **({"after": after} if after else {})}
        )
        seen += [record["id"] for record in page.json()["records"]]
        after = page.json()["next"]
        if after is None:
            break

    assert len(seen) == 7
    assert set(seen) == ids


def test_questions_that_were_not_found_are_counted(administrator: TestClient) -> None:
    for question in ("Any zebras?", "any  zebras?", "Any yaks?", "warm"):
        administrator.post("/v1/answers", json={"question": question})

    reply = administrator.get("/v1/records/unanswered").json()

    assert reply["questions"] == [
        {"question": "Any zebras?", "count": 2},
        {"question": "Any yaks?", "count": 1},
    ]


def test_without_keys_nobody_reads_what_others_asked(client: TestClient) -> None:
    client.post("/v1/answers", json={"question": "Is the quokka ill?"})

    for path in ("/v1/records", "/v1/records?format=csv", "/v1/records/unanswered"):
        reply = client.get(path)
        assert reply.status_code == 403
        assert "golden-thread keys create" in reply.json()["detail"]
        assert "quokka" not in reply.text
