"""The permission matrix over the real front door, documents coming and going meanwhile.

`MATRIX_REQUESTS=10000 pytest -s tests/api/test_real_matrix.py` sends as many as issue 7 asks.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.service import Service
from assistant.corpus.sources import Sources
from assistant.indexing.folder import IndexesFolder
from assistant.ingest import Ingester
from assistant.models.embedding import EmbeddingModel
from assistant.settings import Settings
from assistant.wiring import ServedAssistant
from tests.api.conftest import BASE_URL
from tests.api.matrix import AUDIENCES, MARKERS, every_caller
from tests.api.real_matrix import plant
from tests.api.whole_matrix import WholeMatrix

pytestmark = pytest.mark.model
REQUESTS = int(os.environ.get("MATRIX_REQUESTS", "400"))


class Changes:
    """Adds a paper with a word of its own, has it quoted, withdraws it; over and over."""

    def __init__(self, client: TestClient, key: str) -> None:
        self._http = client
        self._headers = {"Authorization": f"Bearer {key}"}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.faults: list[str] = []
        self.rounds = 0

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        chance = random.Random(2)
        while not self._stopped.is_set() or not self.rounds:
            try:
                self._round(chance.choice(AUDIENCES), f"heron{self.rounds}x")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault of the test
                self.faults.append(repr(error))
                return
            self.rounds += 1

    def _round(self, audience: str, nonce: str) -> None:
        text = f"The {nonce} of the {MARKERS[audience]} marsh nests in spring 2031.\n"
        files = [("files", (f"extra-{nonce}.md", text.encode()))]
        self._finished(
            self._call("POST", "/v1/documents", files=files, data={"audience": audience})
        )
        question = {"question": f"Where does the {nonce} nest?"}
        answer = self._call("POST", "/v1/answers", json=question).json()
        if nonce not in str(answer["citations"] + answer["nearest"]):
            self.faults.append(f"{nonce} was added and not found")
        self._finished(self._call("DELETE", f"/v1/documents/extra-{nonce}"))
        kept = self._call("GET", f"/v1/answers/{answer['id']}")
        after = [
            self._call("POST", "/v1/search", json={"query": "nests in spring", "top": 100}),
            self._call("GET", "/v1/documents"),
            self._call("GET", "/v1/records?format=jsonl"),
        ]
        if kept.status_code != 404 or any(f"{nonce} of" in reply.text for reply in after):
            self.faults.append(f"{nonce} was withdrawn and is still told")

    def _call(self, method: str, path: str, **options: Any) -> Any:
        return self._http.request(method, path, headers=self._headers, **options)

    def _finished(self, reply: Any) -> None:
        assert reply.status_code == 202, reply.text
        for _ in range(3_000):
            job = self._call("GET", reply.headers["location"]).json()
            if job["status"] in ("done", "failed"):
                assert job["status"] == "done", job
                return
            time.sleep(0.1)
        raise AssertionError("the job did not end")


def test_over_the_real_front_door_no_word_reaches_a_caller_without_its_audience(
    tmp_path: Path, models_dir: Path, model: EmbeddingModel
) -> None:
    settings = Settings(
        indexes_dir=tmp_path / "indexes",
        corpus_dir=tmp_path / "corpus",
        records_path=tmp_path / "records.sqlite",
    )
    plant(settings.corpus_dir)
    settings.indexes_dir.mkdir()
    (settings.indexes_dir / "models").symlink_to(models_dir)
    sources = Sources.corpus(settings.corpus_dir)
    Ingester(IndexesFolder(settings.indexes_dir), model).ingest(sources.roots, skip=sources.skipped)
    app = create_app(ServedAssistant(settings), settings)
    service: Service = app.state.service

    def create(role: object, audiences: tuple[str, ...]) -> str:
        return service.keys.create("m", role=role, audiences=audiences)[1]  # type: ignore[arg-type]

    with TestClient(app, base_url=BASE_URL) as client:
        matrix = WholeMatrix(client, every_caller(create))
        changes = Changes(client, matrix.callers[-1].key)
        changes.start()
        try:
            matrix.run(REQUESTS)
        finally:
            changes.stop()

    if REQUESTS > 1_000:
        sys.stdout.write("\n".join([*matrix.leaks, *matrix.misses, *matrix.asked_again]))
    assert matrix.leaks == []
    assert matrix.misses == []
    assert len(matrix.asked_again) <= REQUESTS // 100
    assert changes.faults == []
    assert changes.rounds > 0
    assert sum(matrix.sent.values()) == REQUESTS
    if REQUESTS > 1_000:
        sys.stdout.write(
            f"{REQUESTS} requests, {changes.rounds} added and withdrawn, {matrix.sent}"
        )
