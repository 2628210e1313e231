"""Requests made again: ETags on documents, Idempotency-Key on posts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.idempotency import MAX_BYTES, Replies, Reply
from assistant.api.service import Service
from tests.api.fakes import FakeIndex

KEY = {"Idempotency-Key": "once"}
PATHS = ("/v1/documents", "/v1/documents/our-vision", "/v1/documents/our-vision/text",
         "/documents/our-vision")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_what_did_not_change_is_304(client: TestClient, index: FakeIndex, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]

    same = client.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    index.put("our-vision", (("paragraph", "New words.", None),))
    other = client.get(path, headers={"If-None-Match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == tag
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_the_same_key_and_body_is_done_once(administrator: TestClient) -> None:
    first = administrator.post("/v1/answers", json={"question": "warm"}, headers=KEY)
    again = administrator.post("/v1/answers", json={"question": "warm"}, headers=KEY)
    new = administrator.post(
        "/v1/answers", json={"question": "warm"}, headers={"Idempotency-Key": "2"}
    )

    assert again.json() == first.json()
    assert new.json()["id"] != first.json()["id"]
    assert len(administrator.get("/v1/records").json()["records"]) == 2


def test_the_same_key_with_another_body_is_refused(client: TestClient) -> None:
    client.post("/v1/answers", json={"question": "warm"}, headers=KEY)

    reply = client.post("/v1/answers", json={"question": "cold"}, headers=KEY)

    assert reply.status_code == 422
    assert "another body" in reply.json()["detail"]


def test_a_stream_is_repeated_too(client: TestClient) -> None:
    ask = {"question": "warm", "stream": True}

    first = client.post("/v1/answers", json=ask, headers=KEY)
    again = client.post("/v1/answers", json=ask, headers=KEY)

    assert again.text == first.text


def test_a_fault_may_be_tried_again(client: TestClient) -> None:
    for _ in range(2):
        reply = client.post("/v1/answers", json={"question": "please fail"}, headers=KEY)
        assert reply.status_code == 500


def test_a_reply_does_not_outlive_its_snapshot(client: TestClient, index: FakeIndex) -> None:
    first = client.post("/v1/answers", json={"question": "warm"}, headers=KEY).json()
    index.put("our-vision", (("paragraph", "Secret words.", None),), "board")
    index.snapshot_id = "snapshot-2"

    again = client.post("/v1/answers", json={"question": "warm"}, headers=KEY).json()

    assert first["status"] == "answered"
    assert again["status"] == "not_found"


def test_one_callers_key_is_not_anothers(app: FastAPI, client: TestClient) -> None:
    service: Service = app.state.service
    texts = [
        service.keys.create(name, role="read", audiences=audiences)[1]
        for name, audiences in (("a", ("public", "board")), ("b", ("public",)))
    ]

    board, public = (
        client.post(
            "/v1/answers",
            json={"question": "basilisk"},
            headers={**KEY, "Authorization": f"Bearer {text}"},
        )
        for text in texts
    )

    assert board.json()["status"] == "answered"
    assert "basilisk homes" not in public.text


def test_an_upload_sent_twice_is_one_job(
    client: TestClient, settings: object, tmp_path: Path
) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nvision\r\n--b--\r\n'
    headers = {**KEY, "Content-Type": "multipart/form-data; boundary=b"}

    first = client.post("/v1/documents", content=body, headers=headers)
    again = client.post("/v1/documents", content=body, headers=headers)

    assert first.status_code == again.status_code == 422
    assert first.json() == again.json()


def test_a_key_that_is_too_long_is_refused(client: TestClient) -> None:
    headers = {"Idempotency-Key": "x" * 201}

    reply = client.post("/v1/answers", json={"question": "warm"}, headers=headers)

    assert reply.status_code == 400


def test_kept_replies_take_no_more_memory_than_they_may() -> None:
    replies = Replies()

    for number in range(100):
        body = {"type": "http.response.body", "body": b"x" * 1_000_000}
        assert replies.begin((number,), "s") is None
        replies.end((number,), Reply("s", time.monotonic(), "f", (body,)))

    kept = [replies.begin((number,), "s") for number in range(100)]
    assert sum(reply.size for reply in kept if reply) <= MAX_BYTES
    assert kept[99] is not None
