"""Snapshots as the service sees them: switched without a restart, on disk or on a Chroma server."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import IndexMissingError, IndexUnusableError, StoreUnavailableError
from assistant.indexing.folder import IndexesFolder
from assistant.settings import Settings, load_settings
from assistant.types import EVERYTHING, Filters, Question, Reader
from assistant.wiring import ServedAssistant, open_assistant, open_ingester

pytestmark = pytest.mark.model

PUBLIC = Reader(frozenset({"public"}))


@pytest.fixture(name="settings")
def _settings(tmp_path: Path, models_dir: Path) -> Settings:
    (tmp_path / "indexes").mkdir()
    (tmp_path / "indexes" / "models").symlink_to(models_dir)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "plan.md").write_text("# Plan\n\nThe harbour will be dredged in 2031.\n")
    return load_settings(indexes_dir=tmp_path / "indexes", corpus_dir=corpus)


def ingest(settings: Settings) -> str:
    report = open_ingester(settings, progress=lambda *_: None).ingest([settings.corpus_dir])
    return report.snapshot.id


def found(settings: Settings, words: str, reader: Reader = EVERYTHING) -> list[str]:
    assistant = open_assistant(settings)
    results = assistant.search(words, reader=reader, filters=Filters(), top=5)
    return [result.locator.document_id for result in results]


def test_a_running_service_notices_a_new_snapshot(settings: Settings) -> None:
    served = ServedAssistant(settings)
    with pytest.raises(IndexMissingError):
        served()
    first = ingest(settings)
    assert served().snapshot().id == first
    kept = served()
    (settings.corpus_dir / "more.md").write_text("# More\n\nThe library opens on Sundays.\n")

    second = ingest(settings)

    assert served().snapshot().id == second != first
    # Whoever is in the middle of an answer finishes it on the snapshot that it began with.
    assert kept.ask(Question("When will the harbour be dredged?"), reader=EVERYTHING).citations


def test_old_snapshots_are_removed_but_the_last_few(settings: Settings) -> None:
    for number in range(5):
        (settings.corpus_dir / "more.md").write_text(f"# More\n\nVersion {number}.\n")
        newest = ingest(settings)

    names = sorted(path.name for path in (settings.indexes_dir / "snapshots").iterdir())

    assert len(names) == 3
    assert names[-1] == newest


def test_a_damaged_snapshot_says_how_to_mend_it(settings: Settings) -> None:
    ingest(settings)
    (IndexesFolder(settings.indexes_dir).current() / "documents.json").write_text("{")

    with pytest.raises(IndexUnusableError, match="Build it again"):
        open_assistant(settings)


def test_a_snapshot_of_an_earlier_version_is_refused_and_then_built_anew(
    settings: Settings,
) -> None:
    ingest(settings)
    folder = IndexesFolder(settings.indexes_dir).current()
    (folder / "unit_ends.npy").unlink()
    kept = json.loads((folder / "snapshot.json").read_text())
    (folder / "snapshot.json").write_text(json.dumps({**kept, "fingerprint": "of version 1"}))
    with pytest.raises(IndexUnusableError, match="Build it again"):
        found(settings, "harbour")
    (settings.corpus_dir / "plan.md").write_text("# Plan\n\nThe harbour was dredged.\n")

    ingest(settings)

    assert found(settings, "harbour") == ["plan"]
    (document,) = open_assistant(settings).documents(reader=EVERYTHING)
    assert len(document.earlier) == 1


@pytest.fixture(name="chroma_url")
def _chroma_url(tmp_path: Path) -> Iterator[str]:
    """A real Chroma server on loopback."""
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip("the chroma program is not installed beside Python")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(program), "run", "--path", str(tmp_path / "server"), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the Chroma server did not start")


def test_a_chroma_server_serves_instead_of_the_embedded_store(
    settings: Settings, chroma_url: str
) -> None:
    (settings.corpus_dir / "documents.yaml").write_text(
        "documents:\n- {file: secret.md, audience: board}\n"
    )
    (settings.corpus_dir / "secret.md").write_text("# Secret\n\nThe harbour will be sold.\n")
    remote = settings.model_copy(update={"chroma_url": chroma_url})

    for number in range(4):
        (settings.corpus_dir / "more.md").write_text(f"# More\n\nVersion {number}.\n")
        ingest(remote)

    assert set(found(remote, "What happens to the harbour?")) >= {"plan", "secret"}
    assert "secret" not in found(remote, "What happens to the harbour?", PUBLIC)
    # The vectors lie on the server, not in the snapshot.
    shutil.rmtree(IndexesFolder(settings.indexes_dir).current() / "chroma", ignore_errors=True)
    assert found(remote, "harbour")

    from assistant.indexing.chroma import open_client

    with closing(open_client(Path(), chroma_url)) as client:
        assert len(client.list_collections()) == 3


def test_a_chroma_server_that_does_not_answer_is_named(settings: Settings) -> None:
    ingest(settings)
    remote = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})

    with pytest.raises(StoreUnavailableError, match="127\\.0\\.0\\.1:9"):
        open_assistant(remote)
