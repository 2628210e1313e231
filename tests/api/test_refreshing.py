"""Uploads and withdrawals over the real front door: nothing else ever leaves what is served."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.ingesting import _request
from assistant.corpus.uploads import Uploads
from assistant.errors import NotFoundError
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.indexing.withdrawals import Withdrawal
from assistant.ingest import Ingester
from assistant.models.embedding import EmbeddingModel
from assistant.settings import Settings
from assistant.types import Reader
from assistant.wiring import ServedAssistant
from tests.api.conftest import BASE_URL
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.model
HERON = b"# Heron plan\n\nThe partnership will protect 45 heron nests by 2031.\n"


class Place:
    """A service over papers that lie in two folders, neither of them its corpus folder."""

    def __init__(self, root: Path, models_dir: Path, model: EmbeddingModel) -> None:
        self.papers, self.more = root / "papers", root / "more"
        for folder, name in ((self.papers, "coast"), (self.papers, "forest"), (self.more, "river")):
            folder.mkdir(exist_ok=True)
            (folder / f"{name}.md").write_text(f"# The {name} plan\n\nThe {name} is restored.\n")
        (self.papers / "left-out.md").write_text("# Left out\n\nNobody reads this.\n")
        self.settings = Settings(
            indexes_dir=root / "indexes",
            corpus_dir=root / "corpus",
            records_path=root / "records.sqlite",
        )
        self.settings.indexes_dir.mkdir()
        (self.settings.indexes_dir / "models").symlink_to(models_dir)
        Ingester(IndexesFolder(self.settings.indexes_dir), model).ingest(
            [self.papers, self.more], skip=[self.papers / "left-out.md"]
        )


@pytest.fixture(name="place")
def _place(tmp_path: Path, models_dir: Path, model: EmbeddingModel) -> Place:
    return Place(tmp_path, models_dir, model)


@pytest.fixture(name="client")
def _client(place: Place) -> Iterator[TestClient]:
    app = create_app(ServedAssistant(place.settings), place.settings)
    with TestClient(app, base_url=BASE_URL) as client:
        yield client


def finished(client: TestClient, reply: Any) -> dict[str, Any]:
    assert reply.status_code == 202, reply.text
    for _ in range(600):
        job: dict[str, Any] = client.get(reply.headers["location"]).json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def served(client: TestClient) -> set[str]:
    return {each["document_id"] for each in client.get("/v1/documents").json()["documents"]}


def test_an_upload_joins_what_is_served_from_elsewhere_and_nothing_leaves(
    client: TestClient, place: Place
) -> None:
    before = served(client)

    job = finished(client, client.post("/v1/documents", files=[("files", ("heron.md", HERON))]))

    assert before == {"coast", "forest", "river"}
    assert job["status"] == "done", job
    assert [each["document_id"] for each in job["documents"]] == ["heron"]
    assert served(client) == {*before, "heron"}
    answer = client.post("/v1/answers", json={"question": "How many heron nests are protected?"})
    assert "45 heron nests" in answer.json()["citations"][0]["quote"]
    finished(client, client.delete("/v1/documents/heron"))
    assert served(client) == before
    assert not list(place.settings.corpus_dir.rglob("heron.md"))


def test_a_paper_outside_the_corpus_folder_is_withdrawn_but_not_deleted(
    client: TestClient, place: Place
) -> None:
    quote = client.post("/v1/answers", json={"question": "Is the forest restored?"}).json()

    job = finished(client, client.delete("/v1/documents/forest"))
    finished(client, client.post("/v1/documents", files=[("files", ("heron.md", HERON))]))

    assert "was left there" in job["detail"]
    assert (place.papers / "forest.md").exists()
    assert served(client) == {"coast", "river", "heron"}
    assert client.get(f"/v1/answers/{quote['id']}").status_code == 404
    for citation in quote["citations"]:
        assert client.get(citation["url"]).status_code == 404


def test_a_folder_that_is_not_mounted_loses_nothing(client: TestClient, place: Place) -> None:
    shutil.rmtree(place.more)
    missing = finished(client, client.post("/v1/documents", files=[("files", ("a.md", HERON))]))
    place.more.mkdir()
    empty = finished(client, client.post("/v1/documents", files=[("files", ("heron.md", HERON))]))

    assert (missing["status"], empty["status"]) == ("failed", "failed")
    assert "mounted" in missing["detail"]
    assert "mounted" in empty["detail"]
    assert served(client) == {"coast", "forest", "river"}


def test_a_paper_is_hidden_at_once_though_its_withdrawal_fails_and_is_tried_again(
    client: TestClient, place: Place
) -> None:
    elsewhere = ServedAssistant(place.settings)  # the bot, or a second service
    public = Reader(frozenset({"public"}))
    asked = {"question": "Is the coast restored?"}
    quote = client.post("/v1/answers", json=asked, headers={"Idempotency-Key": "k"}).json()
    assert elsewhere().document("coast", reader=public)
    river = (place.more / "river.md").read_text()
    shutil.rmtree(place.more)

    reply = client.delete("/v1/documents/coast")
    hidden_at_once = served(client)
    job = finished(client, reply)

    assert hidden_at_once == {"forest", "river"}
    assert job["status"] == "failed"
    assert "tried again" in job["detail"]
    assert served(client) == {"forest", "river"}
    again = client.post("/v1/answers", json=asked, headers={"Idempotency-Key": "k"}).json()
    assert "coast" not in str([again["citations"], again["nearest"]])
    found = client.post("/v1/search", json={"query": "coast restored", "top": 50}).json()
    assert {one["document_id"] for one in found["results"]} == {"forest", "river"}
    assert client.get(f"/v1/answers/{quote['id']}").status_code == 404
    with pytest.raises(NotFoundError):
        elsewhere().document("coast", reader=public)

    place.more.mkdir()
    (place.more / "river.md").write_text(river)
    finished(client, client.post("/v1/documents", files=[("files", ("heron.md", HERON))]))

    assert client.get(reply.headers["location"]).json()["status"] == "done"
    assert served(client) == {"forest", "river", "heron"}


def test_a_withdrawal_that_was_cut_short_is_finished_when_the_service_starts(
    place: Place,
) -> None:
    folder = IndexesFolder(place.settings.indexes_dir)
    before = folder.current()
    folder.withdrawals.add(Withdrawal("coast", "coast.md", str(place.papers / "coast.md")))

    app = create_app(ServedAssistant(place.settings), place.settings)
    with TestClient(app, base_url=BASE_URL) as client:
        assert served(client) == {"forest", "river"}
        for _ in range(600):
            if not folder.withdrawals.names():
                break
            time.sleep(0.1)

    assert folder.current() != before
    assert {one.id for one in Index.open(folder).catalogue.all_documents} == {"forest", "river"}


def test_an_upload_that_was_cut_short_is_read_in_when_the_service_starts(place: Place) -> None:
    uploads = Uploads(place.settings.corpus_dir)
    uploads.add([("heron.md", io.BytesIO(HERON))], {}, lambda _path: False)

    app = create_app(ServedAssistant(place.settings), place.settings)
    with TestClient(app, base_url=BASE_URL) as client:
        for _ in range(600):
            if "heron" in served(client):
                break
            time.sleep(0.1)

        assert served(client) == {"coast", "forest", "river", "heron"}


def test_an_ingestion_goes_on_when_its_service_is_killed(place: Place) -> None:
    Uploads(place.settings.corpus_dir).add(
        [("heron.md", io.BytesIO(HERON))], {}, lambda _path: False
    )
    command = [sys.executable, "-m", "assistant.api.ingest_process"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=REPOSITORY) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()  # nobody hears it any more
        process.stdin.write(json.dumps(_request(place.settings, [], [])).encode())
        process.stdin.close()

    opened = Index.open(IndexesFolder(place.settings.indexes_dir))
    assert "heron" in {one.id for one in opened.catalogue.all_documents}


def test_two_services_over_one_index_take_turns(client: TestClient, place: Place) -> None:
    other_app = create_app(ServedAssistant(place.settings), place.settings)
    with TestClient(other_app, base_url=BASE_URL) as other:
        sent = [
            (each, each.post("/v1/documents", files=[("files", (f"{name}.md", HERON))]))
            for each, name in ((client, "heron"), (other, "egret"))
        ]
        jobs = [finished(each, reply) for each, reply in sent]

        assert [job["status"] for job in jobs] == ["done", "done"]
        assert served(client) == served(other)
        assert {"heron", "egret"} <= served(client)


def test_a_paper_may_come_back_after_its_withdrawal(client: TestClient) -> None:
    upload = [("files", ("heron.md", HERON))]
    finished(client, client.post("/v1/documents", files=upload))
    gone = client.delete("/v1/documents/heron")
    back = client.post("/v1/documents", files=upload)
    finished(client, gone)
    finished(client, back)

    assert "heron" in served(client)


def test_every_paper_may_be_withdrawn_one_after_the_other(client: TestClient) -> None:
    for name in ("coast", "forest", "river"):
        assert finished(client, client.delete(f"/v1/documents/{name}"))["status"] == "done"

    assert served(client) == set()
    assert client.post("/v1/answers", json={"question": "The coast?"}).json()["status"] == (
        "not_found"
    )
