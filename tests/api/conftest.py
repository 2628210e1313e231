"""A service over the fake front door, and a client that talks to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.settings import Settings
from tests.api.fakes import FakeAssistant, FakeIndex, sample_index

BASE_URL = "http://127.0.0.1:8000"


@pytest.fixture(name="index")
def _index() -> FakeIndex:
    return sample_index()


@pytest.fixture(name="settings")
def _settings(tmp_path: Path) -> Settings:
    return Settings(records_path=tmp_path / "records.sqlite", corpus_dir=tmp_path / "corpus")


@pytest.fixture(name="app")
def _app(index: FakeIndex, settings: Settings) -> FastAPI:
    return create_app(lambda: FakeAssistant(index), settings)


@pytest.fixture(name="client")
def _client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE_URL) as client:
        yield client
