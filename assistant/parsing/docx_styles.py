"""styles.xml -> what a paragraph or a run looks like through its styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|titre|überschrift|berschrift) ?(\d)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|tm|contents|table of (?:contents|figures))\b ?\w*", re.IGNORECASE)
_DEPTH = 20  # a style based on itself must not loop


@dataclass(frozen=True, slots=True)
class Look:
    """The properties of a style that matter to structure; None is "as the style below"."""

    name: str = ""
    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None

    @property
    def is_contents(self) -> bool:
        """Say whether the style is that of a line in a list of contents."""
        return bool(_CONTENTS.match(self.name))

    @property
    def is_title(self) -> bool:
        """Say whether the style is that of the document's title."""
        return self.name.lower() in ("title", "titre", "titel")

    def under(self, own: Look) -> Look:
        """Return this look with what a style based on it, or the paragraph itself, changes."""
        changes = {
            key: getattr(own, key)
            for key in ("level", "num_id", "num_level", "bold", "size", "hidden")
            if getattr(own, key) is not None
        }
        return replace(self, **changes, name=own.name or self.name)


class Styles:
    """The styles of one document, each with what it inherits."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self.default = Look()
        self._default_paragraph: str | None = None
        self._looks: dict[str, Look] = {}
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            style_id = style.get(f"{W}styleId", "")
            self._elements[style_id] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default_paragraph = style_id
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
        if defaults is not None:
            self.default = own_look(defaults)

    def look(self, style_id: str | None) -> Look:
        """Return the look of a paragraph or character style; the default style's when None."""
        return self._look(style_id or self._default_paragraph or "", 0)

    def character(self, style_id: str) -> Look:
        """Return what a character style changes."""
        return self._look(style_id, 0) if style_id in self._elements else Look()

    def _look(self, style_id: str, depth: int) -> Look:
        if style_id in self._looks or depth > _DEPTH:
            return self._looks.get(style_id, self.default)
        style = self._elements.get(style_id)
        if style is None:
            return self.default
        based_on = _value(style, "basedOn")
        below = self._look(based_on, depth + 1) if based_on else self.default
        look = replace(below, name="").under(own_look(style))
        self._looks[style_id] = replace(look, level=_named_level(look, style))
        return self._looks[style_id]


def _named_level(look: Look, style: Any) -> int | None:
    match = _HEADING.match(look.name)
    return int(match[1]) if match and style is not None else look.level


def own_look(element: Any) -> Look:
    """Return what a style, a paragraph or a run says itself in its pPr and rPr."""
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    level = num_id = num_level = None
    if paragraph is not None:
        outline = _value(paragraph, "outlineLvl")
        level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None
        numbering = paragraph.find(f"{W}numPr")
        if numbering is not None:
            num_id = _value(numbering, "numId")
            ilvl = _value(numbering, "ilvl")
            num_level = int(ilvl) if ilvl and ilvl.isdigit() else None
    name = _value(element, "name") or ""
    return Look(name, level, num_id, num_level, *_run_look(run))


def _run_look(run: Any | None) -> tuple[bool | None, float | None, bool | None]:
    if run is None:
        return None, None, None
    size = _value(run, "sz")
    return (
        _flag(run, "b"),
        float(size) / 2 if size and size.isdigit() else None,
        _flag(run, "vanish"),
    )


def _flag(element: Any, name: str) -> bool | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in ("0", "false", "off")


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")
