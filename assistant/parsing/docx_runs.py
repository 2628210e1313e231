"""A paragraph's runs -> its text as printed: insertions counted, deletions and hidden text not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.parsing.archive import Archive
from assistant.parsing.docx_styles import Look, Styles, W, own_look
from assistant.parsing.pieces import Piece, fold

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}rPr",
        f"{W}pPr",
        f"{W}instrText",
        f"{W}delText",
        f"{_MC}Fallback",
        f"{W}commentReference",
        f"{W}fldData",
    }
)
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": "\t",
}
_DEEPEST = 60


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph and how it looks; `boxes` are text boxes anchored in it."""

    text: str = ""
    bold: bool = False
    size: float = 0.0
    is_contents_line: bool = False
    notes: list[Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class _Words:
    parts: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    size: float = 0.0


class Runs:
    """Reads the runs of paragraphs; remembers whether anything was left out."""

    def __init__(self, styles: Styles, archive: Archive, folder: str) -> None:
        self._styles = styles
        self._notes = _notes(archive, folder)
        self._numbers: dict[tuple[str, str], int] = {}
        self.hidden = False
        self.deleted = False

    def read(self, paragraph: Any) -> Paragraph:
        """Return a paragraph's text and look."""
        properties = paragraph.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        look = self._styles.look(None if named is None else named.get(f"{W}val"))
        found, words = Paragraph(), _Words()
        self._walk(paragraph, look, found, words, 0)
        found.text = "".join(words.parts)
        found.bold = words.bold > 0 and words.plain == 0
        found.size = words.size
        found.is_contents_line = _leads_to_page(paragraph) and "\t" in found.text
        return found

    def _walk(self, element: Any, look: Look, found: Paragraph, words: _Words, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                self.deleted |= tag in (f"{W}del", f"{W}moveFrom")
            elif tag == f"{W}r":
                self._run(child, look, found, words, depth)
            elif tag == f"{W}txbxContent":
                found.boxes.append(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, found, words)
            else:
                self._text(child, look, words)
                self._walk(child, look, found, words, depth + 1)

    def _run(self, run: Any, look: Look, found: Paragraph, words: _Words, depth: int) -> None:
        own = own_look(run)
        named = run.find(f"{W}rPr/{W}rStyle")
        if named is not None:
            look = look.under(self._styles.character(named.get(f"{W}val", "")))
        look = look.under(own)
        if look.hidden:
            self.hidden |= bool("".join(run.itertext()).strip())
            return
        self._walk(run, look, found, words, depth + 1)

    def _text(self, element: Any, look: Look, words: _Words) -> None:
        text = element.text or "" if element.tag == f"{W}t" else _CHARACTERS.get(element.tag, "")
        if not text:
            return
        words.parts.append(text)
        weight = len(text.strip())
        if look.bold:
            words.bold += weight
        else:
            words.plain += weight
        if weight:
            words.size = max(words.size, look.size or 0.0)

    def _note(self, reference: Any, found: Paragraph, words: _Words) -> None:
        kind = "footnote" if reference.tag.endswith("footnoteReference") else "endnote"
        key = (kind, reference.get(f"{W}id", ""))
        if key not in self._notes:
            return
        number = self._numbers.setdefault(key, 1 + sum(k == kind for k, _ in self._numbers))
        words.parts.append(f" [{number}]")
        text = fold(
            " ".join(
                "".join(t.text or "" for t in p.iter(f"{W}t"))
                for p in self._notes[key].iter(f"{W}p")
            )
        )
        if text:
            found.notes.append(Piece("paragraph", f"[{number}] {text}", number=f"[{number}]"))


def _leads_to_page(paragraph: Any) -> bool:
    instructions = "".join(text.text or "" for text in paragraph.iter(f"{W}instrText"))
    anchors = [link.get(f"{W}anchor", "") for link in paragraph.iter(f"{W}hyperlink")]
    return "PAGEREF" in instructions or any(anchor.startswith("_Toc") for anchor in anchors)


def _notes(archive: Archive, folder: str) -> dict[tuple[str, str], Any]:
    notes = {}
    for kind in ("footnote", "endnote"):
        root = archive.xml(f"{folder}/{kind}s.xml")
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                notes[(kind, note.get(f"{W}id", ""))] = note
    return notes
