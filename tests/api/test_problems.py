"""Errors are problem+json that say what happened, which field, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

MEDIA_TYPE = "application/problem+json"


def test_malformed_json_is_400(client: TestClient) -> None:
    reply = client.post(
        "/v1/answers", content=b'{"question": ', headers={"Content-Type": "application/json"}
    )

    assert reply.status_code == 400
    assert reply.headers["content-type"] == MEDIA_TYPE
    assert "not well-formed JSON" in reply.json()["detail"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe{", b"[" * 100_000, b'{"question": "\\ud800"}', b"NaN", b""]
)
def test_strange_bodies_are_refused_and_never_a_fault(client: TestClient, content: bytes) -> None:
    reply = client.post(
        "/v1/answers", content=content, headers={"Content-Type": "application/json"}
    )

    assert reply.status_code in (400, 422)
    assert reply.headers["content-type"] == MEDIA_TYPE


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "   \n"}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"question": 7}, "question"),
        ({"question": "warm", "quesion": "typo"}, "quesion"),
        ({"question": "warm", "filters": {"kinds": ["poem"]}}, "filters.kinds.0"),
        ({"question": "warm", "filters": {"dated_from": "2017-13"}}, "filters.dated_from"),
        (
            {"question": "warm", "conversation": [{"role": "judge", "text": ""}]},
            "conversation.0.role",
        ),
        ({"question": "warm", "answerer": "oracle"}, "answerer"),
        ({"question": "warm", "stream": "yes"}, "stream"),
        ({"question": "warm", "audiences": "public"}, "audiences"),
    ],
)
def test_a_wrong_field_is_422_and_named(
    client: TestClient, body: dict[str, object], field: str
) -> None:
    reply = client.post("/v1/answers", json=body)

    problem = reply.json()
    assert reply.status_code == 422
    assert field in [error["field"] for error in problem["errors"]]
    assert problem["remedy"]
    assert {"type", "title", "status", "detail", "reference"} <= set(problem)


def test_2000_characters_are_allowed_whatever_their_bytes(client: TestClient) -> None:
    reply = client.post("/v1/answers", json={"question": "🏠" * 2000})

    assert reply.status_code == 200


def test_a_5_mb_question_is_413(client: TestClient) -> None:
    reply = client.post("/v1/answers", json={"question": "x" * 5_000_000})

    assert reply.status_code == 413
    assert reply.headers["content-type"] == MEDIA_TYPE


def test_a_body_in_chunks_is_cut_off_at_the_limit(client: TestClient) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(5_000):
            sent += 1000
            yield b"x" * 1000

    reply = client.post(
        "/v1/answers", content=chunks(), headers={"Content-Type": "application/json"}
    )

    assert reply.status_code == 413


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_415(client: TestClient, media_type: str) -> None:
    reply = client.post(
        "/v1/answers", content=b'{"question": "warm"}', headers={"Content-Type": media_type}
    )

    assert reply.status_code == 415
    assert "application/json" in reply.json()["remedy"]


def test_a_path_that_is_not_there_and_a_wrong_method_are_problems(client: TestClient) -> None:
    assert client.get("/v1/nothing").headers["content-type"] == MEDIA_TYPE
    reply = client.delete("/v1/search")
    assert reply.status_code == 405
    assert reply.headers["content-type"] == MEDIA_TYPE
    assert reply.headers["allow"] == "POST"


def test_a_fault_is_an_apology_with_the_reference_of_its_traceback(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        reply = client.post(
            "/v1/answers", json={"question": "please fail"}, headers={"X-Request-ID": "ref-7"}
        )

    assert reply.status_code == 500
    assert reply.json()["reference"] == "ref-7"
    assert reply.headers["x-request-id"] == "ref-7"
    assert "planted" not in reply.text
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "ref-7" in record.getMessage()
    assert record.exc_info is not None


def test_a_full_disk_is_503_and_says_so(client: TestClient) -> None:
    reply = client.post("/v1/answers", json={"question": "please fill the disk"})

    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "60"
    assert "disk" in reply.json()["detail"]


def test_every_response_has_an_id_and_safe_headers(client: TestClient) -> None:
    for path in ("/healthz", "/v1/nothing", "/", "/docs"):
        reply = client.get(path, headers={"X-Request-ID": "bad id\twith spaces"})
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert " " not in reply.headers["x-request-id"]
