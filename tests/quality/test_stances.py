"""The Essex documents against their vision: how far the stances agree with a reader's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.alignment.aligner import Aligner
from assistant.alignment_types import AlignmentReport
from assistant.settings import Settings
from assistant.types import EVERYTHING
from assistant.wiring import open_aligner, open_ingester

READ = Path(__file__).parent / "alignment" / "essex_stances.yaml"
ESSEX = Path(__file__).resolve().parents[3] / "shared" / "documents" / "essex"

pytestmark = [
    pytest.mark.quality,
    pytest.mark.model,
    pytest.mark.skipif(not ESSEX.is_dir(), reason="the shared documents are not here"),
]


@pytest.fixture(name="aligner", scope="module")
def _aligner(tmp_path_factory: pytest.TempPathFactory) -> Aligner:
    root = tmp_path_factory.mktemp("essex")
    settings = Settings(
        indexes_dir=root / "indexes", records_path=root / "records.sqlite", corpus_dir=root
    )
    open_ingester(settings, progress=lambda *_: None).ingest([ESSEX])
    return open_aligner(settings)


@pytest.fixture(name="report", scope="module")
def _report(aligner: Aligner) -> AlignmentReport:
    return aligner.align(reader=EVERYTHING, vision=_read()["vision"])


def test_the_ambitions_are_found_with_both_wordings_of_the_child_ambition(
    report: AlignmentReport,
) -> None:
    ambitions = [goal for goal in report.framework.goals if goal.parent is None]

    assert len(ambitions) == len(_read()["ambitions"])
    assert all(goal.citation for goal in ambitions)
    assert ambitions[2].wordings


def test_the_stances_mostly_agree_with_a_readers(report: AlignmentReport) -> None:
    found = {(one.document_id, one.goal_id): one.stance for one in report.findings}
    read = {(one["document"], one["goal"]): one["stance"] for one in _read()["stances"]}

    agreed = sum(found[key] == stance for key, stance in read.items())
    false = [k for k, stance in read.items() if found[k] == "supports" and stance != "supports"]

    assert agreed / len(read) >= 0.8
    assert not false


def test_the_table_of_joint_work_serves_the_priorities_that_its_headings_name(
    report: AlignmentReport,
) -> None:
    table = {one.goal_id: one for one in report.findings if one.title == "Appendix 3"}
    named = ["2.1", "2.3", "3.2", "3.3", "4.1", "5.1", "5.2", "6.1", "6.3", "7.1", "7.2", "7.3"]

    assert all(table[goal].stance == "partly" for goal in named)
    assert all(table[goal].stance in {"silent", "mentions"} for goal in ("1", "2.2", "3.1", "6.2"))
    assert all("EQUAL START" not in one.quote for one in table["2.1"].evidence)
    assert any("Broadband" in one.quote for one in table["6.3"].evidence)


def _read() -> Any:
    return yaml.safe_load(READ.read_text(encoding="utf-8"))
