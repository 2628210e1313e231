"""Files sent over HTTP -> corpus/uploads with its manifest; files withdrawn -> gone."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any, BinaryIO

import yaml

from assistant.corpus.manifest import MANIFEST, DocumentEntry, Manifest, read_manifest
from assistant.errors import UnreadableDocumentError, UsageError

FOLDER = "uploads"
TEXT_SUFFIXES = (".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")
OFFICE_SUFFIXES = (".docx", ".pptx", ".xlsx", ".odt", ".rtf", ".doc", ".ppt", ".xls")
SUFFIXES = (*TEXT_SUFFIXES, *OFFICE_SUFFIXES, ".pdf", ".eml", ".msg")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST_NAME = 150
_ABANDONED_SECONDS = 24 * 3600


class Uploads:
    """The uploads folder of a corpus; nothing else writes there."""

    def __init__(self, corpus_dir: Path) -> None:
        self._corpus_dir = corpus_dir
        self._folder = corpus_dir / FOLDER
        self._lock = Lock()

    def add(
        self,
        files: Sequence[tuple[str, BinaryIO]],
        given: Mapping[str, Any],
        may_replace: Callable[[str], bool],
    ) -> list[str]:
        """Put files, each with its name, into the corpus with what is `given` of them.

        A file of the same name is replaced when `may_replace` its path, else left alone. Returns
        the paths of the files in the corpus.

        Raises:
            UnreadableDocumentError: files of this kind are not read; none was written.
        """
        names = [safe_name(name) for name, _ in files]
        with self._lock, tempfile.TemporaryDirectory(dir=self._made(), prefix=".") as partial:
            chosen: list[str] = []
            for name, (_, content) in zip(names, files, strict=True):
                chosen.append(
                    next(one for one in _names(name) if self._is_free(one, chosen, may_replace))
                )
                with (Path(partial) / chosen[-1]).open("wb") as file:
                    shutil.copyfileobj(content, file)
            # The manifest first: a file is never seen without its audience.
            self._describe(chosen, given)
            for name in chosen:
                (Path(partial) / name).replace(self._folder / name)
        return [f"{FOLDER}/{name}" for name in chosen]

    def unread(self, served: Collection[str], since: float) -> list[str]:
        """Return the paths of files that are not `served`, or were written after a time."""
        if not self._folder.is_dir():
            return []
        files = [one for one in self._folder.iterdir() if _is_upload(one)]
        paths = {f"{FOLDER}/{one.name}": one for one in files}
        return sorted(
            path for path, one in paths.items()
            if path not in served or one.stat().st_mtime > since
        )

    def holds(self, file: Path) -> bool:
        """Say whether a file lies in the corpus folder.

        Only what this folder holds is ours to delete: elsewhere it may be the only copy.
        """
        return file.resolve().is_relative_to(self._corpus_dir.resolve())

    def remove(self, file: Path) -> None:
        """Delete a file of the corpus folder."""
        with self._lock:
            file.unlink(missing_ok=True)
            if file.parent.resolve() == self._folder.resolve():
                self._forget(file.name)

    def _made(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob(".*/"):  # of a process that was killed while it wrote
            if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
        return self._folder

    def _is_free(
        self, name: str, chosen: Sequence[str], may_replace: Callable[[str], bool]
    ) -> bool:
        is_new = not (self._folder / name).exists()
        return name not in chosen and (is_new or may_replace(f"{FOLDER}/{name}"))

    def _describe(self, names: Sequence[str], given: Mapping[str, Any]) -> None:
        """Note what is given of the files; what was given before and is not now stays."""
        manifest = self._manifest()
        known = {entry.file: entry for entry in manifest.documents}
        for name in names:
            before = known.get(name) or DocumentEntry(file=name)
            known[name] = before.model_copy(update=dict(given))
        self._write(manifest.default_audience, known.values())

    def _forget(self, name: str) -> None:
        manifest = self._manifest()
        kept = [entry for entry in manifest.documents if entry.file != name]
        self._write(manifest.default_audience, kept)

    def _manifest(self) -> Manifest:
        """Return the folder's manifest; it takes over the default audience of the corpus."""
        path, above = self._folder / MANIFEST, self._corpus_dir / MANIFEST
        manifest = read_manifest(path) if path.is_file() else Manifest()
        if above.is_file():
            default = read_manifest(above).default_audience
            return manifest.model_copy(update={"default_audience": default})
        return manifest

    def _write(self, default_audience: Any, entries: Any) -> None:
        content: dict[str, Any] = {
            "documents": [
                entry.model_dump(
                    mode="json", by_alias=True, exclude_none=True, exclude_defaults=True
                )
                for entry in entries
            ]
        }
        if default_audience is not None:
            content["default_audience"] = list(default_audience)
        partial = self._folder / f".{MANIFEST}"
        partial.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
        partial.replace(self._folder / MANIFEST)


def safe_name(name: str) -> str:
    """Return the last part of a file's name without what no file system takes.

    Raises:
        UsageError: nothing is left of it.
        UnreadableDocumentError: files with this ending are not read.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    path = PurePosixPath(_UNSAFE.sub("_", last).strip(" ."))
    if not path.stem or path.name == MANIFEST:
        raise UsageError("A file has no name. Send its name with it.", field="files")
    # Without an ending the content decides, when the file is read.
    if path.suffix and path.suffix.lower() not in SUFFIXES:
        raise UnreadableDocumentError(
            f"{path.name}: files of this kind are not read. Send one of {', '.join(SUFFIXES)}.",
            reason="wrong_type",
        )
    return f"{path.stem[: _LONGEST_NAME - len(path.suffix)]}{path.suffix}"


def _is_upload(path: Path) -> bool:
    return path.is_file() and path.name != MANIFEST and not path.name.startswith(".")


def _names(name: str) -> Any:
    """Yield the name, then the name with a number behind it, for ever."""
    yield name
    path = PurePosixPath(name)
    number = 2
    while True:
        yield f"{path.stem}-{number}{path.suffix}"
        number += 1
