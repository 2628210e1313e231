"""No planted word ever reaches a caller without its audience, uploads and deletes going on.

`MATRIX_REQUESTS=10000 pytest tests/api/test_permission_matrix.py` sends as many as issue 7 asks.
"""

from __future__ import annotations

import os
import random
import threading
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.service import Service
from assistant.settings import Settings
from tests.api.conftest import BASE_URL
from tests.api.fakes import FakeAligner, FakeAssistant, FakeIndex
from tests.api.matrix import AUDIENCES, MARKERS, Matrix, every_caller, planted
from tests.api.test_uploads import FakeIngest

REQUESTS = int(os.environ.get("MATRIX_REQUESTS", "1500"))


def corpus_with_planted_words(corpus_dir: Path) -> FakeIndex:
    index = FakeIndex()
    for audience in AUDIENCES:
        name, text = planted(audience)
        path = corpus_dir / "vision" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        index.put(path.stem, (("paragraph", text, None),), audience, path=f"vision/{name}")
    return index


def test_no_word_reaches_a_caller_without_its_audience_and_all_others_get_it(
    settings: Settings,
) -> None:
    index = corpus_with_planted_words(settings.corpus_dir)
    app = create_app(
        lambda: FakeAssistant(index),
        settings,
        FakeIngest(index, settings.corpus_dir),
        lambda: FakeAligner(index),
    )
    service: Service = app.state.service
    stopped = threading.Event()

    def create(role: object, audiences: tuple[str, ...]) -> str:
        return service.keys.create("m", role=role, audiences=audiences)[1]  # type: ignore[arg-type]

    with TestClient(app, base_url=BASE_URL) as client:
        matrix = Matrix(client, every_caller(create))
        administrator = {"Authorization": f"Bearer {matrix.callers[-1].key}"}

        def change_the_corpus() -> None:
            chance = random.Random(2)
            while not stopped.wait(0.05):
                audience = chance.choice(AUDIENCES)
                word = MARKERS[audience]
                files = [("files", (f"extra-{word}.md", f"The {word} heron nests.".encode()))]
                client.post(
                    "/v1/documents", files=files, data={"audience": audience}, headers=administrator
                )
                client.delete(f"/v1/documents/extra-{word}", headers=administrator)

        changing = threading.Thread(target=change_the_corpus)
        changing.start()
        try:
            matrix.run(REQUESTS)
        finally:
            stopped.set()
            changing.join()

    assert matrix.leaks == []
    assert matrix.misses == []
    assert sum(matrix.sent.values()) == REQUESTS
