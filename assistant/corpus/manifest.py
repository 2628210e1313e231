"""documents.yaml -> what it says of each file, checked field by field."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import CorpusError
from assistant.types import Kind, Status

MANIFEST = "documents.yaml"
_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


class PartEntry(BaseModel):
    """A part of a document with a kind of its own; `from` and `to` start a line of its text."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    from_: str = Field(alias="from", min_length=1)
    to: str | None = None
    kind: Kind
    title: str | None = None
    organisation: str | None = None
    date: str | None = Field(None, pattern=_DATE)


class DocumentEntry(BaseModel):
    """What a manifest says of one file."""

    model_config = ConfigDict(extra="forbid")

    file: str
    id: str | None = Field(None, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str | None = None
    kind: Kind | None = None
    organisation: str | None = None
    date: str | None = Field(None, pattern=_DATE)
    status: Status | None = None
    superseded_by: str | None = None
    audience: tuple[str, ...] | None = None
    url: str | None = None
    parts: tuple[PartEntry, ...] = ()

    @field_validator("audience", mode="before")
    @classmethod
    def _one_label_is_a_list(cls, value: Any) -> Any:
        return _labels(value)


class Manifest(BaseModel):
    """A documents.yaml."""

    model_config = ConfigDict(extra="forbid")

    default_audience: tuple[str, ...] | None = None
    documents: tuple[DocumentEntry, ...] = ()

    @field_validator("default_audience", mode="before")
    @classmethod
    def _one_label_is_a_list(cls, value: Any) -> Any:
        return _labels(value)


class Manifests:
    """The manifests of a folder and those inside it; the nearest one above a file counts."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[Path, Manifest | None] = {}

    def entry_of(self, path: Path) -> tuple[DocumentEntry | None, tuple[str, ...] | None]:
        """Return what is said of a file, and the default audience that holds for it."""
        folder = path.parent
        while True:
            manifest = self._manifest(folder)
            if manifest is not None:
                name = path.relative_to(folder).as_posix()
                entries = (entry for entry in manifest.documents if _clean(entry.file) == name)
                return next(entries, None), manifest.default_audience
            if folder in {self._root, folder.parent}:
                return None, None
            folder = folder.parent

    def entries_without_file(self, paths: Iterable[Path]) -> list[str]:
        """Return a sentence for each entry whose file is not among `paths`."""
        found = {path.resolve() for path in paths}
        return [
            f"{folder / MANIFEST} describes {entry.file}, which is not there."
            for folder, manifest in self._read.items()
            if manifest is not None
            for entry in manifest.documents
            if (folder / entry.file).resolve() not in found
        ]

    def _manifest(self, folder: Path) -> Manifest | None:
        if folder not in self._read:
            path = folder / MANIFEST
            self._read[folder] = read_manifest(path) if path.is_file() else None
        return self._read[folder]


def read_manifest(path: Path) -> Manifest:
    """Return a documents.yaml.

    Raises:
        CorpusError: it is no YAML, or a field is wrong; the message names it.
    """
    try:
        # Everything is read as text, so that a date stays as it was written.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        return Manifest.model_validate(content or {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} is not a YAML file that can be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        raise CorpusError(f"{path}: {place}: {first['msg']}. Nothing was published.") from error


def _labels(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _clean(name: str) -> str:
    return Path(name).as_posix()
