"""A service over the fake front door, and a client that talks to it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.serve import server_config
from assistant.api.service import Service
from assistant.settings import Settings
from tests.api.fakes import FakeAligner, FakeAssistant, FakeIndex, sample_index

BASE_URL = "http://127.0.0.1:8000"


@pytest.fixture(name="index")
def _index() -> FakeIndex:
    return sample_index()


@pytest.fixture(name="settings")
def _settings(tmp_path: Path) -> Settings:
    return Settings(records_path=tmp_path / "records.sqlite", corpus_dir=tmp_path / "corpus")


@pytest.fixture(name="app")
def _app(index: FakeIndex, settings: Settings) -> FastAPI:
    aligner = FakeAligner(index)
    return create_app(lambda: FakeAssistant(index), settings, open_aligner=lambda: aligner)


@pytest.fixture(name="client")
def _client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE_URL) as client:
        yield client


@pytest.fixture(name="administrator")
def _administrator(app: FastAPI, client: TestClient) -> TestClient:
    """The client with a key that may see what people asked."""
    service: Service = app.state.service
    _, text = service.keys.create("administrator", role="administer", audiences=("public",))
    client.headers["Authorization"] = f"Bearer {text}"
    return client


@pytest.fixture(name="url")
def _url(app: FastAPI) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(app, host="127.0.0.1", port=0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
