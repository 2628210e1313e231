"""Reports in process and over HTTP: the same for the same reader, and never more than it reads."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.api.serve import server_config
from assistant.client import AssistantClient
from assistant.errors import GoldenThreadError, NotFoundError
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.reporting import Reporting
from assistant.settings import Settings
from assistant.types import Filters, Reader
from assistant.wiring import ServedAssistant
from tests.conftest import SAMPLE

PUBLIC = Reader(frozenset({"public"}))
BOARD = Reader(frozenset({"public", "board"}))
DRAFT = b"# Homes\n\nWe will build 400 affordable homes by 2030.\n"
# The title of the one paper of the sample that only the board reads.
PRIVATE = "Private session"
AWKWARD = Path(__file__).resolve().parents[2] / "shared" / "awkward" / "files"
needs_awkward = pytest.mark.skipif(not AWKWARD.is_dir(), reason="the shared files are not here")


@pytest.fixture(name="settings", scope="module")
def _settings(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    records = tmp_path_factory.mktemp("records") / "records.sqlite"
    return Settings(indexes_dir=sample_indexes, records_path=records, corpus_dir=SAMPLE)


@pytest.fixture(name="here", scope="module")
def _here(settings: Settings) -> Reporting:
    return Reporting(ServedAssistant(settings).aligner)


@pytest.fixture(name="there", scope="module")
def _there(settings: Settings) -> Iterator[AssistantClient]:
    """A client whose key reads the papers of the board."""
    keys = Keys(Database.open(settings.records_path))
    _, key = keys.create("bot", role="read", audiences=("public", "board"))
    app = create_app(ServedAssistant(settings), settings)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(app, host="127.0.0.1", port=0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    yield AssistantClient.at(url, api_key=key)
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(name="door", params=["here", "there"])
def _door(request: pytest.FixtureRequest) -> Reporting | AssistantClient:
    found: Reporting | AssistantClient = request.getfixturevalue(request.param)
    return found


def test_a_matrix_is_made_of_what_its_reader_may_read(door: Reporting | AssistantClient) -> None:
    for reader, is_there in ((PUBLIC, False), (BOARD, True)):
        report = door.matrix(reader=reader, form="html")

        titles = " ".join(document["title"] for document in report.body["documents"])
        assert (PRIVATE in titles) is is_there
        assert (PRIVATE in report.content.decode()) is is_there
        assert PRIVATE not in titles or reader is BOARD


def test_a_draft_is_held_against_what_its_reader_may_read(
    door: Reporting | AssistantClient,
) -> None:
    report = door.check("homes.md", DRAFT, reader=PUBLIC)

    assert report.body["title"] == "homes"
    assert set(report.body["served"].values()) - {"silent"}
    assert report.content.startswith(b"PK")
    [(vision, title)] = door.visions(reader=PUBLIC)
    assert title.startswith("Wenshire 2040")
    named = door.check("homes.md", DRAFT, reader=PUBLIC, vision=vision)
    assert named.body["served"] == report.body["served"]


def test_who_may_read_nothing_learns_nothing(door: Reporting | AssistantClient) -> None:
    nobody = Reader(frozenset())

    assert door.visions(reader=nobody) == []
    with pytest.raises(NotFoundError):
        door.matrix(reader=nobody)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken"])
def test_a_draft_that_cannot_be_read_is_refused_in_words(
    door: Reporting | AssistantClient, content: bytes
) -> None:
    with pytest.raises(GoldenThreadError, match=r"draft\.pdf"):
        door.check("draft.pdf", content, reader=PUBLIC)


def test_both_ways_say_the_same(here: Reporting, there: AssistantClient) -> None:
    near, far = here.matrix(reader=PUBLIC).body, there.matrix(reader=PUBLIC).body

    assert [f["stance"] for f in near["findings"]] == [f["stance"] for f in far["findings"]]
    assert near["gaps"] == far["gaps"]


def test_a_matrix_may_be_of_some_documents_only(door: Reporting | AssistantClient) -> None:
    filters = Filters(documents=("climate-plan-2024-2030", "2024-12-10-progress-report"))

    report = door.matrix(reader=PUBLIC, filters=filters)

    assert {document["kind"] for document in report.body["documents"]} == {"board", "strategy"}
    assert len(report.body["documents"]) == 2


@needs_awkward
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unstructured__password.pdf", "encrypted"),
        ("poi__protected_agile.docx", "encrypted"),
        ("onyx__empty.pdf", "holds no text"),
        ("poi__truncated62886.docx", "damaged"),
        ("redbox__Cabinet Office - Wikipedia.corrupt.pdf", "another kind of file"),
        ("unstructured__book-war-and-peace-1225p.txt", "in parts"),
    ],
)
def test_a_draft_that_is_locked_empty_damaged_or_too_long_ends_in_plain_words_and_is_gone(
    here: Reporting, settings: Settings, name: str, said: str
) -> None:
    before = _files(settings.indexes_dir)

    with pytest.raises(GoldenThreadError, match=said):
        here.check(name, (AWKWARD / name).read_bytes(), reader=BOARD)

    assert _files(settings.indexes_dir) == before


@needs_awkward
def test_a_draft_of_images_is_read_by_its_pictures_or_said_to_need_it(here: Reporting) -> None:
    content = (AWKWARD / "unstructured__loremipsum-flat.pdf").read_bytes()
    try:
        told = " ".join(here.check("scan.pdf", content, reader=BOARD).body["notes"])
    except GoldenThreadError as error:
        told = str(error)

    assert "OCR" in told


def _files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))
