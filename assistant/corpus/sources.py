"""Folders given, or those of the served snapshot -> what an ingestion reads and leaves out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.types import Snapshot

SAMPLE = "sample"
README = "README.md"


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders and files to read, as absolute paths, and what of them to leave out."""

    roots: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()

    @classmethod
    def at(cls, roots: Sequence[Path], skipped: Sequence[Path] = ()) -> Sources:
        """Return these folders and files, wherever the next ingestion is started from."""
        return cls(tuple(map(_absolute, roots)), tuple(map(_absolute, skipped)))

    @classmethod
    def corpus(cls, folder: Path) -> Sources:
        """Return what a corpus folder holds but its sample, which is a corpus of its own."""
        return cls.at([folder], [folder / SAMPLE, folder / README])

    @classmethod
    def of(cls, snapshot: Snapshot | None, corpus: Path) -> Sources:
        """Return what a snapshot was read from, and the corpus folder with it."""
        own = cls.corpus(corpus)
        if snapshot is None or not snapshot.sources:
            return own
        roots = tuple(map(Path, snapshot.sources))
        skipped = tuple(map(Path, snapshot.skipped))
        if not corpus.is_dir() or any(own.roots[0].is_relative_to(root) for root in roots):
            return cls(roots, skipped)
        # A folder inside the corpus comes after it, so that its files keep the names it gave them.
        left_out = tuple(path for path in own.skipped if path not in roots)
        return cls((*own.roots, *roots), tuple(dict.fromkeys((*skipped, *left_out))))

    def without(self, paths: Sequence[Path]) -> Sources:
        """Return the same but for these files."""
        left_out = tuple(dict.fromkeys((*self.skipped, *map(_absolute, paths))))
        return replace(self, skipped=left_out)

    def files_of(self, name: str) -> list[Path]:
        """Return the files that are shown under this name: one, unless two folders hold it."""
        skipped = {path.resolve() for path in self.skipped}
        places = [(root if root.is_dir() else root.parent) / name for root in self.roots]
        files = {place.resolve(): place for place in places if place.is_file()}
        return [place for real, place in files.items() if real not in skipped]

    def as_text(self) -> str:
        """Return the sources for a fingerprint: another folder is another snapshot."""
        return "\n".join(map(str, (*self.roots, "", *self.skipped)))


def _absolute(path: Path) -> Path:
    # Links stay: what they lead to may be changed while the service runs.
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - absolute() keeps `..`
