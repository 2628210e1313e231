"""Corpus, index, records and keys -> findings."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.alignment.goals_file import read_goals
from assistant.cli.checkup.findings import Checked
from assistant.corpus.files import CorpusFile, find_files
from assistant.corpus.sources import Sources
from assistant.errors import IndexMissingError, IndexUnusableError
from assistant.indexing.folder import IndexesFolder
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.settings import Settings
from assistant.types import EVERYTHING, Document, Filters
from assistant.wiring import open_assistant, open_index

_SOON = timedelta(days=14)
_INGEST = "golden-thread ingest"
_NAMED = 5


def check_corpus(settings: Settings) -> Iterator[Checked]:
    """Check that the corpus folder and its manifests can be read, and compare it with the index."""
    corpus = settings.corpus_dir
    if not corpus.is_dir():
        remedy = "Create it, mount it, or set GOLDEN_THREAD_CORPUS_DIR; uploads go there."
        yield Checked("corpus", "problem", f"There is no folder {corpus}.", remedy)
        return
    if not os.access(corpus, os.W_OK):
        remedy = "Let the service's user write there if documents are uploaded over HTTP."
        yield Checked("corpus", "note", f"{corpus} cannot be written.", remedy)
    given = read_goals(corpus / "goals.yaml")
    try:
        index = open_index(settings)
    except (IndexMissingError, IndexUnusableError):
        index = None  # the check of the index tells
    sources = Sources.of(index.snapshot if index else None, corpus)
    found = find_files(sources.roots, skip=sources.skipped)
    for note in found.notes:
        yield Checked("manifest", "note", note, "Correct documents.yaml.")
    files = f"{len(found.files)} files in {', '.join(map(str, sources.roots))}"
    goals = f", {len(given)} frameworks in goals.yaml" if given else ""
    yield Checked("corpus", "ok", f"{files}{goals}.")
    if index is not None and index.snapshot.sources:
        yield from _compared(found.files, index.documents(reader=EVERYTHING))


def _compared(files: Sequence[CorpusFile], documents: Sequence[Document]) -> Iterator[Checked]:
    served = {document.path: document.sha256 for document in documents if not document.stale}
    stale = {document.path for document in documents if document.stale}
    behind = [file.name for file in files
              if served.get(file.name) != file.sha256 and file.name not in stale]  # fmt: skip
    gone = sorted(served.keys() - {file.name for file in files})
    if behind or gone:
        found = f"The index is behind the corpus: {_named([*behind, *gone])}."
        yield Checked("corpus", "note", found, f"Run {_INGEST} with the same folders.")


def check_index(settings: Settings) -> Iterator[Checked]:
    """Open the served snapshot, search in it, and look at its age and its documents."""
    folder = settings.indexes_dir
    try:
        index = open_index(settings)
    except IndexMissingError as error:
        yield Checked("index", "problem", str(error), f"Run {_INGEST} FOLDER.")
        return
    open_assistant(settings).search("homes", reader=EVERYTHING, filters=Filters(), top=1)
    snapshot = index.snapshot
    age = datetime.now(UTC) - datetime.fromisoformat(snapshot.created)
    counts = f"{snapshot.documents} documents, {snapshot.chunks} passages"
    yield Checked("index", "ok", f"{snapshot.id}, {age.days} days old: {counts}.")
    if not os.access(folder, os.W_OK):
        remedy = "Let the user that ingests write there."
        yield Checked("index", "note", f"{folder} cannot be written by this user.", remedy)
    if not snapshot.sources:
        found = "The index does not say where its documents lie, so nothing can be uploaded."
        yield Checked("index", "note", found, f"Run {_INGEST} FOLDER once more.")
    yield from _unread(index.documents(reader=EVERYTHING))
    yield from _half_built(IndexesFolder(folder))


def _unread(documents: Sequence[Document]) -> Iterator[Checked]:
    stale = [document.path for document in documents if document.stale]
    refused = [f"{one.path} ({one.reason})" for one in documents if one.reading == "refused"]
    if stale:
        found = f"Served from their last good version: {_named(stale)}."
        yield Checked("documents", "note", found, "Mend the files, then ingest.")
    if refused:
        remedy = "golden-thread documents --problems says why and what to do."
        yield Checked("documents", "note", f"Not read: {_named(refused)}.", remedy)


def _half_built(indexes: IndexesFolder) -> Iterator[Checked]:
    left = [path.name for path in indexes.snapshots.glob("*") if indexes.is_half_built(path)]
    if left:
        found = f"Left half-built (or being built now): {_named(left)}."
        yield Checked("index", "note", found, "The next ingestion clears them away.")


def check_records(settings: Settings) -> Iterator[Checked]:
    """Check that the records can be written, are nobody else's to read, and lie safely."""
    path = settings.records_path
    if path.resolve().is_relative_to(settings.indexes_dir.resolve()):
        remedy = "Set GOLDEN_THREAD_RECORDS_PATH outside it: indexes may be deleted at any time."
        found = f"The records ({path}) lie inside {settings.indexes_dir}."
        yield Checked("records", "problem", found, remedy)
    if not path.is_file():
        yield from _not_yet(path)
        return
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        [state] = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        remedy = "Restore the last backup: docs/how-to/operate.md."
        yield Checked("records", "problem", f"{path} is damaged: {state}.", remedy)
        return
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        found = f"{path} can be read by others on this machine."
        yield Checked("records", "problem", found, f"chmod 600 {path}")
    yield Checked("records", "ok", f"{path} is sound and can be written.")


def _not_yet(path: Path) -> Iterator[Checked]:
    folder = next(one for one in path.absolute().parents if one.exists())
    if os.access(folder, os.W_OK):
        yield Checked("records", "ok", f"{path} will be made when it is needed.")
    else:
        remedy = "Create its folder for the service's user, or set GOLDEN_THREAD_RECORDS_PATH."
        yield Checked("records", "problem", f"{path} cannot be made.", remedy)


def check_keys(settings: Settings) -> Iterator[Checked]:
    """Check that someone can use the service, and who cannot much longer."""
    path = settings.records_path
    keys = Keys(Database.open(path)).list() if path.is_file() else []
    usable = [key for key in keys if key.is_usable]
    create = "golden-thread keys create NAME --role administer"
    if not keys:
        found = "No keys: the service listens on this machine only and reads what is public."
        yield Checked("keys", "note", found, f"To let others in: {create}")
        return
    if not usable:
        found = "Every key is revoked or expired: nobody can use the service."
        yield Checked("keys", "problem", found, create)
        return
    soon = (datetime.now(UTC) + _SOON).isoformat()
    for key in usable:
        if key.expires and key.expires < soon:
            found = f"The key {key.name} ({key.id}) expires on {key.expires[:10]}."
            yield Checked("keys", "note", found, "Create its successor, then revoke it.")
    if all(key.role != "administer" for key in usable):
        yield Checked("keys", "note", "No key administers: nobody can upload.", create)
    yield Checked("keys", "ok", f"{len(usable)} of {len(keys)} keys are usable.")


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
