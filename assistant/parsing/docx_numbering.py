"""numbering.xml -> the number or bullet that Word prints before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.parsing.docx_styles import W

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    style: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed before a paragraph; `label` is empty for a bullet."""

    label: str
    level: int
    list_id: str

    @property
    def is_bullet(self) -> bool:
        """Say whether the paragraph has a bullet rather than a number."""
        return not self.label


class Numbering:
    """The lists of one document, with their counters as they stand at the paragraph being read."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if root is not None:
            self._load(root)

    def mark(self, num_id: str | None, level: int | None) -> Mark | None:
        """Count one paragraph and return its mark, None when the paragraph has none."""
        if not num_id or num_id == "0" or num_id not in self._abstract_of:
            return None
        at = level or 0
        abstract = self._abstract_of[num_id]
        found = self._abstract.get(abstract, {}).get(at)
        if found is None or found.form == "none":
            return None
        self._count(num_id, abstract, at, found.start)
        label = "" if found.form == "bullet" else self._label(abstract, found.text)
        return Mark(label, at, abstract)

    def _count(self, num_id: str, abstract: str, at: int, start: int) -> None:
        counters = self._counters.setdefault(abstract, {})
        if num_id not in self._started:
            self._started.add(num_id)
            for level, value in self._overrides.get(num_id, {}).items():
                counters[level] = value - 1
        counters[at] = counters.get(at, start - 1) + 1
        for deeper in [level for level in counters if level > at]:
            del counters[deeper]

    def _label(self, abstract: str, text: str) -> str:
        counters, levels = self._counters[abstract], self._abstract[abstract]

        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            found = levels.get(level)
            start = found.start if found else 1
            return _formatted(counters.setdefault(level, start), found.form if found else "")

        return _PLACE.sub(number, text).strip()

    def _load(self, root: Any) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {
                int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iter(f"{W}lvl")
            }
            self._abstract[abstract.get(f"{W}abstractNumId", "")] = levels
        for num in root.iter(f"{W}num"):
            num_id = num.get(f"{W}numId", "")
            self._abstract_of[num_id] = _value(num, "abstractNumId", "")
            self._overrides[num_id] = {
                int(override.get(f"{W}ilvl", "0")): int(_value(override, "startOverride", "1"))
                for override in num.iter(f"{W}lvlOverride")
                if override.find(f"{W}startOverride") is not None
            }


def _level(element: Any) -> _Level:
    start = _value(element, "start", "1")
    return _Level(
        form=_value(element, "numFmt", "decimal"),
        text=_value(element, "lvlText", ""),
        start=int(start) if start.isdigit() else 1,
        style=_value(element, "pStyle", "") or None,
    )


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else str(found.get(f"{W}val", default))


def _formatted(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value and len(out) < 20:
            out += letters
            number -= value
    return out
