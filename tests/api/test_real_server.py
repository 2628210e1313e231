"""The service behind a real uvicorn on loopback: sizes, chunks, streams and readers who leave."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from assistant.api.addresses import is_loopback
from assistant.api.serve import check_host, server_config
from assistant.errors import SettingsError


def test_it_answers(url: str) -> None:
    reply = httpx.post(f"{url}/v1/answers", json={"question": "warm"})

    assert reply.status_code == 200
    assert "server" not in reply.headers


def test_a_5_mb_question_is_413_declared_or_in_chunks(url: str) -> None:
    body = b'{"question": "' + b"x" * 5_000_000 + b'"}'
    headers = {"Content-Type": "application/json"}

    def chunks() -> Iterator[bytes]:
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    for content in (body, chunks()):
        reply = httpx.post(f"{url}/v1/answers", content=content, headers=headers)
        assert reply.status_code == 413
        assert reply.json()["title"] == "The request is too large"


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /?q=" + b"x" * 80_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 400_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"hello\r\n\r\n",
    ],
    ids=["long address", "long header", "tls", "no http"],
)
def test_what_is_no_request_is_a_problem_too(url: str, sent: bytes) -> None:
    place = ("127.0.0.1", int(url.rpartition(":")[2]))
    with socket.create_connection(place, timeout=10) as caller:
        with contextlib.suppress(OSError):  # it may hang up before all is sent
            caller.sendall(sent)
        reply = http.client.HTTPResponse(caller)
        reply.begin()
        said = json.loads(reply.read())

    assert reply.status in (400, 422, 431)
    assert reply.headers["content-type"] == "application/problem+json"
    assert said["remedy"]
    assert said["reference"] == reply.headers["x-request-id"]


def test_a_stream_comes_as_events(url: str) -> None:
    with httpx.stream(
        "POST", f"{url}/v1/answers", json={"question": "warm", "stream": True}
    ) as reply:
        names = [line.split(": ")[1] for line in reply.iter_lines() if line.startswith("event: ")]

    assert names == ["status", "statement", "statement", "answer"]


def test_a_reader_who_leaves_a_stream_harms_nobody(url: str) -> None:
    for _ in range(5):
        with httpx.stream(
            "POST", f"{url}/v1/answers", json={"question": "slowly", "stream": True}
        ) as reply:
            next(reply.iter_lines())

    assert httpx.get(f"{url}/healthz").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
def test_loopback_needs_no_keys(host: str) -> None:
    assert is_loopback(host)
    check_host(host, has_keys=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_other_hosts_are_refused_without_keys(host: str) -> None:
    with pytest.raises(SettingsError, match="no keys are configured"):
        check_host(host, has_keys=False)
    check_host(host, has_keys=True)


def test_an_answer_under_way_is_finished_at_shutdown(app: FastAPI) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(app, host="127.0.0.1", port=0))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    serving.start()
    while not server.started:
        time.sleep(0.01)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    replies: list[httpx.Response] = []

    def ask() -> None:
        replies.append(httpx.post(f"{url}/v1/answers", json={"question": "slowly warm"}))

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.3)
    server.should_exit = True
    asking.join(timeout=10)
    serving.join(timeout=10)

    assert [reply.status_code for reply in replies] == [200]
    assert not serving.is_alive()
