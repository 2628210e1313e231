"""`ask`, `search` and the rest as a person or a program runs them: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

QUESTION = "Who owns the Wenshire Climate Plan?"


def golden_thread(
    *arguments: str, indexes: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "GOLDEN_THREAD_INDEXES_DIR": str(indexes), **environment},
        cwd=indexes.parent,
    )


def test_an_answer_is_printed_with_its_quoted_source(sample_indexes: Path) -> None:
    done = golden_thread("ask", QUESTION, indexes=sample_indexes)

    printed = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "Idris Penhallow" in printed
    assert "[1]" in printed
    assert "Searched 14 documents" in printed


def test_json_is_the_body_of_the_http_path_and_its_quotes_are_verbatim(
    sample_indexes: Path,
) -> None:
    done = golden_thread("ask", QUESTION, "--json", indexes=sample_indexes)

    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert answer["thread"] is None
    for citation in answer["citations"]:
        text = next((sample_indexes / "texts").glob(f"*/{citation['version']}.txt")).read_text()
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_what_the_documents_do_not_say_is_said_plainly_with_exit_3(sample_indexes: Path) -> None:
    done = golden_thread("ask", "Who won the football world cup in 1998?", indexes=sample_indexes)

    assert done.returncode == 3
    assert "do not answer" in done.stdout.decode()


def test_a_question_loads_neither_torch_nor_llama_index(sample_indexes: Path) -> None:
    script = (
        "import sys; from assistant.cli.main import run\n"
        f"code = run(['ask', {QUESTION!r}])\n"
        "print(code, [m for m in ('torch', 'llama_index', 'chromadb') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "GOLDEN_THREAD_INDEXES_DIR": str(sample_indexes)},
    )

    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


@pytest.mark.parametrize("command", ["ask", "search"])
def test_only_the_audience_given_is_read(command: str, sample_indexes: Path) -> None:
    """The marker word stands in one paper only, which is for the board."""
    words = "Which company is behind the project at Hadrell Mill?"

    public = golden_thread(command, words, "--audience", "public", indexes=sample_indexes)
    board = golden_thread(command, words, "--audience", "board", indexes=sample_indexes)

    assert b"Larkenshaw" not in public.stdout
    assert b"Private session" not in public.stdout
    assert b"Larkenshaw" in board.stdout


def test_a_follow_up_says_how_it_was_understood(sample_indexes: Path) -> None:
    done = golden_thread(
        "ask", "and the climate plan?", "--after", "Is the housing strategy approved?",
        indexes=sample_indexes,
    )  # fmt: skip

    printed = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert printed.startswith("Understood as: Is the climate plan approved?")
    assert "Yes. Wenshire Climate Plan" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--document", "no-such-paper"], b"There is no document"),
        (["--audience", "nobody"], b"no document that this reader may read"),
        (["--kind", "other", "--document", "climate-plan-2024-2030"], b"fits these filters"),
    ],
)
def test_what_could_not_be_searched_is_said(
    arguments: list[str], said: bytes, sample_indexes: Path
) -> None:
    done = golden_thread("ask", QUESTION, *arguments, indexes=sample_indexes)

    assert done.returncode == 3
    assert said in b" ".join(done.stdout.split())


def test_search_prints_ranked_passages(sample_indexes: Path) -> None:
    done = golden_thread("search", "flood zone 3", "--top", "3", "--json", indexes=sample_indexes)

    results = json.loads(done.stdout)["results"]
    assert [one["rank"] for one in results] == [1, 2, 3]
    assert any("flood zone 3" in one["text"] for one in results)


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["ask", ""], b"", 2, "empty"),
        (["ask", "   \n"], b"", 2, "empty"),
        (["ask", "why " * 600], b"", 2, "too long"),
        (["ask", "-"], b"why " * 1_250_000, 2, "too long"),
        (["ask", "-"], b"\xff\xfe\xff", 2, "UTF-8"),
        (["ask"], b"", 2, "QUESTION"),
        (["ask", "why", "--kind", "poem"], b"", 2, "poem"),
        (["nonsense"], b"", 2, "nonsense"),
        (["show", "no-such-paper"], b"", 3, "no-such-paper"),
        (["ingest", "no-such-folder"], b"", 1, "no-such-folder"),
    ],
)
def test_bad_usage_has_a_clear_message_and_the_right_exit_code(
    arguments: list[str], stdin: bytes, code: int, message: str, sample_indexes: Path
) -> None:
    done = golden_thread(*arguments, indexes=sample_indexes, stdin=stdin)

    assert done.returncode == code
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_question_on_standard_input_is_answered(sample_indexes: Path) -> None:
    done = golden_thread("ask", "-", indexes=sample_indexes, stdin=QUESTION.encode())

    assert b"Idris Penhallow" in done.stdout


def test_without_an_index_the_message_says_how_to_build_one(tmp_path: Path) -> None:
    done = golden_thread("ask", QUESTION, indexes=tmp_path / "none")

    assert done.returncode == 1
    assert "golden-thread ingest" in done.stderr.decode()


def test_an_unknown_setting_is_an_error_that_names_it(sample_indexes: Path) -> None:
    done = golden_thread("status", indexes=sample_indexes, GOLDEN_THREAD_INDEX="x")

    assert done.returncode == 2
    assert "GOLDEN_THREAD_INDEX" in done.stderr.decode()


def test_documents_lists_what_this_audience_may_read(sample_indexes: Path) -> None:
    everything = golden_thread("documents", "--json", indexes=sample_indexes)
    public = golden_thread("documents", "--json", "--audience", "public", indexes=sample_indexes)

    secret = "2024-12-10-private-session-paper"
    assert secret in {one["document_id"] for one in json.loads(everything.stdout)["documents"]}
    assert secret not in {one["document_id"] for one in json.loads(public.stdout)["documents"]}


def test_an_index_of_another_model_is_refused_with_what_to_do(
    sample_indexes: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "indexes"
    copy.mkdir()
    for name in ("models", "texts", "snapshots"):
        (copy / name).symlink_to(sample_indexes / name)
    name = (sample_indexes / "current").read_text().strip()
    (copy / "snapshots").unlink()
    (copy / "snapshots" / name).mkdir(parents=True)
    for path in (sample_indexes / "snapshots" / name).iterdir():
        (copy / "snapshots" / name / path.name).symlink_to(path)
    (copy / "current").write_text(name)
    described = json.loads((copy / "snapshots" / name / "snapshot.json").read_text())
    (copy / "snapshots" / name / "snapshot.json").unlink()
    described["embedding_model"] = "another@1"
    (copy / "snapshots" / name / "snapshot.json").write_text(json.dumps(described))

    done = golden_thread("ask", QUESTION, indexes=copy)

    assert done.returncode == 1
    assert "another@1" in done.stderr.decode()
