"""A file, its manifest entry and what was read of it -> a document; what is inferred is marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.corpus.files import CorpusFile
from assistant.corpus.manifest import MANIFEST, DocumentEntry, PartEntry
from assistant.types import (
    PUBLIC,
    RESTRICTED,
    Document,
    EarlierVersion,
    Identity,
    Kind,
    ParsedText,
    Part,
)

_KIND_FOLDERS: Mapping[str, Kind] = {"vision": "vision", "strategy": "strategy", "board": "board"}


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
