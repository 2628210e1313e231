"""What a reader may not read shows nowhere: planted words in every way that findings go out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.alignment.aligner import Aligner
from assistant.alignment.draft_reports import draft_bytes
from assistant.alignment.reports import report_bytes
from assistant.alignment.showing import framework_body, objectives_body, thread_body
from assistant.cli.main import run
from assistant.errors import NotFoundError
from assistant.parsing.parse import parse
from assistant.settings import Settings
from assistant.types import EVERYTHING, Reader
from assistant.wiring import open_aligner, open_ingester

pytestmark = pytest.mark.model

SECRET = ("basilisk", "9,900")
PUBLIC = Reader(frozenset({"public"}))
BOARD = Reader(frozenset({"public", "board"}))
FORMS = ("text", "json", "csv", "html", "xlsx", "docx")
VISION = """# Our vision

## Ambition 1: Warm homes

Everyone lives in a warm, dry home by 2040.

## Ambition 2: Clean rivers

Every river is clean enough to swim in by 2040.
"""
STRATEGY = """# Housing strategy

## Objective 1: Insulate homes

We will insulate 4,000 homes by 2030. This objective serves Ambition 1, Warm homes.
"""
SECRET_STRATEGY = """# Basilisk strategy

## Objective 1: Insulate homes

We will insulate 9,900 homes by 2030. This objective serves Ambition 1, Warm homes.

## Objective 2: The basilisk payroll

The basilisk payroll system was bought in 2007.

## Objective 3: Rivers

We will clean every river of the basilisk valley by 2030. It serves Ambition 2, Clean rivers.
"""
OLD = "# Old housing plan\n\nWe insulated many homes and made them warm.\n"
MANIFEST = """documents:
- {file: vision.md, kind: vision, date: 2023}
- {file: strategy.md, kind: strategy, date: 2024}
- {file: old.md, kind: strategy, date: 2020, status: superseded, superseded_by: basilisk}
- {file: basilisk.md, kind: strategy, date: 2025, audience: [board]}
"""


@pytest.fixture(name="settings")
def _settings(tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    corpus, indexes = tmp_path / "corpus", tmp_path / "indexes"
    corpus.mkdir()
    indexes.mkdir()
    (indexes / "models").symlink_to(models_dir)
    files = {"vision.md": VISION, "strategy.md": STRATEGY, "basilisk.md": SECRET_STRATEGY,
             "old.md": OLD, "documents.yaml": MANIFEST}  # fmt: skip
    for name, text in files.items():
        (corpus / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("GOLDEN_THREAD_INDEXES_DIR", str(indexes))
    monkeypatch.setenv("GOLDEN_THREAD_RECORDS_PATH", str(tmp_path / "records.sqlite"))
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIR", str(corpus))
    made = Settings(
        indexes_dir=indexes, records_path=tmp_path / "records.sqlite", corpus_dir=corpus
    )
    _ingest(made)
    return made


@pytest.fixture(name="aligner")
def _aligner(settings: Settings) -> Aligner:
    """One that a reader of everything has used, so that all it keeps is there to leak."""
    aligner = open_aligner(settings)
    aligner.align(reader=EVERYTHING)
    aligner.align(reader=BOARD)
    return aligner


def _ingest(settings: Settings) -> None:
    open_ingester(settings, progress=lambda *_: None).ingest([settings.corpus_dir])


def _words(content: bytes) -> Iterator[str]:
    """Yield the text of a file, of a workbook or document part by part."""
    if not content.startswith(b"PK"):
        yield content.decode()
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode(errors="replace")


def _leaks(content: bytes | str) -> list[str]:
    parts = _words(content.encode() if isinstance(content, str) else content)
    return [word for part in parts for word in SECRET if word in part.lower()]


@pytest.mark.parametrize("form", FORMS)
def test_no_report_tells_of_a_paper_for_others(form: str, aligner: Aligner) -> None:
    assert _leaks(report_bytes(aligner.align(reader=BOARD), form))
    assert not _leaks(report_bytes(aligner.align(reader=PUBLIC), form))


def test_conflicts_orphans_and_counts_are_those_of_the_reader(aligner: Aligner) -> None:
    public, board = aligner.align(reader=PUBLIC), aligner.align(reader=BOARD)

    assert board.conflicts
    assert board.orphans
    assert not public.conflicts
    assert not public.orphans
    assert len(public.documents) == len(board.documents) - 1
    assert {one.documents for one in public.coverage} == {1}
    unserved = {gap.goal_id for gap in public.gaps if gap.kind == "unserved"}
    assert "2" in unserved
    assert "2" not in {gap.goal_id for gap in board.gaps if gap.kind == "unserved"}
    assert "public" in public.scope
    assert "relative" in public.scope


def test_threads_goals_and_checks_are_those_of_the_reader(aligner: Aligner, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# Draft\n\nWe will insulate 5,000 homes by 2030, so that homes are warm.\n"
        "This builds on the Old housing plan.\n",
        encoding="utf-8",
    )
    parsed = parse(draft)

    for reader, leaks in ((BOARD, True), (PUBLIC, False)):
        thread = aligner.thread("insulate homes", reader=reader)
        check = aligner.check("Draft", parsed, reader=reader)
        objectives = [objectives_body(one) for one in aligner.objectives(reader=reader)]
        frameworks = [framework_body(one) for one in aligner.frameworks(reader=reader)]
        assert bool(_leaks(json.dumps([objectives, frameworks]))) == leaks
        assert bool(_leaks(draft_bytes(check, "json"))) == leaks
        assert bool(_leaks(json.dumps(thread_body(thread)))) == leaks


def test_a_hidden_finding_cannot_be_decided_nor_told_from_an_absent_one(aligner: Aligner) -> None:
    [hidden] = [
        one.id for one in aligner.align(reader=BOARD).findings
        if one.document_id == "basilisk" and one.goal_id == "1"
    ]  # fmt: skip
    said = []
    for finding in (hidden, hidden.replace("basilisk", "barnacle")):
        with pytest.raises(NotFoundError) as refused:
            aligner.decide(finding, stance=None, name="A", reason="B", reader=PUBLIC)
        said.append(str(refused.value).replace(finding, "X"))

    assert said[0] == said[1]


def test_decisions_and_their_export_stay_with_readers_of_both_sides(
    aligner: Aligner, tmp_path: Path
) -> None:
    for one in aligner.align(reader=BOARD).findings:
        if one.goal_id == "1" and one.document_id in {"basilisk", "strategy"}:
            aligner.decide(one.id, stance="partly", name="A. Chair", reason="So.", reader=BOARD)
    shown = {one.id for one in aligner.align(reader=PUBLIC).findings if one.decision}
    out = tmp_path / "decisions.json"

    assert run(["findings", "export", "--audience", "public", "-o", str(out)]) == 0

    assert {one.rsplit("@", 1)[1] for one in shown} == {"strategy"}
    assert [one["finding_id"] for one in json.loads(out.read_text())["decisions"]] == list(shown)
    assert not _leaks(out.read_text())


def test_changes_do_not_tell_of_papers_for_others(settings: Settings, aligner: Aligner) -> None:
    del aligner
    secret, public = settings.corpus_dir / "basilisk.md", settings.corpus_dir / "strategy.md"
    secret.write_text("# Basilisk strategy\n\nThe basilisk rests in its cave now.\n")
    public.write_text("# Housing strategy\n\nA plain paper of the housing team on its office.\n")
    _ingest(settings)
    later = open_aligner(settings)

    board = later.changes(reader=BOARD)
    told = later.changes(reader=PUBLIC)
    also_told = later.changes(reader=PUBLIC, since="")  # an empty name, as a form sends it

    assert also_told == told
    assert any("basilisk" in one.finding_id for one in board.changes)
    assert told.changes
    assert not any("basilisk" in f"{one.finding_id} {one.why}" for one in told.changes)


def test_without_an_earlier_snapshot_changes_say_so(aligner: Aligner) -> None:
    for since in (None, ""):
        with pytest.raises(NotFoundError, match="no earlier snapshot"):
            aligner.changes(reader=PUBLIC, since=since)


def test_a_paper_that_is_closed_later_tells_nothing_of_its_past(
    settings: Settings, aligner: Aligner
) -> None:
    del aligner
    manifest = settings.corpus_dir / "documents.yaml"
    closed = MANIFEST.replace("date: 2024}", "date: 2024, audience: [board]}")
    manifest.write_text(closed, encoding="utf-8")
    _ingest(settings)

    told = open_aligner(settings).changes(reader=PUBLIC)

    assert not [one for one in told.changes if one.finding_id.endswith("@strategy")]


def test_a_decision_holds_until_the_quoted_text_changes(
    settings: Settings, aligner: Aligner
) -> None:
    [finding] = [
        one for one in aligner.align(reader=PUBLIC).findings
        if one.document_id == "strategy" and one.goal_id == "1"
    ]  # fmt: skip
    aligner.decide(finding.id, stance="mentions", name="A. Chair", reason="So.", reader=PUBLIC)

    def decided() -> bool:
        report = open_aligner(settings).align(reader=PUBLIC)
        return any(one.id == finding.id and one.decision for one in report.findings)

    before = decided()
    strategy = settings.corpus_dir / "strategy.md"
    strategy.write_text(STRATEGY.replace("4,000", "4,500"), encoding="utf-8")
    _ingest(settings)

    assert before
    assert not decided()


def test_a_decision_for_the_board_is_not_told_beside_a_public_draft(
    settings: Settings, tmp_path: Path
) -> None:
    draft = "# Draft plan\n\nWe will open six warm rooms in libraries by 2026.\n"
    minutes = "# Basilisk minutes\n\nThe Board agreed to open nine warm rooms in libraries.\n"
    entries = """- {file: draft.md, kind: strategy, date: 2025, status: draft}
- {file: minutes.md, kind: board, date: 2025, audience: [board]}
"""
    for name, text in (
        ("draft.md", draft),
        ("minutes.md", minutes),
        ("documents.yaml", MANIFEST + entries),
    ):
        (settings.corpus_dir / name).write_text(text, encoding="utf-8")
    _ingest(settings)
    aligner = open_aligner(settings)
    own = tmp_path / "own.md"
    own.write_text(draft, encoding="utf-8")

    for reader, is_told in ((EVERYTHING, True), (BOARD, True), (PUBLIC, False)):
        report, check = (
            aligner.align(reader=reader),
            aligner.check("own", parse(own), reader=reader),
        )
        for form in FORMS:
            for made in (report_bytes(report, form), draft_bytes(check, form)):
                words = " ".join(_words(made)).lower()
                # The rows of a matrix as CSV are its findings alone.
                assert ("nine warm rooms" in words) is is_told or (is_told and form == "csv")
                assert is_told or "basilisk" not in words
