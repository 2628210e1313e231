"""Canonical texts and what the parsers read, kept by content hash outside the snapshots."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.types import ParsedText

_PARSED = TypeAdapter(ParsedText)


def version_of(text: str) -> str:
    """Return the name of a canonical text: the sha256 of its UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


class TextStore:
    """Canonical texts by version. A text is written once and read for ever, or until withdrawn."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, text: str) -> str:
        """Keep a text; return its version."""
        version = version_of(text)
        path = self._path(version)
        if not path.exists():
            _write_whole(path, text.encode())
        return version

    def get(self, version: str) -> str | None:
        """Return the text of a version, or None when it is not kept or was damaged on disk."""
        try:
            text = self._path(version).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None
        return text if version_of(text) == version else None

    def keep_only(self, versions: Iterable[str]) -> None:
        """Remove every text that is not among `versions`."""
        kept = set(versions)
        for path in self._folder.glob("*/*.txt"):
            if path.stem not in kept:
                path.unlink(missing_ok=True)

    def _path(self, version: str) -> Path:
        name = version if version.isalnum() else "none"
        return self._folder / name[:2] / f"{name}.txt"


class ParsedStore:
    """What a parser read of a file, by the file's hash and the parser's version."""

    def __init__(self, folder: Path, parser_version: str) -> None:
        self._folder = folder
        self._parser_version = parser_version

    def get(self, sha256: str, suffix: str) -> ParsedText | None:
        """Return what was read earlier, or None."""
        try:
            return _PARSED.validate_json(self._path(sha256, suffix).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, sha256: str, suffix: str, parsed: ParsedText) -> None:
        """Keep what was read."""
        _write_whole(self._path(sha256, suffix), _PARSED.dump_json(parsed))

    def keep_only(self, is_kept: Callable[[str], bool]) -> None:
        """Remove what was read of files whose sha256 `is_kept` refuses, and of older parsers."""
        for path in self._folder.glob("*.json"):
            sha256, _, rest = path.stem.partition("-")
            if not rest.startswith(self._parser_version) or not is_kept(sha256):
                path.unlink(missing_ok=True)

    def _path(self, sha256: str, suffix: str) -> Path:
        ending = suffix.lstrip(".").lower()
        return self._folder / f"{sha256}-{self._parser_version}-{ending}.json"


def _write_whole(path: Path, content: bytes) -> None:
    """Write by a rename, so that a reader or a crash never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(path)
