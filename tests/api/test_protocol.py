"""What clients rely on: event streams, kept alive in silence; no CORS; an orderly end."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.events import KEEP_ALIVE, Waiting
from assistant.api.schemas import AnswerBody
from assistant.api.service import Service
from assistant.errors import NotFoundError
from tests.bot.rig import free_port, wait_for_port
from tests.conftest import REPOSITORY

SERVER = """
import sys
from pathlib import Path
from assistant.api.app import create_app
from assistant.api.serve import serve
from assistant.settings import Settings
from tests.api.fakes import FakeAligner, FakeAssistant, sample_index
index = sample_index()
settings = Settings(records_path=Path(sys.argv[2]) / "records.sqlite")
app = create_app(lambda: FakeAssistant(index), settings, open_aligner=lambda: FakeAligner(index))
serve(app, port=int(sys.argv[1]))
"""


def test_an_event_source_client_gets_the_stream(url: str) -> None:
    body = {"question": "fitters", "stream": True}
    with httpx2.Client() as http, http.sse(f"{url}/v1/answers", method="POST", json=body) as source:
        heard = [(event.event, json.loads(event.data)) for event in source]

    names = [name for name, _ in heard]
    assert (names[0], names[-1]) == ("status", "answer")
    statement = next(content for name, content in heard if name == "statement")
    whole = heard[-1][1]
    assert statement["text"] == whole["statements"][0]["text"]
    assert statement["sources"][0]["quote"] == whole["citations"][0]["quote"]


def test_the_header_alone_asks_for_a_stream(url: str) -> None:
    reply = httpx.post(
        f"{url}/v1/answers", json={"question": "fitters"}, headers={"Accept": "text/event-stream"}
    )

    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["x-accel-buffering"] == "no"


def test_a_silence_is_kept_alive_by_comments() -> None:
    def slow(_listener: object) -> AnswerBody:
        time.sleep(0.6)
        raise NotFoundError("the end")

    async def heard() -> list[object]:
        return [event async for event in Waiting(slow, "reference").events(seconds=0.05)]

    assert asyncio.run(heard()).count(None) >= 2
    # What a client takes for a comment: a colon in front, an empty line behind.
    assert KEEP_ALIVE.startswith(b":")
    assert KEEP_ALIVE.endswith(b"\n\n")


@pytest.mark.parametrize("path", ["/healthz", "/v1/documents", "/documents/our-vision", "/none"])
def test_head_is_what_get_gives_without_its_body(url: str, path: str) -> None:
    with httpx.Client(base_url=url) as http:  # one connection: the next request shows its state
        get, head, again = http.get(path), http.head(path), http.get(path)

    assert again.status_code == get.status_code
    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["content-length"] == str(len(get.content))


def test_a_name_that_another_site_leads_here_is_not_answered_to_its_pages(
    client: TestClient,
) -> None:
    rebound = {"Host": "evil.example:8000", "Accept-Language": "en"}

    for headers in (rebound, {**rebound, "Origin": "http://evil.example:8000"}):
        assert client.get("/v1/documents", headers=headers).status_code == 403
        assert client.delete("/v1/documents/our-vision", headers=headers).status_code == 403
    assert client.get("/v1/documents", headers={"Accept-Language": "en"}).status_code == 200


@pytest.mark.parametrize("path", ["/v1/answers", "/v1/documents", "/", "/mcp"])
def test_other_sites_are_given_no_leave_to_read(client: TestClient, path: str) -> None:
    ask = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}

    for reply in (client.options(path, headers=ask), client.get(path, headers=ask)):
        assert not [name for name in reply.headers if name.startswith("access-control-")]
        assert reply.status_code >= 400


def test_a_rate_is_told_by_status_and_header_and_ends(app: FastAPI, client: TestClient) -> None:
    service: Service = app.state.service
    _, key = service.keys.create(
        "slow", role="read", audiences=("public",), requests_per_minute=120
    )
    headers = {"Authorization": f"Bearer {key}"}
    replies = [client.get("/v1/models", headers=headers) for _ in range(140)]

    refused = [reply for reply in replies if reply.status_code == 429]
    assert refused
    assert refused[0].headers["retry-after"] == "1"
    time.sleep(1.2)
    assert client.get("/v1/models", headers=headers).status_code == 200


def test_an_answer_under_way_is_finished_after_sigterm_and_new_ones_are_refused(
    tmp_path: Path,
) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port), str(tmp_path)], cwd=REPOSITORY
    )
    url, body = f"http://127.0.0.1:{port}", {"question": "slowly warm", "stream": True}
    try:
        assert wait_for_port(port, 90)
        with (
            httpx2.Client(timeout=60) as http,
            http.sse(f"{url}/v1/answers", method="POST", json=body) as source,
        ):
            heard = []
            for event in source:
                if not heard:  # the answer is under way
                    process.send_signal(signal.SIGTERM)
                heard.append(event)
        ended = process.wait(60)
    finally:
        process.kill()
        process.wait(60)

    assert heard[-1].event == "answer"
    assert json.loads(heard[-1].data)["status"] == "answered"
    assert ended in (0, -signal.SIGTERM)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/healthz")
