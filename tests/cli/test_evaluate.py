"""`eval` as a person runs it on questions of their own, with the slips that people make."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_asking import golden_thread

pytestmark = pytest.mark.model

OWNER = """
answerable:
- q: Who owns the Wenshire Climate Plan?
  must: [[Idris Penhallow]]
  document: [{document}]
  evidence: [{evidence}]
"""


def _questions(folder: Path, document: str, evidence: str) -> str:
    path = folder / "questions.yaml"
    path.write_text(OWNER.format(document=document, evidence=evidence), encoding="utf-8")
    return str(path)


def test_slips_in_the_file_are_named_and_wrong_answers_are_told(
    sample_indexes: Path, tmp_path: Path
) -> None:
    questions = _questions(tmp_path, "climate-plan", "owned by nobody at all")

    done = golden_thread("eval", questions, "--wrong", indexes=sample_indexes)

    assert done.returncode == 0, done.stderr
    assert "climate-plan, which is not among those read. Is it " in done.stderr.decode()
    assert "lacks  a citation of what the file names" in done.stdout.decode()


def test_a_run_is_held_against_an_earlier_one(sample_indexes: Path, tmp_path: Path) -> None:
    questions = _questions(tmp_path, "climate-plan-2024-2030", "Penhallow")
    first = golden_thread("eval", questions, "--json", indexes=sample_indexes)
    baseline = tmp_path / "before.json"
    baseline.write_bytes(first.stdout)

    done = golden_thread("eval", questions, "--baseline", str(baseline), indexes=sample_indexes)

    assert json.loads(first.stdout)["outcomes"][0]["right"] is True
    assert "No question changed." in done.stdout.decode()


def test_a_fault_of_form_is_bad_usage_and_names_its_line(
    sample_indexes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text("unanswerable:\n- Who: what\n- How: where: when\n", encoding="utf-8")

    done = golden_thread("eval", str(path), indexes=sample_indexes)

    assert done.returncode == 2
    assert b"line 3" in done.stderr
