"""Every gap, orphan, conflict and wrong reference planted in the sample is found in one matrix."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.alignment_types import AlignmentReport
from assistant.settings import Settings
from assistant.types import EVERYTHING, Citation
from assistant.wiring import open_aligner

pytestmark = pytest.mark.model
PLANTED = Path(__file__).parents[1] / "data" / "sample_planted.yaml"


@pytest.fixture(name="report", scope="module")
def _report(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> AlignmentReport:
    records = tmp_path_factory.mktemp("planted") / "records.sqlite"
    settings = Settings(indexes_dir=sample_indexes, records_path=records)
    return open_aligner(settings).align(reader=EVERYTHING)


@pytest.fixture(name="planted", scope="module")
def _planted() -> Any:
    return yaml.safe_load(PLANTED.read_text(encoding="utf-8"))


def _says(citation: Citation, quote: str) -> bool:
    return " ".join(quote.split()) in " ".join(citation.quote.split())


def _looked_at(report: AlignmentReport, quote: str) -> Iterable[str]:
    return [note for note, citation in report.remarks if _says(citation, quote)]


def test_every_goal_is_found_with_its_level_and_parent(
    report: AlignmentReport, planted: Any
) -> None:
    found = [(g.id, g.level, g.text, g.parent) for g in report.framework.goals]

    assert found == [(g["id"], g["level"], g["text"], g["parent"]) for g in planted["goals"]]
    assert all(goal.citation for goal in report.framework.goals)


def test_every_gap_is_found_and_what_comes_nearest_is_shown(
    report: AlignmentReport, planted: Any
) -> None:
    found = {(gap.goal_id, gap.kind) for gap in report.gaps}

    for gap in planted["gaps"]:
        assert (gap["goal"], gap["kind"]) in found
        for mention in gap.get("mentions", []):
            [note] = _looked_at(report, mention["quote"])
            assert note.startswith("Nothing serves ambition 7")


def test_every_orphan_is_found(report: AlignmentReport, planted: Any) -> None:
    found = [(one.locator.document_id, one.locator.section[-1]) for one in report.orphans]

    for orphan in planted["orphans"]:
        assert (orphan["document"], orphan["objective"]) in found


def test_every_conflict_is_found_and_none_that_is_none(
    report: AlignmentReport, planted: Any
) -> None:
    found = [{(one.locator.document_id, one.quote) for one in (c.a, c.b)} for c in report.conflicts]
    sides = [{one["a"]["document"], one["b"]["document"]} for one in planted["conflicts"]]

    assert [{document for document, _ in pair} for pair in found] == sides
    for one in planted["conflicts"]:
        quotes = (one["a"]["quote"], one["b"]["quote"])
        assert any(all(any(q in text for _, text in pair) for q in quotes) for pair in found)


def test_references_and_names_that_are_wrong_are_found_with_what_is_right(
    report: AlignmentReport, planted: Any
) -> None:
    [old] = _looked_at(report, planted["superseded_reference"]["quote"])
    [misnamed] = _looked_at(report, planted["misnamed_ambition"]["quote"])
    [renamed] = _looked_at(report, planted["renamed_ambition"]["quote"])

    assert "has been superseded by Wenshire Health and Wellbeing Strategy" in old
    assert f"Perhaps ambition {planted['misnamed_ambition']['meant']}," in misnamed
    assert planted["renamed_ambition"]["as_there"] in renamed
    assert planted["renamed_ambition"]["as_in_vision"] in renamed


def test_a_draft_that_falls_short_of_a_decision_is_found_with_the_decision(
    report: AlignmentReport, planted: Any
) -> None:
    one = planted["draft_against_decision"]
    [note] = _looked_at(report, one["draft"]["quote"])

    assert "Decided was nine routes; here it is six routes." in note
    assert one["decision"]["quote"] in note


def test_a_strategy_of_intentions_only_is_said_to_commit_to_nothing(
    report: AlignmentReport, planted: Any
) -> None:
    one = planted["aligned_but_uncommitted"]
    found = [note for note, c in report.remarks if c.locator.document_id == one["document"]]

    assert any(f"ambition {one['goal']}," in n and "commits to nothing" in n for n in found)


def test_measures_stand_with_the_goal_of_their_heading_and_of_what_their_row_counts(
    report: AlignmentReport,
) -> None:
    of = {
        goal.id: " ".join(m.citation.quote for m in report.measures if m.goal_id == goal.id)
        for goal in report.framework.goals
    }

    assert "1,200 befriending volunteers" in of["2.3"]
    assert "1,200 befriending volunteers" not in of["4.3"]
    assert "inactive adults" in of["2.2"]
    assert "inactive adults" not in of["4.1"]
    assert "We will retrofit 9,000 homes" in of["3.3"]
    assert "Retrofit the first 4,000 homes" not in of["1.2"]
    assert not of["1.3"]
