"""Ingestion: exactly what the folder holds, atomically, nothing twice, nothing lost."""

from __future__ import annotations

import threading
from pathlib import Path

import docx
import pytest

from assistant import ingest as ingest_module
from assistant.errors import CorpusError, NotFoundError, UsageError
from assistant.indexing import builder
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.ingest import Ingester
from assistant.types import EVERYTHING, IngestReport, Reader
from tests.fakes import FakeEmbedder, fake_model

VISION = "# Vision\n\n## Warm homes\n\nEveryone has a warm home by 2030.\n"
REPORT = "# Report\n\n1.1 The Board is asked to agree the plan.\n\n1.2 It costs £3 million.\n"


class Place:
    """A corpus and its indexes in one folder."""

    def __init__(self, root: Path) -> None:
        self.corpus = root / "corpus"
        self.corpus.mkdir()
        self.indexes = IndexesFolder(root / "indexes")
        self.embedder = FakeEmbedder()
        self.write("vision.md", VISION)
        self.write("report.md", REPORT)

    def write(self, name: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.corpus / name).write_bytes(data)

    def ingest(self, *, allow_empty: bool = False) -> IngestReport:
        ingester = Ingester(self.indexes, fake_model(self.embedder))
        return ingester.ingest([self.corpus], allow_empty=allow_empty)

    def index(self) -> Index:
        return Index.open(self.indexes)

    def ids(self) -> list[str]:
        return [document.id for document in self.index().documents(reader=EVERYTHING)]


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_snapshot_holds_what_the_folder_holds(place: Place) -> None:
    report = place.ingest()

    assert place.ids() == ["report", "vision"]
    assert report.added == ("report", "vision")
    assert report.snapshot.documents == 2


def test_a_second_run_embeds_nothing_and_publishes_nothing_new(place: Place) -> None:
    first = place.ingest()
    embedded = len(place.embedder.texts)

    second = place.ingest()

    assert len(place.embedder.texts) == embedded
    assert second.embedded == 0
    assert second.snapshot.id == first.snapshot.id


def test_only_what_changed_is_embedded_again(place: Place) -> None:
    place.ingest()
    place.embedder.texts.clear()
    place.write("report.md", REPORT.replace("£3 million", "£4 million"))

    report = place.ingest()

    assert report.changed == ("report",)
    assert place.embedder.texts
    assert all("warm home" not in text for text in place.embedder.texts)


def test_a_removed_document_leaves_the_index_and_its_text_is_gone(place: Place) -> None:
    place.ingest()
    version = place.index().text("report", reader=EVERYTHING, version=None).version
    (place.corpus / "report.md").unlink()

    report = place.ingest()

    assert report.removed == ("report",)
    assert place.ids() == ["vision"]
    assert not list(place.indexes.texts.glob(f"*/{version}.txt"))
    assert all("million" not in path.read_text() for path in place.indexes.parsed.iterdir())


def test_an_old_version_still_opens_on_the_words_it_had(place: Place) -> None:
    place.ingest()
    old = place.index().text("report", reader=EVERYTHING, version=None)
    start = old.text.index("It costs £3 million.")
    place.write("report.md", "# Report\n\nQuite another text.\n")
    place.ingest()

    again = place.index().text("report", reader=EVERYTHING, version=old.version)

    assert again.text[start : start + 20] == "It costs £3 million."
    assert place.index().text("report", reader=EVERYTHING, version=None).version != old.version


def test_an_old_version_is_closed_to_those_who_might_not_read_it_then(place: Place) -> None:
    """A paper that was published after its secrets were taken out keeps them secret."""
    place.write("documents.yaml", "documents:\n- {file: report.md, audience: board}\n")
    place.ingest()
    secret = place.index().text("report", reader=EVERYTHING, version=None).version
    place.write("report.md", "# Report\n\n1.1 Redacted.\n")
    place.write("documents.yaml", "documents:\n- {file: report.md, audience: public}\n")
    place.ingest()
    public = Reader(frozenset({"public"}))

    assert "Redacted" in place.index().text("report", reader=public, version=None).text
    with pytest.raises(NotFoundError):
        place.index().text("report", reader=public, version=secret)
    board = Reader(frozenset({"public", "board"}))
    assert "million" in place.index().text("report", reader=board, version=secret).text


def test_offsets_stay_true_when_the_parser_changes(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Risk 2 of the design: a new parser gives a new text; citations of the old one still open."""
    place.ingest()
    old = place.index().text("report", reader=EVERYTHING, version=None)
    start = old.text.index("It costs £3 million.")
    parse = ingest_module.parse_safely

    def new_parser(paths, *, workers):  # type: ignore[no-untyped-def]
        from dataclasses import replace

        for path, parsed in parse(paths, workers=workers):
            shifted = [replace(b, start=b.start + 3, end=b.end + 3) for b in parsed.blocks]
            yield path, replace(parsed, text=">> " + parsed.text, blocks=tuple(shifted))

    monkeypatch.setattr(ingest_module, "parse_safely", new_parser)
    monkeypatch.setattr(ingest_module, "PARSER_VERSION", "another")
    place.ingest()

    index = place.index()
    assert index.text("report", reader=EVERYTHING, version=None).text.startswith(">> ")
    kept = index.text("report", reader=EVERYTHING, version=old.version).text
    assert kept[start : start + 20] == "It costs £3 million."


def test_an_unreadable_file_is_reported_and_the_rest_is_published(place: Place) -> None:
    place.write("broken.pdf", b"%PDF-1.7 but nothing more")

    report = place.ingest()

    assert [one.id for one in report.refused] == ["broken"]
    assert report.refused[0].reason in {"damaged", "empty"}
    assert report.snapshot.documents == 2


def test_a_file_that_became_unreadable_keeps_its_last_good_version_marked_stale(
    place: Place,
) -> None:
    paper = docx.Document()
    paper.add_paragraph("The plan costs £7 million.")
    paper.save(str(place.corpus / "paper.docx"))
    place.ingest()
    place.write("paper.docx", (place.corpus / "paper.docx").read_bytes()[:2_000])

    report = place.ingest()

    assert [one.id for one in report.refused] == ["paper"]
    assert place.index().document("paper").stale
    assert "£7 million" in place.index().text("paper", reader=EVERYTHING, version=None).text
    (place.corpus / "paper.docx").unlink()
    place.ingest()
    assert "paper" not in place.ids()


def test_nothing_is_published_from_an_empty_folder(place: Place) -> None:
    place.ingest()
    for path in place.corpus.iterdir():
        path.unlink()

    with pytest.raises(CorpusError, match="still served"):
        place.ingest()

    assert place.ids() == ["report", "vision"]


def test_nothing_is_published_when_no_file_can_be_read(place: Place) -> None:
    place.ingest()
    for path in list(place.corpus.iterdir()):
        path.unlink()
    place.write("new.pdf", b"%PDF-1.7 broken")

    with pytest.raises(CorpusError, match="new"):
        place.ingest()

    assert place.ids() == ["report", "vision"]


def test_an_empty_snapshot_is_published_when_that_is_asked_for(place: Place) -> None:
    place.ingest()
    for path in place.corpus.iterdir():
        path.unlink()

    place.ingest(allow_empty=True)

    assert place.ids() == []


def test_a_crash_while_building_leaves_the_last_snapshot_serving(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.ingest().snapshot.id
    place.write("report.md", "# Report\n\nNew words.\n")

    def crash(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(builder, "write_passages", crash)
    with pytest.raises(RuntimeError):
        place.ingest()

    assert place.index().snapshot.id == before
    assert [path.name for path in place.indexes.snapshots.iterdir()] == [before]


def test_two_ingestions_at_once_are_refused(place: Place) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with place.indexes.writing():
            entered.set()
            leave.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(30)
    try:
        with pytest.raises(UsageError, match="Another ingestion"):
            place.ingest()
    finally:
        leave.set()
        thread.join()
