"""Folders -> files -> documents, with their manifest; the only module that knows corpus/."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import CorpusError
from assistant.types import (
    PUBLIC,
    RESTRICTED,
    Document,
    EarlierVersion,
    Identity,
    Kind,
    ParsedText,
    Part,
    Status,
)

MANIFEST = "documents.yaml"
GOALS = "goals.yaml"
IGNORE = ".goldenignore"
_KIND_FOLDERS: Mapping[str, Kind] = {"vision": "vision", "strategy": "strategy", "board": "board"}
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
        manifests = _Manifests(folder)
        for path in _walk(root, skipped, notes):
            files.append(_corpus_file(path, folder, manifests))
        notes += manifests.entries_without_file(files) if root.is_dir() else []
    return FoundFiles(tuple({file.path.resolve(): file for file in files}.values()), tuple(notes))


def assign_ids(files: Sequence[CorpusFile], known: Mapping[str, str]) -> dict[Path, str]:
    """Return an id for each file; `known` gives the id of a name that is indexed already.

    On a clash a document already indexed keeps its id, the others take their folder's name in
    front, then their ending behind.
    """
    ids: dict[Path, str] = {}
    taken: set[str] = set()
    for file in sorted(files, key=lambda file: (not _claims(file, known), file.name)):
        given = file.entry.id if file.entry else None
        stem, folder = slug(file.path.stem), slug(file.path.parent.name)
        ending = slug(file.path.suffix)
        options = [
            given,
            known.get(file.name),
            stem,
            f"{folder}-{stem}",
            f"{folder}-{stem}-{ending}",
        ]
        numbered = (f"{folder}-{stem}-{ending}-{number}" for number in range(2, len(files) + 3))
        chosen = next(one for one in [*options, *numbered] if one and one not in taken)
        ids[file.path] = chosen
        taken.add(chosen)
    return ids


def slug(name: str) -> str:
    """Return the name in lower case, every run of characters but a-z and 0-9 as one hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "document"


def describe(
    file: CorpusFile, document_id: str, parsed: ParsedText, version: str, identity: Identity
) -> Document:
    """Return the document of a file that was read: manifest first, then what was inferred."""
    entry = file.entry or DocumentEntry(file=file.name)
    inferred: list[str] = []

    def choose(name: str, *options: Any) -> Any:
        given = getattr(entry, name)
        if given is not None:
            return given
        inferred.append(name)
        return next((option for option in options if option is not None), None)

    title = choose("title", identity.title, _title_of_name(file.path))
    kind = choose("kind", _kind_of_folder(file), identity.kind, "other")
    organisation = choose("organisation", identity.organisation)
    date = choose("date", identity.date)
    status = choose("status", "superseded" if entry.superseded_by else None, identity.status)
    parts, problems = _parts(entry, parsed, title, identity)
    audience, audience_problems = _audience(file, entry, identity)
    return Document(
        id=document_id,
        path=file.name,
        title=title,
        kind=kind,
        sha256=file.sha256,
        version=version,
        organisation=organisation,
        date=date,
        status=status,
        superseded_by=entry.superseded_by,
        audience=audience,
        url=entry.url,
        parts=parts,
        pages=parsed.pages,
        inferred=tuple(inferred),
        reading=parsed.reading,
        problems=(*parsed.problems, *problems, *audience_problems),
    )


def describe_refused(file: CorpusFile, document_id: str, reason: str, message: str) -> Document:
    """Return the document of a file that could not be read."""
    entry = file.entry or DocumentEntry(file=file.name)
    return Document(
        id=document_id,
        path=file.name,
        title=entry.title or _title_of_name(file.path),
        kind=entry.kind or _kind_of_folder(file) or "other",
        sha256=file.sha256,
        version="",
        organisation=entry.organisation,
        date=entry.date,
        status=entry.status,
        superseded_by=entry.superseded_by,
        audience=entry.audience or file.default_audience or (PUBLIC,),
        url=entry.url,
        reading="refused",
        reason=reason,
        problems=(message,),
    )


def with_history(document: Document, before: Document | None) -> Document:
    """Return the document with the versions that it had before, and who might read them then."""
    if before is None:
        return document
    earlier = {one.version: one for one in before.earlier}
    if before.version:
        earlier[before.version] = EarlierVersion(before.version, before.audience)
    earlier.pop(document.version, None)
    return replace(document, earlier=tuple(earlier.values()))


def _corpus_file(path: Path, folder: Path, manifests: _Manifests) -> CorpusFile:
    entry, default_audience = manifests.entry_of(path)
    name = path.relative_to(folder).as_posix()
    return CorpusFile(path, name, _sha256(path), entry, default_audience)


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


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except OSError:
        # A file that cannot be opened is refused by the parser, with its reason.
        return ""
    return digest.hexdigest()


class _Manifests:
    """The manifests of a folder and those inside it; the nearest one above a file counts."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[Path, Manifest | None] = {}

    def entry_of(self, path: Path) -> tuple[DocumentEntry | None, tuple[str, ...] | None]:
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

    def entries_without_file(self, files: Iterable[CorpusFile]) -> list[str]:
        found = {file.path.resolve() for file in files}
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


def _claims(file: CorpusFile, known: Mapping[str, str]) -> bool:
    return bool(file.entry and file.entry.id) or file.name in known


def _title_of_name(path: Path) -> str:
    return re.sub(r"[-_\s]+", " ", path.stem).strip().capitalize() or path.name


def _kind_of_folder(file: CorpusFile) -> Kind | None:
    folders = reversed(Path(file.name).parts[:-1])
    return next((_KIND_FOLDERS[name] for name in folders if name in _KIND_FOLDERS), None)


def _audience(
    file: CorpusFile, entry: DocumentEntry, identity: Identity
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if entry.audience is not None:
        return entry.audience, ()
    if identity.restricted:
        return (RESTRICTED,), (
            "Its first page says that it is not for publication, so only readers with the audience "
            f"{RESTRICTED!r} may read it. Give its audience in {MANIFEST} to change that.",
        )
    return file.default_audience or (PUBLIC,), ()


def _parts(
    entry: DocumentEntry, parsed: ParsedText, title: str, identity: Identity
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Place the manifest's parts in the text; without any, take those that were inferred."""
    if not entry.parts:
        return identity.parts, ()
    problems: list[str] = []
    starts: list[tuple[int, PartEntry]] = []
    after = 0
    for part in entry.parts:
        start = _line_start(parsed.text, part.from_, after)
        if start is None:
            problems.append(f"No line of the document starts with {part.from_!r} (a part).")
            continue
        starts.append((start, part))
        after = start
    ends = [start for start, _ in sorted(starts, key=lambda pair: pair[0])] + [len(parsed.text)]
    parts = [
        Part(
            start=start,
            end=_part_end(parsed.text, part, start, next(end for end in ends if end > start)),
            kind=part.kind,
            title=part.title or title,
            organisation=part.organisation,
            date=part.date,
        )
        for start, part in starts
    ]
    return tuple(sorted(parts, key=lambda part: part.start)), tuple(problems)


def _part_end(text: str, part: PartEntry, start: int, next_start: int) -> int:
    stop = _line_start(text, part.to, start + 1) if part.to else None
    return next_start if stop is None else min(stop, next_start)


def _line_start(text: str, words: str, after: int) -> int | None:
    """Return where a line starts with `words`, the first at or behind `after`, else the first."""
    pattern = re.compile(rf"^{re.escape(words)}", re.MULTILINE)
    match = pattern.search(text, after) or pattern.search(text)
    return match.start() if match else None
