"""The shared evaluation sets -> texts, frameworks and the right goals."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.alignment_types import Framework, Goal

EVAL_DIR = Path(__file__).resolve().parents[3] / "shared" / "eval"


@dataclass(frozen=True)
class Case:
    text: str
    framework: Framework
    right: frozenset[int]


def match_tasks() -> dict[str, list[Case]]:
    info = EVAL_DIR / "alignment" / "infobase"
    uk = EVAL_DIR / "alignment" / "uk_digital"
    actions = _one(
        [
            (r["action_id"], r["action_short"], r["action_heading"])
            for r in _rows(uk / "actions.csv")
        ]
    )
    outcomes = _one(
        [(r["tag_id"], r["name"], r["description"]) for r in _rows(info / "outcome_areas.csv")]
    )
    duties = _by_department(info / "core_responsibilities.csv", "crso_id", "name")
    results = _by_department(info / "departmental_results.csv", "result_id", "text")
    return {
        "uk_digital": [
            _case(r["text"], actions, [r["action_id"]]) for r in _rows(uk / "statements_dev.csv")
        ],
        "outcomes": [
            _case(_text(r), outcomes, r["outcome_tag_id"].split())
            for r in _rows(info / "program_to_outcome_dev.csv")
        ],
        "responsibilities": [
            _case(_text(r), duties[r["dept_code"]], [r["crso_id"]])
            for r in _rows(info / "program_to_core_responsibility_dev.csv")
        ],
        "results": [
            _case(_text(r), results[r["dept_code"]], r["result_ids"].split())
            for r in _rows(info / "program_to_results_dp26_dev.csv")
        ],
    }


def support_sets() -> dict[str, list[tuple[str, list[str], bool]]]:
    """Return (statement, evidence, whether it is supported) for each set."""
    return {
        "wice": [
            (r["claim"], r["evidence"], r["label"] == "supported") for r in _lines("wice_dev.jsonl")
        ],
        "scifact": [
            (r["claim"], r["evidence"], r["label"] == "SUPPORT")
            for r in _lines("scifact_claims_train.jsonl")
        ],
    }


def _lines(name: str) -> list[dict[str, Any]]:
    text = (EVAL_DIR / "support" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _text(row: dict[str, str]) -> str:
    return f"{row['name']}. {row['description']}"


def _one(goals: list[tuple[str, str, str]]) -> Framework:
    return Framework("set", "set", tuple(Goal(i, "ambition", t, d) for i, t, d in goals), "given")


def _by_department(path: Path, key: str, text: str) -> dict[str, Framework]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in _rows(path):
        goal = (row[key], row[text], row.get("description", ""))
        found.setdefault(row["dept_code"], []).append(goal)
    return {code: _one(goals) for code, goals in found.items()}


def _case(text: str, framework: Framework, right: list[str]) -> Case:
    places = {goal.id: place for place, goal in enumerate(framework.goals)}
    return Case(text, framework, frozenset(places[one] for one in right if one in places))
