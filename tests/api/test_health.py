"""/healthz, /readyz, /metrics and what OpenAPI says of all."""

from __future__ import annotations

import subprocess
import sys

from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.settings import Settings
from tests.api.fakes import no_index


def test_a_service_without_index_lives_but_is_not_ready(settings: Settings) -> None:
    client = TestClient(create_app(no_index, settings))

    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").status_code == 503
    assert client.get("/metrics").status_code == 200


def test_a_service_with_an_index_is_ready(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "snapshot": "snapshot-1"}


def test_metrics_count_by_pattern_and_never_show_a_question(client: TestClient) -> None:
    client.post("/v1/answers", json={"question": "warm zebra"})
    client.get("/v1/documents/our-vision")

    figures = client.get("/metrics").text

    assert 'golden_thread_answers_total{status="answered"} 1.0' in figures
    assert 'path="/v1/documents/{document_id}"' in figures
    assert "zebra" not in figures
    assert "our-vision" not in figures


def test_every_operation_is_described_and_has_a_stable_id(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()

    operations = [op for methods in schema["paths"].values() for op in methods.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
    assert "HTTPValidationError" not in str(schema)


def test_bodies_load_no_web_framework() -> None:
    code = "import assistant.api.bodies, sys; sys.exit('fastapi' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
