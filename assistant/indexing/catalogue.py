"""Documents of a snapshot, and which of their parts a reader and a filter allow.

A *group* is a document or one of its parts. Everything that a filter can ask (kind, organisation,
date, status, document) and every audience belongs to a group as a whole, so a search needs one
test per chunk only: is its group allowed?
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.errors import NotFoundError
from assistant.types import Document, Filters, Kind, Part, Reader

_ALLOWED_CACHED = 256
_READERS_CACHED = 64


@dataclass(frozen=True, slots=True)
class Group:
    """A document, or a part of it with a kind, organisation and date of its own."""

    name: str
    document: Document
    part: Part | None

    @property
    def kind(self) -> Kind:
        """Kind of the part, else of the document."""
        return self.part.kind if self.part else self.document.kind

    @property
    def title(self) -> str:
        """Title of the part, else of the document."""
        return self.part.title if self.part else self.document.title

    @property
    def organisation(self) -> str | None:
        """Organisation of the part, else of the document."""
        return (self.part.organisation if self.part else None) or self.document.organisation

    @property
    def date(self) -> str | None:
        """Date of the part, else of the document."""
        return (self.part.date if self.part else None) or self.document.date


def groups_of(document: Document) -> list[Group]:
    """Return the document's own group and one for each of its parts."""
    parts = [
        Group(f"{document.id}#{number}", document, part)
        for number, part in enumerate(document.parts, 1)
    ]
    return [Group(document.id, document, None), *parts]


def group_at(document: Document, offset: int) -> str:
    """Return the name of the group that the text at `offset` belongs to."""
    for number, part in enumerate(document.parts, 1):
        if part.start <= offset < part.end:
            return f"{document.id}#{number}"
    return document.id


class Catalogue:
    """The documents of one snapshot, by id and by group; nobody reads what was `withdrawn`."""

    def __init__(self, documents: Sequence[Document], withdrawn: Collection[str] = ()) -> None:
        self.all_documents = tuple(documents)
        self._documents = {one.id: one for one in documents if one.id not in withdrawn}
        self._groups = {
            group.name: group for document in documents for group in groups_of(document)
        }
        self.allowed = lru_cache(maxsize=_ALLOWED_CACHED)(self._allowed)
        self._readable = lru_cache(maxsize=_READERS_CACHED)(self._read_by)

    def document(self, document_id: str, *, reader: Reader) -> Document:
        """Return a document; the same error whether it does not exist or may not be read.

        Raises:
            NotFoundError: there is none that this reader may read.
        """
        document = self._documents.get(document_id)
        if document is None or not reader.may_read(document.audience):
            raise NotFoundError(f"There is no document {document_id!r}.")
        return self._as_seen_by(document, reader)

    def documents(self, *, reader: Reader) -> list[Document]:
        """Return every document that the reader may read, by id."""
        return list(self._readable(reader))

    def _read_by(self, reader: Reader) -> tuple[Document, ...]:
        readable = (one for one in self._documents.values() if reader.may_read(one.audience))
        seen = [self._as_seen_by(document, reader) for document in readable]
        return tuple(sorted(seen, key=lambda document: document.id))

    def _as_seen_by(self, document: Document, reader: Reader) -> Document:
        """Leave out the name of a successor that the reader may not know of."""
        successor = self._documents.get(document.superseded_by or "")
        if successor is None or reader.may_read(successor.audience):
            return document
        return replace(document, superseded_by=None)

    def group(self, name: str) -> Group:
        """Return a group by its name."""
        return self._groups[name]

    def forbidden(self, allowed: frozenset[str]) -> list[str]:
        """Return the names of the groups that are not among those that may be searched."""
        return sorted(self._groups.keys() - allowed)

    def _allowed(self, *, reader: Reader, filters: Filters) -> frozenset[str] | None:
        """Return the names of the groups that may be searched, or None when all may."""
        names = frozenset(
            name
            for name, group in self._groups.items()
            if group.document.id in self._documents and _is_allowed(group, reader, filters)
        )
        return None if len(names) == len(self._groups) else names


def _is_allowed(group: Group, reader: Reader, filters: Filters) -> bool:
    document = group.document
    return (
        reader.may_read(document.audience)
        and (not filters.kinds or group.kind in filters.kinds)
        and (not filters.documents or document.id in filters.documents)
        and (not filters.organisations or _organisation_is_among(group, filters.organisations))
        and (not filters.statuses or document.status in filters.statuses)
        and _is_dated_within(group.date, filters.dated_from, filters.dated_to)
    )


def _organisation_is_among(group: Group, wanted: tuple[str, ...]) -> bool:
    organisation = (group.organisation or "").casefold()
    return organisation in {name.casefold() for name in wanted}


def _is_dated_within(date: str | None, dated_from: str | None, dated_to: str | None) -> bool:
    """Compare periods as text: a partial date stands for its whole period, undated fails."""
    if dated_from is None and dated_to is None:
        return True
    if date is None:
        return False
    first, last = date.ljust(10, "0"), date.ljust(10, "9")
    from_ = (dated_from or "").ljust(10, "0")
    to = (dated_to or "9").ljust(10, "9")
    return first <= to and from_ <= last
