"""DOCX -> pieces: styles give the headings, numbering the numbers; what Word hides is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from assistant.parsing.archive import Archive
from assistant.parsing.docx_numbering import Mark, Numbering
from assistant.parsing.docx_runs import Paragraph, Runs
from assistant.parsing.docx_styles import Look, Styles, W, own_look
from assistant.parsing.docx_titles import find_titles
from assistant.parsing.pieces import Piece, Reading, fold, has_bullet, printed_number
from assistant.parsing.tables import Cell, table_pieces

_TYPED = re.compile(r"^[-–]\s+(?=\S)")
_CONTENTS_HEAD = re.compile(r"^(?:table of )?contents?$|^table des matières$", re.IGNORECASE)
_BLOCKS = (f"{W}p", f"{W}tbl")


def read_docx(path: Path) -> Reading:
    """Read a Word document."""
    archive = Archive.open(path)
    main = _main_part(archive)
    document = archive.xml(main)
    if document is None:
        raise archive.damaged(main)
    folder = main.rpartition("/")[0]
    reader = _Reader(archive, folder)
    body = document.find(f"{W}body")
    for block in _blocks(document if body is None else body):
        reader.block(block)
    heads = {"running_heads": _running_heads(archive, folder)}
    reading = Reading(properties={**archive.properties(), **heads})
    reading.pieces = find_titles(reader.pieces, reader.paragraphs)
    if reader.runs.hidden:
        reading.problems.append("Hidden text was left out.")
    if reader.runs.deleted:
        reading.problems.append("Deletions in tracked changes were left out.")
    return reading


def _running_heads(archive: Archive, folder: str) -> str:
    """Return what stands in the headers and footers, which are left out of the text."""
    texts: dict[str, None] = {}
    for name in sorted(archive.names):
        if re.match(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml$", name):
            root = archive.xml(name)
            for paragraph in root.iter(f"{W}p") if root is not None else ():
                texts[fold("".join(t.text or "" for t in paragraph.iter(f"{W}t")))] = None
    return " | ".join(filter(None, texts))


def _main_part(archive: Archive) -> str:
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    named = [name for name in archive.names if name.startswith("word/document")]
    return min(named, default="word/document.xml")


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables in order, through the wrappers that Word puts around them."""
    for child in parent:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None and not _is_contents(child):
                yield from _blocks(content)
        elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(child)


def _is_contents(sdt: Any) -> bool:
    galleries = [g.get(f"{W}val", "") for g in sdt.iter(f"{W}docPartGallery")]
    return "Table of Contents" in galleries


class _Reader:
    """Reads the blocks of one document in order."""

    def __init__(self, archive: Archive, folder: str) -> None:
        self.styles = Styles(archive.xml(f"{folder}/styles.xml"))
        self.numbering = Numbering(archive.xml(f"{folder}/numbering.xml"))
        self.runs = Runs(self.styles, archive, folder)
        self.pieces: list[Piece] = []
        self.paragraphs: dict[int, Paragraph] = {}
        self._groups = count(1)
        self._list: tuple[str, int] | None = None
        self._parents: list[Piece] = []
        self._lead: Piece | None = None

    def block(self, block: Any) -> None:
        """Read one paragraph or table."""
        if block.tag == f"{W}tbl":
            self._table(block)
            return
        paragraph = self.runs.read(block)
        piece = self._piece(block, paragraph)
        if piece is not None:
            self.pieces.append(piece)
            self.paragraphs[id(piece)] = paragraph
        for note in paragraph.notes:
            self.pieces.append(note)
        for box in paragraph.boxes:
            for inner in _blocks(box):
                self.block(inner)

    def _look(self, block: Any) -> tuple[Look, Look]:
        """Return the look of a paragraph and that of its style alone."""
        properties = block.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        style = self.styles.look(None if named is None else named.get(f"{W}val"))
        own = own_look(block)
        return style.under(Look(level=own.level, num_id=own.num_id, num_level=own.num_level)), style

    def _piece(self, block: Any, paragraph: Paragraph) -> Piece | None:
        look, style = self._look(block)
        text = fold(paragraph.text)
        if not text:
            return None
        if look.is_contents or paragraph.is_contents_line or _CONTENTS_HEAD.match(text):
            return None
        mark = self.numbering.mark(look.num_id, look.num_level)
        if look.is_title or look.level is not None:
            return self._heading(text, look, mark)
        if look.name.lower() == "caption":
            return Piece("caption", text)
        return self._body(text, mark, style)

    def _heading(self, text: str, look: Look, mark: Mark | None) -> Piece:
        self._list = None
        piece = Piece("heading", text, level=look.level or 1)
        if look.is_title and look.level is None:
            piece.depth = 0.5
        if mark is not None and mark.label:
            piece.text, piece.number = f"{mark.label} {text}", mark.label
        return piece

    def _body(self, text: str, mark: Mark | None, style: Look) -> Piece:
        if mark is None and (has_bullet(text) or _TYPED.match(text)):
            mark, text = Mark("", 0, "typed"), _TYPED.sub("", text)
        if mark is None:
            if not style.name.lower().startswith("list continue"):
                self._list = None
            return Piece("paragraph", text)
        if "." in mark.label.rstrip(".") and mark.label[0].isdigit():
            self._list = None
            return Piece("paragraph", f"{mark.label} {text}", number=mark.label.rstrip("."))
        return self._item(text, mark)

    def _item(self, text: str, mark: Mark) -> Piece:
        if self._list is None:
            self._list = (mark.list_id, next(self._groups))
            self._parents = []
            last = self.pieces[-1] if self.pieces else None
            self._lead = last if last is not None and last.kind == "paragraph" else None
        self._parents = self._parents[: mark.level]
        lead = self._parents[-1] if self._parents else self._lead
        label = mark.label
        piece = Piece("list_item", f"{label} {text}".strip(), lead=lead, group=self._list[1])
        piece.number = label.rstrip(".)") if label and not label.startswith("(") else label or None
        self._parents += [piece] * (mark.level + 1 - len(self._parents))
        return piece

    def _table(self, table: Any) -> None:
        self._list = None
        rows = [
            (row, self._row(row))
            for row in table.iterchildren(f"{W}tr")
            if row.find(f"{W}trPr/{W}del") is None
        ]
        width = max((len(cells) for _, cells in rows), default=0)
        if width == 1:
            for block in _inner_blocks(table):
                self.block(block)
            return
        heads = 0
        for row, _ in rows:
            if row.find(f"{W}trPr/{W}tblHeader") is None:
                break
            heads += 1
        self.pieces += table_pieces(
            [cells for _, cells in rows], next(self._groups), heads=heads or None
        )

    def _row(self, row: Any) -> list[Cell]:
        cells = []
        for child in row:
            content = child.find(f"{W}sdtContent") if child.tag == f"{W}sdt" else None
            for cell in [child] if content is None else content:
                if cell.tag == f"{W}tc":
                    cells.append(self._cell(cell))
        return cells

    def _cell(self, element: Any) -> Cell:
        cell = Cell()
        properties = element.find(f"{W}tcPr")
        if properties is not None:
            span = properties.find(f"{W}gridSpan")
            cell.span = _span(span)
            merge = properties.find(f"{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                return cell
        for block in _inner_blocks_of_cell(element):
            self._cell_block(block, cell)
        return cell

    def _cell_block(self, block: Any, cell: Cell) -> None:
        paragraph = self.runs.read(block)
        text = fold(paragraph.text)
        if not text:
            return
        look, _ = self._look(block)
        mark = self.numbering.mark(look.num_id, look.num_level)
        if mark is None and not has_bullet(text):
            cell.lines.append(text)
            cell.bold = paragraph.bold and cell.bold is not False
        elif (
            mark is not None
            and mark.label
            and printed_number(f"{mark.label} {text}")
            and ("." in mark.label.rstrip("."))
        ):
            cell.lines.append(f"{mark.label} {text}")
        else:
            label = mark.label if mark is not None else ""
            cell.items.append((f"{label} {text}".strip(), mark.level if mark is not None else 0))


def _span(element: Any | None) -> int:
    value = "1" if element is None else element.get(f"{W}val", "1")
    return min(max(int(value), 1), 100) if value.isdigit() else 1


def _inner_blocks(table: Any) -> Iterator[Any]:
    for row in table.iterchildren(f"{W}tr"):
        for cell in row.iterchildren(f"{W}tc"):
            yield from _blocks(cell)


def _inner_blocks_of_cell(cell: Any) -> Iterator[Any]:
    """Yield the paragraphs of a cell, those of tables inside it included."""
    for block in _blocks(cell):
        if block.tag == f"{W}tbl":
            for inner in _inner_blocks(block):
                if inner.tag == f"{W}p":
                    yield inner
        else:
            yield block
