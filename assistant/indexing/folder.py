"""The layout of indexes/, and the one atomic step that publishes a snapshot."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexMissingError, UsageError
from assistant.indexing.withdrawals import Withdrawals

# Readers that opened a snapshot just before a new one was published may still need its files.
_SNAPSHOTS_KEPT = 3
# Written last into a snapshot's folder: without it the folder is half-built.
LAST_FILE = "snapshot.json"


class IndexesFolder:
    """One indexes/ folder. Nothing in a published snapshot is ever changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.snapshots = root / "snapshots"
        self.texts = root / "texts"
        self.parsed = root / "parsed"
        self.models = root / "models"
        self.embeddings = root / "embeddings.sqlite"
        self.withdrawals = Withdrawals(root / "withdrawn")

    def current(self) -> Path:
        """Return the folder of the snapshot that is served.

        Raises:
            IndexMissingError: nothing has been published yet.
        """
        try:
            name = (self.root / "current").read_text(encoding="utf-8").strip()
        except OSError:
            name = ""
        folder = self.snapshots / name
        if not name or not folder.is_dir():
            raise IndexMissingError(
                f"There is no index in {self.root} yet. Build one: golden-thread ingest FOLDER"
            )
        return folder

    def prepare(self, name: str) -> Path:
        """Return an empty folder for a new snapshot; it is not served until it is published.

        What a killed process left half-built is removed; the lock of `writing` must be held.
        """
        for path in self.snapshots.glob("*"):
            if self.is_half_built(path):
                shutil.rmtree(path, ignore_errors=True)
        folder = self.snapshots / name
        folder.mkdir(parents=True)
        return folder

    def is_half_built(self, folder: Path) -> bool:
        """Say whether a snapshot's folder is not whole: being built, or left by a crash."""
        return not (folder / LAST_FILE).exists()

    def publish(self, name: str) -> list[str]:
        """Serve the snapshot `name` from now on: one rename, so a crash keeps the old one.

        Returns the names of older snapshots that were removed.
        """
        pointer = self.root / "current"
        fresh = self.root / f"current.{os.getpid()}"
        with fresh.open("w", encoding="utf-8") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(pointer)
        return self._forget_old_snapshots(name)

    def writing(self, *, patience: float = 0) -> FileLock:
        """Return the lock that one writer holds while it builds.

        Raises:
            UsageError: when entered while another process is writing, for longer than the seconds
                of `patience`.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        return _OneWriter(self.root / ".writing", timeout=patience)

    def _forget_old_snapshots(self, current: str) -> list[str]:
        others = [path for path in self.snapshots.iterdir() if path.name != current]
        others.sort(key=lambda path: path.name, reverse=True)
        forgotten = others[_SNAPSHOTS_KEPT - 1 :]
        for path in forgotten:
            shutil.rmtree(path, ignore_errors=True)
        return [path.name for path in forgotten]


class _OneWriter(FileLock):
    def acquire(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        try:
            return super().acquire(*args, **kwargs)  # type: ignore[arg-type]
        except Timeout as error:
            raise UsageError(
                "Another ingestion is running on this index. Wait until it has finished."
            ) from error
