"""What people decide, take back, hand on and read again, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli.main import run

pytestmark = pytest.mark.model

VISION = """# Our vision

## Ambition 1: Warm homes

Everyone lives in a warm home by 2040.

## Ambition 2: Clean rivers

Every river is clean by 2040.
"""
STRATEGY = "# Housing strategy\n\nWe will insulate 4,000 homes by 2030. This serves Warm homes.\n"
SECRET = "# Basilisk strategy\n\nWe will insulate 9,900 homes by 2030. This serves Warm homes.\n"
MANIFEST = """documents:
- {file: vision.md, kind: vision}
- {file: strategy.md, kind: strategy}
- {file: basilisk.md, kind: strategy, audience: [board]}
"""
FINDING, HIDDEN = "vision:1@strategy", "vision:1@basilisk"


@pytest.fixture(autouse=True)
def _service(tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, indexes = tmp_path / "corpus", tmp_path / "indexes"
    corpus.mkdir()
    indexes.mkdir()
    (indexes / "models").symlink_to(models_dir)
    files = {"vision.md": VISION, "strategy.md": STRATEGY, "basilisk.md": SECRET,
             "documents.yaml": MANIFEST}  # fmt: skip
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIR", str(corpus))
    monkeypatch.setenv("GOLDEN_THREAD_INDEXES_DIR", str(indexes))
    _records(tmp_path, "records", monkeypatch)
    assert run(["ingest", str(corpus)]) == 0


def _records(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDEN_THREAD_RECORDS_PATH", str(tmp_path / f"{name}.sqlite"))


def _decide(name: str, stance: str, finding: str = FINDING) -> None:
    options = ["--stance", stance, "--name", name, "--reason", "So."]
    assert run(["findings", "override", finding, *options]) == 0


def _withdraw(*more: str) -> int:
    return run(["findings", "withdraw", FINDING, "--name", "B. Clerk", "--reason", "No.", *more])


def _stance(capsys: pytest.CaptureFixture[str]) -> tuple[str, bool]:
    capsys.readouterr()
    run(["findings", "list", "--all", "--json"])
    listed = json.loads(capsys.readouterr().out)["findings"]
    [mine] = [one for one in listed if one["id"] == FINDING]
    return mine["stance"], mine["decision"] is not None


def test_what_was_found_holds_again_and_the_record_says_who_undid_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, _ = _stance(capsys)
    _decide("A. Officer", "conflicts")
    decided = _stance(capsys)

    assert _withdraw() == 0

    assert decided == ("conflicts", True)
    assert _stance(capsys) == (found, False)
    assert run(["findings", "history", FINDING, "--json"]) == 0
    events = json.loads(capsys.readouterr().out)["events"]
    assert [(one["action"], one["stance"], one["name"]) for one in events] == [
        ("override", "conflicts", "A. Officer"),
        ("withdraw", "conflicts", "B. Clerk"),
    ]
    assert _withdraw() == 3
    assert "no decision" in capsys.readouterr().err


def test_who_may_not_read_a_paper_neither_withdraws_nor_sees_what_was_decided_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _decide("A. Officer", "mentions", HIDDEN)
    _decide("A. Officer", "mentions")
    public = ["--audience", "public"]
    capsys.readouterr()

    who = ["--name", "B", "--reason", "C"]
    assert run(["findings", "withdraw", HIDDEN, *who, *public]) == 3
    assert run(["findings", "history", HIDDEN, *public]) == 3
    hidden = capsys.readouterr()
    assert run(["findings", "history", *public]) == 0
    told = capsys.readouterr().out

    assert "There is no finding" in hidden.err
    assert "strategy" in told
    assert "basilisk" not in told


def test_decisions_and_withdrawals_go_round_and_nothing_withdrawn_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, again = (tmp_path / f"{name}.json" for name in ("before", "after", "again"))
    _decide("A. Officer", "conflicts")
    _decide("A. Officer", "mentions", HIDDEN)
    run(["findings", "export", "-o", str(before)])
    _withdraw()
    run(["findings", "export", "-o", str(after)])
    _records(tmp_path, "other", monkeypatch)

    for path in (before, after, before):
        assert run(["findings", "import", str(path)]) == 0
    run(["findings", "export", "-o", str(again)])

    assert not _stance(capsys)[1]
    assert json.loads(again.read_text()) == json.loads(after.read_text())
    assert [one["finding_id"] for one in json.loads(again.read_text())["decisions"]] == [HIDDEN]


def test_a_file_from_before_withdrawals_is_still_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _decide("A. Officer", "conflicts")
    kept = tmp_path / "kept.json"
    run(["findings", "export", "-o", str(kept)])
    old = {"decisions": json.loads(kept.read_text())["decisions"]}
    kept.write_text(json.dumps(old), encoding="utf-8")

    assert run(["findings", "import", str(kept)]) == 0
    assert _stance(capsys) == ("conflicts", True)


def _ingest_without(tmp_path: Path, name: str) -> None:
    (tmp_path / "corpus" / name).unlink()
    assert run(["ingest", str(tmp_path / "corpus")]) == 0


def test_a_decision_on_a_document_that_has_gone_is_taken_back_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _decide("A. Chair", "partly")
    _ingest_without(tmp_path, "strategy.md")
    capsys.readouterr()

    assert _withdraw("--audience", "public") == 0
    assert run(["findings", "history", FINDING, "--audience", "public"]) == 0

    told = capsys.readouterr().out
    assert "no longer there" in told
    assert "withdraw partly, B. Clerk" in told
    assert _withdraw() == 3


def test_what_was_decided_on_a_hidden_document_stays_hidden_when_it_has_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _decide("A. Chair", "partly", HIDDEN)
    _ingest_without(tmp_path, "basilisk.md")
    capsys.readouterr()
    take_back = ["findings", "withdraw", HIDDEN, "--name", "B", "--reason", "No."]

    assert run([*take_back, "--audience", "public"]) == 3
    assert run(["findings", "history", "--audience", "public"]) == 3
    assert run(["findings", "export", "--audience", "public"]) == 0
    assert "A. Chair" not in capsys.readouterr().out
    assert run([*take_back, "--audience", "board", "--audience", "public"]) == 0


def test_a_document_hidden_since_it_was_decided_on_is_not_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _decide("A. Chair", "partly")
    closed = MANIFEST.replace(
        "strategy.md, kind: strategy}", "strategy.md, kind: strategy, audience: [board]}", 1
    )
    (tmp_path / "corpus" / "documents.yaml").write_text(closed, encoding="utf-8")
    assert run(["ingest", str(tmp_path / "corpus")]) == 0
    capsys.readouterr()

    assert _withdraw("--audience", "public") == 3
    assert run(["findings", "history", FINDING, "--audience", "public"]) == 3
    assert "A. Chair" not in capsys.readouterr().out
