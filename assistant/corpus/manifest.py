"""documents.yaml -> what it says of each file, checked field by field."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import CorpusError
from assistant.types import Kind, Status

MANIFEST = "documents.yaml"
# Names this much alike may be one name with a slip in it (difflib's ratio).
_LIKE = 0.8
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
        self._root = root.absolute()
        self._read: dict[Path, Manifest | None] = {}

    def entry_of(self, path: Path) -> tuple[DocumentEntry | None, tuple[str, ...] | None]:
        """Return what is said of a file, and the default audience that holds for it."""
        path = path.absolute()
        for folder in path.parents:
            # A folder above the one given counts too: what it says of a paper's readers must hold
            # when only a part of the corpus is read.
            manifest = self._manifest(folder)
            if manifest is not None:
                entry = _entry_for(manifest, path.relative_to(folder).as_posix())
                return entry, manifest.default_audience
        return None, None

    def readers_of_the_missing(self, path: Path, found: Collection[Path]) -> tuple[str, ...] | None:
        """Return the audience of an entry without a file whose name is like that of `path`.

        A slip in a name must not show a paper to readers that it was to be kept from.
        """
        path = path.absolute()
        for folder in path.parents:
            manifest = self._manifest(folder)
            if manifest is None:
                continue
            for entry in manifest.documents:
                is_missing = (folder / entry.file).absolute() not in found
                if entry.audience and is_missing and _is_like(entry.file, path.name):
                    return entry.audience
            return None
        return None

    def entries_without_file(self, paths: Iterable[Path]) -> list[str]:
        """Return a sentence for each entry whose file is not among `paths`."""
        found = {path.resolve() for path in paths}
        return [
            f"{folder / MANIFEST} describes {entry.file}, which is not there."
            for folder, manifest in self._read.items()
            if manifest is not None and folder.is_relative_to(self._root)
            for entry in manifest.documents
            if (folder / entry.file).resolve() not in found
            and not any(_folded(str(one)) == _folded(str(folder / entry.file)) for one in found)
        ]

    def _manifest(self, folder: Path) -> Manifest | None:
        if folder not in self._read:
            path = folder / MANIFEST
            self._read[folder] = read_manifest(path) if path.is_file() else None
        return self._read[folder]


def _entry_for(manifest: Manifest, name: str) -> DocumentEntry | None:
    """Return the entry of a file: by its exact name, else by the same name in other letters."""
    exact = (entry for entry in manifest.documents if _clean(entry.file) == name)
    folded = (one for one in manifest.documents if _folded(_clean(one.file)) == _folded(name))
    return next(exact, None) or next(folded, None)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _is_like(named: str, name: str) -> bool:
    one, other = _folded(Path(named).stem), _folded(Path(name).stem)
    return SequenceMatcher(None, one, other).ratio() >= _LIKE


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
