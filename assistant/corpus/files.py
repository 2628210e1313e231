"""Folders -> the files in them that are documents, each with what its manifest says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.manifest import MANIFEST, DocumentEntry, Manifests
from assistant.errors import CorpusError

GOALS = "goals.yaml"
IGNORE = ".goldenignore"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file found, with what its manifest says; `name` is its path as shown to people."""

    path: Path
    name: str
    sha256: str
    entry: DocumentEntry | None
    default_audience: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files of a corpus, and sentences about what was passed over."""

    files: tuple[CorpusFile, ...]
    notes: tuple[str, ...]


def find_files(roots: Sequence[Path], *, skip: Sequence[Path] = ()) -> FoundFiles:
    """Return every file under the given folders and files, but those under `skip`.

    Raises:
        CorpusError: a folder is missing or a manifest cannot be read.
    """
    files: list[CorpusFile] = []
    notes: list[str] = []
    skipped = {path.resolve() for path in skip}
    for root in roots:
        if not root.exists():
            raise CorpusError(
                f"There is no {root}. Nothing was published; check the path, or that the folder is "
                "mounted."
            )
        folder = root if root.is_dir() else root.parent
        manifests = Manifests(folder)
        paths = list(_walk(root, skipped, notes))
        found = {path.absolute() for path in paths}
        files += [_corpus_file(path, folder, manifests, found) for path in paths]
        notes += manifests.entries_without_file(found) if root.is_dir() else []
    return FoundFiles(tuple({file.path.resolve(): file for file in files}.values()), tuple(notes))


def _corpus_file(
    path: Path, folder: Path, manifests: Manifests, found: Collection[Path]
) -> CorpusFile:
    entry, default_audience = manifests.entry_of(path)
    if entry is None:
        default_audience = manifests.readers_of_the_missing(path, found) or default_audience
    # A name in another encoding, as on old file shares, is shown as well as it can be.
    name = os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")
    return CorpusFile(path, name, sha256_of(path), entry, default_audience)


def _walk(root: Path, skipped: set[Path], notes: list[str]) -> Iterator[Path]:
    """Yield files in a fixed order; a link that leads out of the folder is not followed."""
    if root.is_file():
        yield root
        return
    if root.resolve() in skipped or (root / IGNORE).exists():
        return
    inside = root.resolve()
    for path in sorted(root.iterdir(), key=lambda path: path.name):
        if path.name.startswith((".", "~$")) or path.name in {MANIFEST, GOALS, "Thumbs.db"}:
            continue
        if path.is_symlink() and not _is_inside(path, inside):
            notes.append(f"{path.name} is a link out of the corpus and was not followed.")
        elif path.is_dir():
            yield from _walk(path, skipped, notes)
        elif path.is_file() and path.resolve() not in skipped:
            yield path


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        target = path.resolve(strict=True)
    except OSError:
        return False
    return target.is_file() and target.is_relative_to(folder)


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's content, nothing when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except OSError:
        # A file that cannot be opened is refused by the parser, with its reason.
        return ""
    return digest.hexdigest()
