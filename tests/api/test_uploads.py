"""Administrators add and withdraw documents; answers go on meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.ingesting import Progress
from assistant.errors import CorpusError
from assistant.settings import Settings
from tests.api.conftest import BASE_URL
from tests.api.fakes import FakeAssistant, FakeIndex, sample_index

Upload = tuple[str, tuple[str, bytes]]


class FakeIngest:
    """Reads every .md of the uploads folder into the fake index; waits while it is held."""

    def __init__(self, index: FakeIndex, corpus_dir: Path) -> None:
        self.index = index
        self.corpus_dir = corpus_dir
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.failure: Exception | None = None
        self.calls = 0

    def __call__(
        self, progress: Progress, *, withdrawn: Sequence[str] = (), left_out: Sequence[str] = ()
    ) -> list[str]:
        self.calls += 1
        progress("Reading", 1, 2)
        self.may_go_on.wait(10)
        if self.failure:
            raise self.failure
        manifest = self.corpus_dir / "uploads" / "documents.yaml"
        content = yaml.safe_load(manifest.read_text()) if manifest.exists() else {"documents": []}
        said = {e["file"]: e for e in content["documents"]}
        before = {d.id for d in self.index.documents.values() if d.path.startswith("uploads/")}
        found = set()
        for path in sorted((self.corpus_dir / "uploads").glob("*.md")):
            found.add(path.stem)
            audience = said.get(path.name, {}).get("audience", ["public"])
            lines = (("paragraph", path.read_text(), None),)
            self.index.put(path.stem, lines, *audience, path=f"uploads/{path.name}")  # type: ignore[arg-type]
        for document_id in before - found:
            del self.index.documents[document_id]
        return sorted(before - found)


@pytest.fixture(name="index")
def _index(settings: Settings) -> FakeIndex:
    """The sample's documents, lying in the corpus folder as an index says they do."""
    index = sample_index()
    for each in index.documents.values():
        path = settings.corpus_dir / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("in the corpus")
    return index


@pytest.fixture(name="ingest")
def _ingest(index: FakeIndex, settings: Settings) -> FakeIngest:
    return FakeIngest(index, settings.corpus_dir)


@pytest.fixture(name="client")
def _client(index: FakeIndex, settings: Settings, ingest: FakeIngest) -> Iterator[TestClient]:
    app = create_app(lambda: FakeAssistant(index), settings, ingest)
    with TestClient(app, base_url=BASE_URL) as client:
        yield client


def file(name: str, content: bytes = b"A heron lives here.") -> Upload:
    return ("files", (name, content))


def finished(client: TestClient, location: str) -> dict[str, object]:
    for _ in range(500):
        job = client.get(location).json()
        if job["status"] in ("done", "failed"):
            return dict(job)
        time.sleep(0.01)
    raise AssertionError("the job did not end")


def upload(client: TestClient, *files: Upload, **fields: object) -> dict[str, object]:
    reply = client.post("/v1/documents", files=list(files), data=fields)
    assert reply.status_code == 202, reply.text
    return finished(client, reply.headers["location"])


def test_uploaded_files_can_be_asked_about(client: TestClient, settings: Settings) -> None:
    job = upload(client, file("heron.md"), file("egret.md", b"An egret lives there."))

    assert job["status"] == "done"
    assert job["files"] == ["uploads/heron.md", "uploads/egret.md"]
    documents = job["documents"]
    assert isinstance(documents, list)
    assert {each["reading"] for each in documents} == {"read"}
    assert client.post("/v1/answers", json={"question": "egret"}).json()["status"] == "answered"
    assert (settings.corpus_dir / "uploads" / "heron.md").read_bytes() == b"A heron lives here."


def test_answers_go_on_from_the_old_snapshot_while_a_job_runs(
    client: TestClient, ingest: FakeIngest
) -> None:
    ingest.may_go_on.clear()

    reply = client.post("/v1/documents", files=[file("heron.md")])
    time.sleep(0.1)
    job = client.get(reply.headers["location"]).json()

    assert (job["status"], job["stage"], job["done"], job["total"]) == ("running", "Reading", 1, 2)
    assert client.post("/v1/answers", json={"question": "warm"}).json()["status"] == "answered"
    assert client.post("/v1/answers", json={"question": "heron"}).json()["status"] == "not_found"
    ingest.may_go_on.set()
    assert finished(client, reply.headers["location"])["status"] == "done"


def test_jobs_that_queue_up_are_done_by_one_ingestion(
    client: TestClient, ingest: FakeIngest
) -> None:
    ingest.may_go_on.clear()
    replies = [client.post("/v1/documents", files=[file(f"heron-{n}.md")]) for n in range(8)]
    while ingest.calls == 0:
        time.sleep(0.01)
    ingest.may_go_on.set()

    jobs = [finished(client, reply.headers["location"]) for reply in replies]

    assert {job["status"] for job in jobs} == {"done"}
    assert ingest.calls <= 2
    assert all(len(job["documents"]) == 1 for job in jobs)  # type: ignore[arg-type]


def test_an_audience_is_never_lost_when_a_file_is_sent_again(
    client: TestClient, settings: Settings, index: FakeIndex
) -> None:
    upload(client, file("heron.md"), audience=["board", "partners"])
    assert client.get("/v1/documents/heron").status_code == 404

    upload(client, file("egret.md"))

    manifest = yaml.safe_load((settings.corpus_dir / "uploads" / "documents.yaml").read_text())
    assert {"file": "heron.md", "audience": ["board", "partners"]} in manifest["documents"]


def test_a_file_that_the_caller_may_not_read_is_not_replaced(
    client: TestClient, settings: Settings
) -> None:
    upload(client, file("heron.md", b"secret heron"), audience=["board"])

    job = upload(client, file("heron.md", b"other heron"))

    folder = settings.corpus_dir / "uploads"
    assert job["files"] == ["uploads/heron-2.md"]
    assert (folder / "heron.md").read_bytes() == b"secret heron"
    again = upload(client, file("heron-2.md", b"newer heron"))
    assert again["files"] == ["uploads/heron-2.md"]
    assert (folder / "heron-2.md").read_bytes() == b"newer heron"


def test_the_default_audience_of_the_corpus_holds_for_uploads(
    client: TestClient, settings: Settings
) -> None:
    (settings.corpus_dir / "documents.yaml").write_text("default_audience: [board]\n")

    upload(client, file("heron.md"))

    manifest = yaml.safe_load((settings.corpus_dir / "uploads" / "documents.yaml").read_text())
    assert manifest["default_audience"] == ["board"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("program.exe", 415),
        ("noending", 202),
        ("documents.yaml", 422),
        (".md", 202),
        ("../../outside.md", 202),
        ("a\\b\\..\\c.md", 202),
        ("x" * 400 + ".md", 202),
    ],
)
def test_names_stay_inside_the_folder_and_unread_kinds_are_refused(
    client: TestClient, settings: Settings, name: str, status: int
) -> None:
    reply = client.post("/v1/documents", files=[file("fine.md"), file(name)])

    assert reply.status_code == status
    inside = settings.corpus_dir.resolve() / "uploads"
    before = settings.corpus_dir / "vision"
    written = [p for p in settings.corpus_dir.parent.rglob("*.md") if p.parent != before]
    assert all(path.resolve().is_relative_to(inside) for path in written)
    assert (written == []) == (status != 202)


def test_a_withdrawn_document_is_gone_with_its_quotes(
    client: TestClient, settings: Settings
) -> None:
    upload(client, file("heron.md"))
    answer = client.post("/v1/answers", json={"question": "heron"}).json()
    assert client.get(f"/v1/answers/{answer['id']}").status_code == 200

    reply = client.delete("/v1/documents/heron")

    assert reply.status_code == 202
    assert client.get(f"/v1/answers/{answer['id']}").status_code == 404
    assert not (settings.corpus_dir / "uploads" / "heron.md").exists()
    assert finished(client, reply.headers["location"])["status"] == "done"
    assert client.get("/v1/documents/heron").status_code == 404
    assert client.delete("/v1/documents/heron").status_code == 404
    assert client.delete("/v1/documents/board-paper").status_code == 404


def test_an_index_that_does_not_say_where_its_documents_lie_is_left_alone(
    client: TestClient, settings: Settings, index: FakeIndex
) -> None:
    index.sources = ()

    added = client.post("/v1/documents", files=[file("heron.md")])
    withdrawn = client.delete("/v1/documents/our-vision")

    for reply in (added, withdrawn):
        assert reply.status_code == 409
        assert "golden-thread ingest" in reply.json()["detail"]
    assert not (settings.corpus_dir / "uploads").exists()
    assert (settings.corpus_dir / "vision" / "our-vision.md").exists()


def test_a_failed_job_says_why(client: TestClient, ingest: FakeIngest) -> None:
    ingest.failure = CorpusError("The folder is not mounted.")
    known = upload(client, file("heron.md"))
    ingest.failure = RuntimeError("planted")
    unknown = upload(client, file("heron.md"))

    assert (known["status"], known["detail"]) == ("failed", "The folder is not mounted.")
    assert unknown["status"] == "failed"
    assert "planted" not in str(unknown)


def test_uploads_are_checked_field_by_field(client: TestClient) -> None:
    two = [file("a.md"), file("b.md")]
    cases: list[Callable[[], object]] = [
        lambda: client.post("/v1/documents", files=two, data={"kind": "poem"}).status_code,
        lambda: client.post("/v1/documents", files=two, data={"date": "soon"}).status_code,
        lambda: client.post("/v1/documents", data={"kind": "vision"}).status_code,
    ]

    assert [case() for case in cases] == [422, 422, 422]


def test_a_job_is_hidden_from_those_with_fewer_audiences(client: TestClient) -> None:
    assert client.get("/v1/jobs/none").status_code == 404
