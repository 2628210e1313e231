"""HTML -> pieces: tags give the structure; scripts, navigation and references are not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from lxml import html as lxml_html

from assistant.parsing.pieces import Piece, Reading, fold, has_bullet, printed_number
from assistant.parsing.tables import Cell, table_pieces

_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "head",
    "nav", "footer", "form", "button", "select", "input", "textarea", "audio", "video", "canvas",
    "map", "link", "meta", "del",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_QUOTED = re.compile("^[\"'“‘«]")
_DEEPEST = 200


def read_html(source: str) -> Reading:
    """Read a page or a fragment."""
    reading = Reading()
    if not source.strip():
        return reading
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    reading.properties = _properties(root)
    walker = _Walker()
    walker.walk(_main(root), 0)
    walker.flush()
    reading.pieces = walker.pieces
    return reading


def _main(root: Any) -> Any:
    for path in (".//main", ".//*[@role='main']"):
        found = root.find(path)
        if found is not None and len(found.text_content()) > 200:
            return found
    body = root.find(".//body")
    return root if body is None else body


def _properties(root: Any) -> dict[str, str]:
    title = root.findtext(".//title") or ""
    found = {"title": title}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        key = _META.get(name)
        if key and meta.get("content"):
            found.setdefault(key, meta.get("content"))
    return found


_META = {
    "author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "dcterms.modified": "date",
    "article:published_time": "date",
    "article:modified_time": "modified",
    "og:site_name": "organisation",
    "publisher": "organisation",
    "dc.publisher": "organisation",
}


@dataclass(slots=True)
class _Walker:
    """Walks the tree once; inline text collects in `words` until a block ends."""

    pieces: list[Piece] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)
    groups: Any = field(default_factory=lambda: count(1))
    level: int = 0
    heading: int | None = None
    caption: bool = False
    quote: bool = False

    def walk(self, element: Any, depth: int, *, bold: bool = False) -> None:
        """Take in an element with its text and children, in order."""
        if depth > _DEEPEST:
            self.words.append((element.text_content(), bold))
            return
        self.words.append((element.text or "", bold))
        for child in element:
            self._child(child, depth + 1, bold=bold)
            self.words.append((child.tail or "", bold))

    def flush(self) -> None:
        """End the block being collected."""
        words = [(text, bold) for text, bold in self.words if text.strip()]
        text = fold("".join(text for text, _ in self.words))
        self.words = []
        if not text:
            return
        piece = Piece("paragraph", text)
        if self.heading is not None:
            piece.kind, piece.level = "heading", self.heading
            self.level = self.heading
        elif self.caption:
            piece.kind = "caption"
        elif all(bold for _, bold in words) and not self.quote and bold_heads(text):
            piece.kind, piece.level, piece.least_level = "heading", min(self.level + 1, 6), 2
        self.pieces.append(piece)

    def _child(self, child: Any, depth: int, *, bold: bool) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _SKIPPED or _is_hidden(child):
            return
        if tag == "br":
            self.words.append((" ", bold))
        elif tag in _INLINE:
            self.walk(child, depth, bold=bold or tag in ("b", "strong"))
        else:
            self.flush()
            self._block(child, tag, depth)
            self.flush()

    def _block(self, child: Any, tag: str, depth: int) -> None:
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
            self.walk(child, depth)
            self.flush()
            self.heading = None
        elif tag in ("ul", "ol"):
            self._list(child, self._lead(), next(self.groups), depth)
        elif tag == "table":
            self._table(child)
        elif tag in ("figcaption", "caption"):
            self.caption = True
            self.walk(child, depth)
            self.flush()
            self.caption = False
        else:
            self.quote = tag == "blockquote"
            self.walk(child, depth)
            self.flush()
            self.quote = False

    def _lead(self) -> Piece | None:
        last = self.pieces[-1] if self.pieces else None
        if last and last.kind == "paragraph" and leads(last.text):
            return last
        return None

    def _list(self, element: Any, lead: Piece | None, group: int, depth: int) -> None:
        for position, item in enumerate(element.iterchildren(), start=1):
            if item.tag in ("ul", "ol"):
                self._list(item, lead, group, depth + 1)
            elif isinstance(item.tag, str) and depth < _DEEPEST:
                number = f"{position}." if element.tag == "ol" else None
                self._item(item, number, lead, group, depth)

    def _item(
        self, item: Any, number: str | None, lead: Piece | None, group: int, depth: int
    ) -> None:
        start = len(self.pieces)
        self.words.append((item.text or "", False))
        for child in item:
            if child.tag in ("ul", "ol"):
                self.flush()
                inner = self.pieces[start] if len(self.pieces) > start else lead
                self._list(child, inner, group, depth + 1)
            else:
                self._child(child, depth + 1, bold=False)
            self.words.append((child.tail or "", False))
        self.flush()
        for piece in self.pieces[start:]:
            if piece.kind in ("paragraph", "heading"):
                _make_item(piece, number, lead, group)
                number = None

    def _table(self, table: Any) -> None:
        group = next(self.groups)
        caption = table.findtext("caption")
        if caption:
            self.pieces.append(Piece("caption", caption))
        rows = [
            [_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")
        ]
        if max((len(row) for row in rows), default=0) < 2:
            self.walk(table, 1)
            return
        self.pieces += table_pieces([row for row in rows if row], group)


def _make_item(piece: Piece, number: str | None, lead: Piece | None, group: int) -> None:
    own = printed_number(fold(piece.text))
    if own and own[0].isdigit() and "." in own:
        piece.kind, piece.number = "paragraph", own
        return
    piece.kind, piece.lead, piece.group, piece.level = "list_item", lead, group, None
    if number:
        piece.number = number.rstrip(".")
        piece.text = f"{number} {piece.text}"


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _cell(element: Any) -> Cell:
    walker = _Walker()
    walker.walk(element, 1)
    walker.flush()
    cell = Cell(span=_span(element), head=element.tag == "th")
    depths: dict[int, int] = {}
    for piece in walker.pieces:
        if piece.kind == "list_item":
            depth = depths.get(id(piece.lead), -1) + 1 if piece.lead else 0
            depths[id(piece)] = depth
            cell.items.append((piece.text, depth))
        else:
            cell.lines.append(piece.text)
    return cell


def _span(element: Any) -> int:
    span = element.get("colspan") or ""
    return min(int(span), 100) if span.isdigit() and int(span) else 1


def leads(text: str) -> bool:
    """Say whether a paragraph introduces the list after it."""
    return text.endswith((":", "–", "-", "…")) or len(text) <= 300


def bold_heads(text: str) -> bool:
    """Say whether a line that is bold throughout is a heading: short, no sentence, no quotation."""
    short = len(text) <= 120 and len(text.split()) <= 14
    return (
        short
        and not text.endswith((".", ",", ";"))
        and not _QUOTED.match(text)
        and (any(c.isalpha() for c in text))
        and not has_bullet(text)
    )
