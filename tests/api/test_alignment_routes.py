"""Goals, matches, verifications and threads over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api.fakes import FakeIndex


def test_frameworks_are_those_that_the_caller_may_read(client: TestClient) -> None:
    [framework] = client.get("/v1/frameworks").json()["frameworks"]

    assert framework["vision"] == "our-vision"
    assert framework["goals"][0]["citation"]["quote"] == "Ambition 1: Warm homes"
    assert client.get("/v1/frameworks/our-vision").json() == framework
    hidden = client.get("/v1/frameworks/board-paper", headers={"X-Request-ID": "r"})
    absent = client.get("/v1/frameworks/board-qaper", headers={"X-Request-ID": "r"})
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace("paper", "qaper") == absent.text


def test_a_text_is_matched_to_goals(client: TestClient) -> None:
    found = client.post("/v1/goals/match", json={"text": "We insulate homes.", "top": 1}).json()

    assert set(found["goals"][0]) == {"goal_id", "level", "text", "score", "stance", "reason"}
    hidden = client.post("/v1/goals/match", json={"text": "x", "vision": "board-paper"})
    assert hidden.status_code == 404
    narrowed = client.post("/v1/goals/match", json={"text": "x", "audiences": ["board"]})
    assert narrowed.status_code == 404


def test_a_statement_is_verified(client: TestClient) -> None:
    ask = {"statement": "It is so.", "evidence": ["It is so."]}

    assert client.post("/v1/verifications", json=ask).json()["supported"] == "yes"
    assert client.post("/v1/verifications", json={**ask, "evidence": []}).status_code == 422
    assert client.post("/v1/verifications", json={"statement": "x"}).status_code == 422


def test_a_thread_names_its_links_and_gaps(client: TestClient) -> None:
    thread = client.post("/v1/threads", json={"subject": "homes"}).json()

    assert thread["gaps"] == ["strategy", "board"]
    assert thread["links"][0]["citation"]["url"].startswith("/documents/our-vision?v=")


def test_the_goals_follow_the_snapshot(client: TestClient, index: FakeIndex) -> None:
    client.get("/v1/frameworks")
    index.put("second", (("paragraph", "Second vision.", None),))
    index.snapshot_id = "snapshot-2"

    assert len(client.get("/v1/frameworks").json()["frameworks"]) == 2
