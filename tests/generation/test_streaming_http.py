"""Checked statements come over HTTP one by one, and a client who leaves stops the model's call."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.api.serve import server_config
from assistant.client import AssistantClient
from assistant.errors import GoldenThreadError, StoreUnavailableError
from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from tests.generation.rig import HOMES, Ear, Rig, quoting, rig
from tests.llm_server.replies import Asked, Said, statements

pytestmark = pytest.mark.model
PEOPLE = "4,218 people told us"


@pytest.fixture(name="opened", scope="module")
def _opened(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    with rig(sample_indexes, folder, quoting("4,218 people"), llm_timeout_seconds=20.0) as opened:
        opened.ask()
        yield opened


@pytest.fixture(name="url", scope="module")
def _url(opened: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(records_path=tmp_path_factory.mktemp("http") / "records.sqlite")
    app = create_app(lambda: opened.assistant, settings)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(app, host="127.0.0.1", port=0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


def _slowly(gate: threading.Event) -> Callable[[Asked, str, int], Said]:
    """Return what a model says whose end is held back until the gate opens."""

    def said(_asked: Asked, text: str, number: int) -> Said:
        whole = statements((text, [number]))
        return Said(whole[:-2] + " " * 80 + "]}", gate=gate, gate_at=len(whole))

    return said


def test_a_statement_comes_while_the_model_still_writes(opened: Rig, url: str) -> None:
    gate = threading.Event()
    opened.server.brain = quoting(PEOPLE, _slowly(gate))

    events = []
    with httpx.stream("POST", f"{url}/v1/answers", json={"question": HOMES, "stream": True}) as got:
        for line in got.iter_lines():
            if line.startswith("event: "):
                events.append(line.removeprefix("event: "))
            if events[-1:] == ["statement"]:
                gate.set()  # without the statement the model would never end

    assert events == ["status", "status", "statement", "answer"]


def test_the_client_hears_what_the_service_checked(opened: Rig, url: str) -> None:
    opened.server.brain = quoting(
        PEOPLE,
        lambda _a, text, n: statements((text.replace("4,218", "4,219"), [n]), (text, [n])),
    )
    ear = Ear()

    client = AssistantClient.at(url, api_key=None)
    answer = client.ask(Question(HOMES), reader=EVERYTHING, listener=ear)

    assert answer.answerer == "generative"
    assert ear.heard == list(answer.statements)
    assert ear.stages == ["searching", "writing", "mending"]
    assert PEOPLE in ear.quotes[0]


@pytest.mark.parametrize("path", ["/v1/answers", "/v1/chat/completions"])
def test_a_client_who_leaves_stops_the_model(opened: Rig, url: str, path: str) -> None:
    opened.server.brain = quoting(PEOPLE, lambda *_: Said("x", wait_seconds=15))
    opened.server.hung_up.clear()
    before = len(opened.server.asked)
    body = {"question": HOMES, "stream": True}
    if "chat" in path:
        body = {"messages": [{"role": "user", "content": HOMES}], "stream": True}

    with httpx.stream("POST", f"{url}{path}", json=body) as got:
        lines = got.iter_lines()  # held: when it is dropped the connection is closed
        next(lines)
        _wait_until(lambda: len(opened.server.asked) > before)

    assert opened.server.hung_up.wait(5)


def test_a_listener_who_is_gone_leaves_the_service_at_once(opened: Rig, url: str) -> None:
    opened.server.brain = quoting(PEOPLE, lambda *_: Said("x", wait_seconds=15))
    opened.server.hung_up.clear()
    before = len(opened.server.asked)
    ear = Ear(gone=lambda: len(opened.server.asked) > before)

    client = AssistantClient.at(url, api_key=None)
    with pytest.raises(GoldenThreadError, match="Nobody waits"):
        client.ask(Question(HOMES), reader=EVERYTHING, listener=ear)

    assert opened.server.hung_up.wait(5)


def test_a_chat_hears_statements_and_ends_with_the_whole_text(opened: Rig, url: str) -> None:
    gate = threading.Event()
    opened.server.brain = quoting(PEOPLE, _slowly(gate))
    body = {"messages": [{"role": "user", "content": HOMES}], "stream": True}

    said, chunks = "", []
    with httpx.stream("POST", f"{url}/v1/chat/completions", json=body) as got:
        for line in got.iter_lines():
            if line.startswith("data: {"):
                chunks.append(json.loads(line.removeprefix("data: ")))
                said += chunks[-1]["choices"][0]["delta"].get("content", "")
            if PEOPLE in said:
                gate.set()

    answer = chunks[-1]["answer"]
    assert said.startswith(answer["text"] + "\n\nSources:")
    assert len({chunk["id"] for chunk in chunks}) == 1


def test_errors_of_a_stream_are_those_of_a_request(url: str) -> None:
    client = AssistantClient.at(url, api_key=None)
    with pytest.raises(GoldenThreadError, match="question"):
        client.ask(Question(" "), reader=EVERYTHING, listener=Ear())
    nowhere = AssistantClient.at("http://127.0.0.1:9", api_key=None)
    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        nowhere.ask(Question(HOMES), reader=EVERYTHING, listener=Ear())


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
