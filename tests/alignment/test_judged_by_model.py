"""Findings judged by a language model over the sample corpus: who judged, and what it costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.alignment.aligner import Aligner
from assistant.alignment.findings import fingerprint
from assistant.alignment.reports import report_bytes
from assistant.alignment_types import AlignmentReport
from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from assistant.wiring import open_aligner, open_assistant
from tests.llm_server.replies import Asked, Said, always
from tests.llm_server.server import FakeModelServer

pytestmark = pytest.mark.model
DOWNWARDS = '{"choice": "mentions"}'


@pytest.fixture(name="server")
def _server() -> Iterator[FakeModelServer]:
    with FakeModelServer(always(DOWNWARDS)).running() as server:
        yield server


def _settings(
    indexes: Path, folder: Path, server: FakeModelServer | None, **more: object
) -> Settings:
    given: dict[str, object] = {"indexes_dir": indexes, "records_path": folder / "records.sqlite"}
    if server is not None:
        given |= {"llm": "openai-like", "llm_model": "fake-70b", "llm_url": f"{server.address}/v1"}
    return Settings(**{**given, **more})  # type: ignore[arg-type]


def _report(settings: Settings) -> tuple[Aligner, AlignmentReport]:
    aligner = open_aligner(settings)
    vision = aligner.frameworks(reader=EVERYTHING)[0].vision
    return aligner, aligner.align(reader=EVERYTHING, vision=vision)


@pytest.fixture(name="ruled", scope="module")
def _ruled(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> AlignmentReport:
    return _report(_settings(sample_indexes, tmp_path_factory.mktemp("ruled"), None))[1]


def test_findings_say_that_the_model_judged_them_and_cost_each_pair_of_texts_once(
    sample_indexes: Path, tmp_path: Path, server: FakeModelServer, ruled: AlignmentReport
) -> None:
    settings, before = (
        _settings(sample_indexes, tmp_path, server),
        {f.id: f for f in ruled.findings},
    )

    aligner, report = _report(settings)

    judged = [one for one in report.findings if one.judged_by == "model"]
    assert len(judged) > 30
    assert {one.stance for one in judged} <= {"mentions", "conflicts"}
    assert all("fake-70b" in one.reason for one in judged)
    assert all(one.stance == "silent" for one in report.findings if one.judged_by == "rules")
    assert all(fingerprint(one) == fingerprint(before[one.id]) for one in report.findings)
    assert f"{len(judged)} of the {len(judged)} stances" in report.scope
    body = json.loads(report_bytes(report, "json"))
    assert {one["judged_by"] for one in body["findings"]} == {"rules", "model"}

    asked = [one.task for one in server.asked]
    assert len(asked) == len(set(asked))
    aligner.align(reader=EVERYTHING, vision=report.framework.vision)
    _, again = _report(settings)
    assert len(server.asked) == len(asked)
    assert again.findings == report.findings


@pytest.mark.parametrize("said", [Said(status=500), Said("I would rather not.")])
def test_a_model_that_fails_leaves_the_findings_of_the_rules(
    sample_indexes: Path,
    tmp_path: Path,
    server: FakeModelServer,
    ruled: AlignmentReport,
    said: Said,
) -> None:
    server.brain = always(said)

    _, report = _report(_settings(sample_indexes, tmp_path, server, llm_timeout_seconds=2.0))

    assert report.findings == ruled.findings
    assert report.gaps == ruled.gaps
    assert " 0 of the " in report.scope
    assert "by the written rules" in report.scope


def test_a_model_that_dies_in_the_middle_leaves_what_it_judged(
    sample_indexes: Path, tmp_path: Path, server: FakeModelServer
) -> None:
    def brain(_asked: Asked) -> Said:
        return Said(DOWNWARDS) if len(server.asked) <= 10 else Said(status=401)

    server.brain = brain
    _, report = _report(_settings(sample_indexes, tmp_path, server))

    spoken = [one for one in report.findings if one.evidence]
    by_model = [one for one in spoken if one.judged_by == "model"]
    assert 0 < len(by_model) < len(spoken)
    assert f"{len(by_model)} of the {len(spoken)} stances" in report.scope


def test_small_models_and_settings_leave_findings_to_the_rules(
    sample_indexes: Path, tmp_path: Path, server: FakeModelServer, ruled: AlignmentReport
) -> None:
    small = _report(_settings(sample_indexes, tmp_path, server, llm_model="smol-135m"))[1]
    left = _report(_settings(sample_indexes, tmp_path, server, llm_findings="rules"))[1]

    assert small.findings == left.findings == ruled.findings
    assert not server.asked


def test_a_question_in_words_asks_the_model_about_no_finding(
    sample_indexes: Path, tmp_path: Path, server: FakeModelServer
) -> None:
    settings = _settings(sample_indexes, tmp_path, server)

    answer = open_assistant(settings).ask(
        Question("Which ambitions are served by nobody?"), reader=EVERYTHING
    )

    assert answer.citations
    assert not server.asked
