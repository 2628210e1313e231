"""What an operator sees: seconds by stage, structured logs with request ids, spans."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from assistant.api.app import create_app
from assistant.api.envelope import Envelope
from assistant.api.metrics import Metrics
from assistant.api.tracing import OpenTelemetry
from assistant.cli.logs import JsonLines
from assistant.settings import Settings
from assistant.wiring import ServedAssistant
from tests.api.conftest import BASE_URL
from tests.conftest import SAMPLE

QUESTION = "What did the Board agree about broadband?"


@pytest.fixture(name="sample")
def _sample(sample_indexes: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The service over the sample, as it is started."""
    settings = Settings(
        indexes_dir=sample_indexes, corpus_dir=SAMPLE, records_path=tmp_path / "records.sqlite"
    )
    with TestClient(create_app(ServedAssistant(settings), settings), base_url=BASE_URL) as client:
        yield client


@pytest.fixture(name="log")
def _log() -> Iterator[io.StringIO]:
    """What is logged at INFO, as JSON."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.model
def test_metrics_tell_the_stages_of_an_answer_and_the_age_of_the_index(sample: TestClient) -> None:
    for _ in range(3):
        assert sample.post("/v1/answers", json={"question": QUESTION}).status_code == 200

    lines = sample.get("/metrics").text.splitlines()

    for stage in ("retrieve", "answer", "records"):
        assert f'golden_thread_stage_seconds_count{{stage="{stage}"}} 3.0' in lines
    assert 'golden_thread_stage_seconds_count{stage="generate"} 0.0' in lines
    assert 'golden_thread_answers_total{status="answered"} 3.0' in lines
    [age] = [line for line in lines if line.startswith("golden_thread_index_age_seconds ")]
    assert float(age.split()[1]) >= 0


@pytest.mark.model
def test_every_line_of_a_request_carries_its_id_and_none_the_question(
    sample: TestClient, log: io.StringIO
) -> None:
    reply = sample.post(
        "/v1/answers", json={"question": QUESTION}, headers={"X-Request-ID": "mine-1"}
    )

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    ours = [line for line in lines if line["logger"].startswith("assistant.")]
    assert reply.headers["x-request-id"] == "mine-1"
    assert {line["logger"] for line in ours} >= {"assistant.api.envelope", "assistant.assistant"}
    assert {line["request_id"] for line in ours} == {"mine-1"}
    [request] = [line for line in ours if line["logger"] == "assistant.api.envelope"]
    assert (request["method"], request["path"], request["status"]) == ("POST", "/v1/answers", 200)
    assert "broadband" not in log.getvalue()


def test_a_fault_is_one_json_line_with_its_traceback(client: TestClient, log: io.StringIO) -> None:
    reply = client.post("/v1/answers", json={"question": "please fail"})

    faults = [json.loads(line) for line in log.getvalue().splitlines() if "planted fault" in line]
    assert reply.status_code == 500
    assert len(faults) == 1
    assert faults[0]["level"] == "ERROR"
    assert faults[0]["request_id"] == reply.json()["reference"]


def test_spans_follow_the_callers_trace_and_name_the_route() -> None:
    exporter = InMemorySpanExporter()
    tracing = OpenTelemetry(exporter)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        tracing.stage("retrieve", 0.25)
        await PlainTextResponse("done")(scope, receive, send)

    client = TestClient(Envelope(app, Metrics(), tracing), base_url=BASE_URL)
    client.get("/v1/secret-id", headers={"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"})
    tracing.close()

    stage, request = exporter.get_finished_spans()
    assert (stage.name, request.name) == ("retrieve", "GET unknown")
    assert f"{request.context.trace_id:032x}" == "ab" * 16
    assert stage.parent is not None
    assert stage.parent.span_id == request.context.span_id
    assert stage.end_time is not None
    assert stage.start_time is not None
    assert round((stage.end_time - stage.start_time) / 1e9, 2) == 0.25


def test_nothing_that_sends_spans_is_loaded_unless_an_endpoint_is_set(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from assistant.api.app import create_app\n"
        "from assistant.settings import Settings\n"
        "from assistant.wiring import ServedAssistant\n"
        f"settings = Settings(records_path={str(tmp_path / 'records.sqlite')!r})\n"
        "create_app(ServedAssistant(settings), settings)\n"
        # The MCP library itself loads OpenTelemetry's interface; what works is behind it.
        "heavy = ('opentelemetry.sdk', 'opentelemetry.exporter', 'grpc', 'torch', 'chromadb')\n"
        "print([name for name in heavy if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.stdout.strip() == "[]", done.stderr
