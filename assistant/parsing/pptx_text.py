"""The shapes of a slide -> text boxes with their paragraphs, bullets and sizes, and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from assistant.parsing.pieces import fold, has_bullet, strip_bullet

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FURNITURE = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE,
              PP_PLACEHOLDER.HEADER)  # fmt: skip
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
_USUAL_SIZE = 18.0  # points, where neither run nor placeholder names one
_POINT = 12_700  # of PowerPoint's units
_DEEPEST = 20


@dataclass(slots=True)
class Paragraph:
    """One paragraph; `mark` is None without bullet, "" with one, else the number printed."""

    text: str
    level: int = 0
    mark: str | None = None


@dataclass(slots=True)
class Box:
    """One shape with text, or a table, and where it stands."""

    top: float
    left: float
    size: float = _USUAL_SIZE
    is_title: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    table: Any | None = None

    @property
    def text(self) -> str:
        """All its paragraphs on one line."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)


def boxes_of(slide: Any) -> Iterator[Box]:
    """Yield the boxes of a slide that hold text, groups opened, number and footer left out."""
    for shape in slide.shapes:
        yield from _boxes(shape, shape.top or 0, shape.left or 0, 0)


def _boxes(shape: Any, top: float, left: float, depth: int) -> Iterator[Box]:
    if getattr(shape, "shapes", None) is not None and depth < _DEEPEST:
        for inner in shape.shapes:
            yield from _boxes(inner, top, left, depth + 1)
    elif getattr(shape, "has_table", False) and shape.has_table:
        yield Box(top, left, table=shape.table)
    elif shape.has_text_frame:
        box = _text_box(shape, top, left)
        if box is not None:
            yield box


def _text_box(shape: Any, top: float, left: float) -> Box | None:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    if kind in _FURNITURE:
        return None
    box = Box(top, left, is_title=kind in _TITLES)
    counters: dict[int, int] = {}
    sizes = []
    for paragraph in shape.text_frame.paragraphs:
        text = fold(paragraph.text)
        if not text:
            continue
        sizes += [run.font.size / _POINT for run in paragraph.runs if run.font.size]
        box.paragraphs.append(_paragraph(shape, paragraph, text, kind, counters))
    if not box.paragraphs:
        return None
    box.size = max(sizes) if sizes else (_USUAL_SIZE * 2 if box.is_title else _USUAL_SIZE)
    return box


def _paragraph(
    shape: Any, paragraph: Any, text: str, kind: Any, counters: dict[int, int]
) -> Paragraph:
    level = paragraph.level
    bullet = _bullet(shape, paragraph, level, kind)
    if has_bullet(text):
        return Paragraph(strip_bullet(text), level, "")
    if bullet == "number":
        counters[level] = counters.get(level, 0) + 1
        return Paragraph(text, level, f"{counters[level]}.")
    for deeper in [key for key in counters if key >= level]:
        del counters[deeper]
    return Paragraph(text, level, "" if bullet == "bullet" else None)


def _bullet(shape: Any, paragraph: Any, level: int, kind: Any) -> str | None:
    """Return "bullet", "number" or None: what the paragraph or the styles it inherits say."""
    own = paragraph._p.find(f"{A}pPr")
    said = _said(own)
    name = f"{A}lvl{level + 1}pPr"
    for body in _bodies(shape):
        if said is not None:
            break
        style = body.find(f"{A}lstStyle") if body is not None else None
        said = _said(style.find(name) if style is not None else None)
    if said is None and kind in _BODIES:
        said = _master_says(shape, name)
    return said if said in ("bullet", "number") else None


def _said(properties: Any | None) -> str | None:
    if properties is None:
        return None
    for tag, meaning in (("buNone", "none"), ("buAutoNum", "number"), ("buChar", "bullet"),
                         ("buBlip", "bullet")):  # fmt: skip
        if properties.find(f"{A}{tag}") is not None:
            return meaning
    return None


def _bodies(shape: Any) -> Iterator[Any]:
    """Yield the text bodies whose styles a shape inherits: its own, its layout's, its master's."""
    while shape is not None:
        element = shape._element
        yield getattr(element, "txBody", None)
        shape = getattr(shape, "_base_placeholder", None) if shape.is_placeholder else None


def _master_says(shape: Any, name: str) -> str:
    namespace = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    try:
        master = shape.part.slide_layout.slide_master._element
    except AttributeError:
        return "bullet"
    style = master.find(f"{namespace}txStyles/{namespace}bodyStyle/{name}")
    return _said(style) or "bullet"
