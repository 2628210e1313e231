"""`golden-thread keys` and `golden-thread records`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli.main import run
from assistant.records.answers import Answers, Asker
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.types import EVERYTHING


@pytest.fixture(name="path", autouse=True)
def _path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "records.sqlite"
    monkeypatch.setenv("GOLDEN_THREAD_RECORDS_PATH", str(path))
    return path


def test_a_key_is_made_listed_without_its_secret_and_revoked(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["keys", "create", "bot", "--role", "write", "--audience", "board"]) == 0
    text = capsys.readouterr().out.strip()
    key = Keys(Database.open(path)).find(text)
    assert key is not None
    assert (key.role, key.audiences) == ("write", ("board",))

    assert run(["keys", "list"]) == 0
    listed = capsys.readouterr().out
    assert key.id in listed
    assert text not in listed

    assert run(["keys", "revoke", key.id]) == 0
    assert Keys(Database.open(path)).find(text) is None
    assert run(["keys", "revoke", "nobody"]) == 3


def test_a_key_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "create", "bot", "--days", "7", "--rate", "60", "--json"]) == 0

    made = json.loads(capsys.readouterr().out)

    assert made["key"].startswith("gt_")
    assert made["audiences"] == ["public"]
    assert made["requests_per_minute"] == 60
    assert made["expires"] > made["created"]


def test_purge_says_how_many_and_takes_at_least_one_condition(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = Answers(Database.open(path))
    body = {"id": "a", "question": "q", "status": "answered"}
    answers.save(body, asker=Asker(None, "anna"), audiences=None, documents=())

    assert run(["records", "purge"]) == 2
    assert run(["records", "purge", "--before", "2001-01-01"]) == 0
    assert "Erased 0" in capsys.readouterr().out
    assert run(["records", "purge", "--person", "anna"]) == 0
    assert "Erased 1" in capsys.readouterr().out
    assert answers.get("a", reader=EVERYTHING) is None
