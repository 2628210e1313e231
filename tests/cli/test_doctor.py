"""`golden-thread doctor`: what it finds in a sound installation, and in broken ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import run
from assistant.indexing.folder import IndexesFolder
from assistant.records.database import Database
from assistant.records.keys import Keys
from tests.bot.rig import free_port
from tests.conftest import SAMPLE
from tests.slack_server.server import SlackServer

pytestmark = pytest.mark.model

Doctor = Callable[[], tuple[int, dict[str, list[dict[str, Any]]]]]


@pytest.fixture(name="doctor")
def _doctor(
    sample_indexes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Doctor:
    """Runs the command over the sample; returns its exit code and its findings by part."""
    monkeypatch.setenv("GOLDEN_THREAD_INDEXES_DIR", str(sample_indexes))
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIR", str(SAMPLE))
    monkeypatch.setenv("GOLDEN_THREAD_RECORDS_PATH", str(tmp_path / "records.sqlite"))

    def doctor() -> tuple[int, dict[str, list[dict[str, Any]]]]:
        capsys.readouterr()
        code = run(["doctor", "--json"])
        body = json.loads(capsys.readouterr().out)
        parts: dict[str, list[dict[str, Any]]] = {}
        for one in body["checks"]:
            parts.setdefault(one["part"], []).append(one)
        assert body["healthy"] == (code == 0)
        return code, parts

    return doctor


def problems(parts: dict[str, list[dict[str, Any]]]) -> list[str]:
    return [one["part"] for each in parts.values() for one in each if one["state"] == "problem"]


def test_a_sound_installation_needs_no_mending(doctor: Doctor) -> None:
    code, parts = doctor()

    assert code == 0, problems(parts)
    assert set(parts) >= {
        "python", "model", "ocr", "libreoffice", "corpus", "index", "records", "keys", "chroma",
        "language model", "slack", "public address", "disk", "clock",
    }  # fmt: skip
    assert "14 documents" in parts["index"][0]["found"]
    assert "the official weights" in parts["model"][0]["found"]


def test_it_prints_for_people_too(doctor: Doctor, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0

    assert "Nothing must be mended." in capsys.readouterr().out


def test_no_index_no_corpus(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_indexes: Path
) -> None:
    (tmp_path / "indexes").mkdir()
    (tmp_path / "indexes" / "models").symlink_to(sample_indexes / "models")
    monkeypatch.setenv("GOLDEN_THREAD_INDEXES_DIR", str(tmp_path / "indexes"))
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIR", str(tmp_path / "absent"))

    code, parts = doctor()

    assert code == 1
    assert problems(parts) == ["corpus", "index"]
    assert "golden-thread ingest" in parts["index"][0]["remedy"]
    assert not (tmp_path / "records.sqlite").exists(), "looking makes nothing"


def test_records_inside_the_indexes_or_open_to_others(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_indexes: Path
) -> None:
    path = tmp_path / "records.sqlite"
    Database.open(path).close()
    path.chmod(0o644)
    code, parts = doctor()
    assert (code, problems(parts)) == (1, ["records"])
    assert "chmod 600" in parts["records"][0]["remedy"]

    monkeypatch.setenv("GOLDEN_THREAD_RECORDS_PATH", str(sample_indexes / "records.sqlite"))
    code, parts = doctor()
    assert (code, problems(parts)) == (1, ["records"])
    assert "GOLDEN_THREAD_RECORDS_PATH" in parts["records"][0]["remedy"]


def test_keys_that_let_nobody_in(doctor: Doctor, tmp_path: Path) -> None:
    keys = Keys(Database.open(tmp_path / "records.sqlite"))
    key, _ = keys.create("only", role="read", audiences=("public",))
    assert doctor()[0] == 0

    keys.revoke(key.id)
    code, parts = doctor()

    assert (code, problems(parts)) == (1, ["keys"])
    assert "nobody" in parts["keys"][0]["found"]


def test_services_that_do_not_answer(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv("GOLDEN_THREAD_LLM", "openai-like")
    monkeypatch.setenv("GOLDEN_THREAD_LLM_MODEL", "none")
    monkeypatch.setenv("GOLDEN_THREAD_LLM_URL", f"{nowhere}/v1")
    monkeypatch.setenv("GOLDEN_THREAD_URL", nowhere)
    monkeypatch.setenv("GOLDEN_THREAD_PUBLIC_URL", "ftp://example.org")

    code, parts = doctor()

    assert code == 1
    assert problems(parts) == ["language model", "public address", "service"]


def test_a_chroma_server_that_does_not_answer(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDEN_THREAD_CHROMA_URL", f"http://127.0.0.1:{free_port()}")

    code, parts = doctor()

    assert code == 1
    assert "chroma" in problems(parts)


def test_slack_is_asked_for_tokens_and_scopes(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = SlackServer()
    server.start()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-wrong")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")
    monkeypatch.setenv("SLACK_API_URL", server.api_url)
    try:
        code, parts = doctor()
    finally:
        server.stop()

    assert (code, problems(parts)) == (1, ["slack"])


def test_a_wrong_setting_is_a_finding(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDEN_THREAD_CORPSU_DIR", "typo")

    code, parts = doctor()

    assert (code, problems(parts)) == (1, ["settings"])


def test_a_corpus_that_has_changed_since_is_noted(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_indexes: Path
) -> None:
    indexes, corpus = tmp_path / "indexes", tmp_path / "corpus"
    corpus.mkdir()
    indexes.mkdir()
    (indexes / "models").symlink_to(sample_indexes / "models")
    (corpus / "plan.md").write_text("# Plan\n\nWarm homes for all.\n")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    monkeypatch.setenv("GOLDEN_THREAD_INDEXES_DIR", str(indexes))
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIR", str(corpus))
    assert run(["ingest", "--json"]) == 1
    (indexes / "snapshots" / "half").mkdir()
    (corpus / "later.md").write_text("# Later\n\nMore homes.\n")

    code, parts = doctor()

    assert code == 0
    assert "later.md" in parts["corpus"][1]["found"]
    assert "broken.pdf (damaged)" in parts["documents"][0]["found"]
    assert "half" in parts["index"][1]["found"]
    (IndexesFolder(indexes).current() / "documents.json").write_text("{")
    assert doctor()[0] == 1
