"""ODT -> pieces: the file's own heading levels, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableDocumentError
from assistant.parsing.archive import Archive
from assistant.parsing.pieces import Piece, Reading, fold
from assistant.parsing.tables import Cell, table_pieces

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_GONE = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_OFFICE}annotation",
                   f"{_TEXT}alphabetical-index", f"{_OFFICE}forms", f"{_TEXT}hidden-paragraph",
                   f"{_TEXT}hidden-text"})  # fmt: skip
_DEEPEST = 50
_MOST_REPEATED = 50


def read_odt(path: Path) -> Reading:
    """Read an OpenDocument text."""
    archive = Archive.open(path)
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableDocumentError(
            f"{path.name} is encrypted: save it without a password.", reason="encrypted"
        )
    content = archive.xml("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise archive.damaged("content.xml")
    reader = _Reader(_title_styles(content))
    reader.blocks(body, 0)
    return Reading(pieces=reader.pieces, properties=_properties(archive))


def _title_styles(content: Any) -> set[str]:
    """Return the names of automatic styles made from the style for titles."""
    return {"Title"} | {
        style.get(f"{_STYLE}name", "")
        for style in content.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == "Title"
    }


def _properties(archive: Archive) -> dict[str, str]:
    meta = archive.xml("meta.xml")
    if meta is None:
        return {}
    keys = {f"{_DC}title": "title", f"{_DC}creator": "author", f"{_DC}date": "modified",
            f"{_META}creation-date": "created"}  # fmt: skip
    found = {keys[e.tag]: e.text or "" for e in meta.iter() if e.tag in keys}
    return {key: value[:10] if key in ("created", "modified") else value
            for key, value in found.items()}  # fmt: skip


class _Reader:
    """Walks the body once."""

    def __init__(self, title_styles: set[str]) -> None:
        self.pieces: list[Piece] = []
        self._titles = title_styles
        self._groups = count(1)
        self._notes = count(1)

    def blocks(self, parent: Any, depth: int) -> None:
        """Read what stands in an element, in order."""
        for child in parent:
            if child.tag in _GONE or depth > _DEEPEST or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_TEXT}h":
                self._heading(child)
            elif child.tag == f"{_TEXT}p":
                self._paragraph(child)
            elif child.tag == f"{_TEXT}list":
                last = self.pieces[-1] if self.pieces else None
                lead = last if last is not None and last.kind == "paragraph" else None
                self._list(child, lead, next(self._groups), depth)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            else:
                self.blocks(child, depth + 1)

    def _heading(self, element: Any) -> None:
        text, notes = self._words(element)
        level = element.get(f"{_TEXT}outline-level", "1")
        self.pieces.append(Piece("heading", text, level=int(level) if level.isdigit() else 1))
        self.pieces += notes

    def _paragraph(self, element: Any) -> None:
        text, notes = self._words(element)
        piece = Piece("paragraph", text)
        if element.get(f"{_TEXT}style-name") in self._titles:
            piece.kind, piece.level, piece.depth = "heading", 1, 0.5
        self.pieces += [piece, *notes]

    def _list(self, element: Any, lead: Piece | None, group: int, depth: int) -> None:
        for item in element.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
            own: Piece | None = None
            for child in item:
                if child.tag == f"{_TEXT}list" and depth < _DEEPEST:
                    self._list(child, own or lead, group, depth + 1)
                elif child.tag == f"{_TEXT}h":
                    self._heading(child)
                elif child.tag == f"{_TEXT}p":
                    text, notes = self._words(child)
                    piece = Piece("list_item", text, lead=lead, group=group)
                    own = own or piece
                    self.pieces += [piece, *notes]

    def _table(self, table: Any) -> None:
        heads = sum(len(list(head.iter(f"{_TABLE}table-row")))
                    for head in table.iterchildren(f"{_TABLE}table-header-rows"))  # fmt: skip
        rows = [list(self._cells(row)) for row in table.iter(f"{_TABLE}table-row")]
        self.pieces += table_pieces([row for row in rows if row], next(self._groups),
                                    heads=heads or None)  # fmt: skip

    def _cells(self, row: Any) -> Iterator[Cell]:
        for element in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            cell = Cell()
            for paragraph in element.iter(f"{_TEXT}p", f"{_TEXT}h"):
                text = self._words(paragraph)[0]
                listed = any(up.tag == f"{_TEXT}list-item" for up in paragraph.iterancestors())
                if text and listed:
                    cell.items.append((text, 0))
                elif text:
                    cell.lines.append(text)
            spanned = element.get(f"{_TABLE}number-columns-spanned", "1")
            repeated = element.get(f"{_TABLE}number-columns-repeated", "1")
            if element.tag == f"{_TABLE}covered-table-cell":
                continue
            cell.span = min(int(spanned), _MOST_REPEATED) if spanned.isdigit() else 1
            times = min(int(repeated), _MOST_REPEATED) if repeated.isdigit() else 1
            yield from [cell] * (times if cell.text or times < 10 else 1)

    def _words(self, element: Any) -> tuple[str, list[Piece]]:
        """Return the text of a paragraph and its notes; deletions and comments are not in it."""
        parts: list[str] = []
        notes: list[Piece] = []
        self._collect(element, parts, notes, 0)
        return fold("".join(parts)), notes

    def _collect(self, element: Any, parts: list[str], notes: list[Piece], depth: int) -> None:
        parts.append(element.text or "")
        for child in element:
            if child.tag == f"{_TEXT}note":
                number = next(self._notes)
                body = child.find(f"{_TEXT}note-body")
                text = fold("".join(body.itertext())) if body is not None else ""
                parts.append(f" [{number}]")
                notes.append(Piece("paragraph", f"[{number}] {text}", number=f"[{number}]"))
            elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
                parts.append(" ")
            elif child.tag not in _GONE and isinstance(child.tag, str) and depth < _DEEPEST:
                self._collect(child, parts, notes, depth + 1)
            parts.append(child.tail or "")
