"""An outline written by reading, and a parsed document -> which of its points were found right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.types import Block, ParsedText


@dataclass
class Score:
    """Points found right, of all points, by what they are about; `missed` says which."""

    right: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    points: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    missed: list[str] = field(default_factory=list)

    def count(self, topic: str, right: float, missed: str = "") -> None:
        self.points[topic] += 1
        self.right[topic] += right
        if right < 1:
            self.missed.append(f"{topic}: {missed}")

    @property
    def share(self) -> float:
        return sum(self.right.values()) / (sum(self.points.values()) or 1)


def score(outline: dict[str, Any], parsed: ParsedText) -> Score:
    result = Score()
    _headings(outline.get("headings") or [], parsed, result)
    _numbered(outline.get("numbered") or [], parsed, result)
    for expected in outline.get("lists") or []:
        _list(expected, parsed, result)
    for expected in outline.get("tables") or []:
        _table(expected, parsed, result)
    for expected in outline.get("left_out") or []:
        _left_out(expected, parsed, result)
    if "pages" in outline:
        result.count("pages", float(parsed.pages == outline["pages"]), f"{parsed.pages} pages")
    return result


def _text(parsed: ParsedText, block: Block) -> str:
    return parsed.text[block.start : block.end]


def _bare(text: str, number: str | None = None) -> str:
    """Fold a text for comparing; its printed number may be left off on either side."""
    text = re.sub(r"\s+", " ", text).strip().casefold()
    if number and text.startswith(number.casefold()):
        text = text[len(number) :].lstrip(" .):-–—").strip()
    return text


def _starts(parsed: ParsedText, block: Block, expected: str) -> bool:
    text, wanted = _text(parsed, block), _bare(expected)
    return _bare(text).startswith(wanted) or _bare(text, block.number).startswith(wanted)


def _headings(expected: list[dict[str, Any]], parsed: ParsedText, result: Score) -> None:
    found = [block for block in parsed.blocks if block.kind == "heading"]
    used: set[int] = set()
    for heading in expected:
        at = next(
            (
                index
                for index, block in enumerate(found)
                if index not in used
                and _starts(parsed, block, heading["text"])
                and heading.get("page", block.page) == block.page
            ),
            None,
        )
        name = f"{heading.get('number', '')} {heading['text']} (p{heading.get('page')})"
        if at is not None:
            used.add(at)
        if heading.get("optional"):
            continue
        result.count("heading", float(at is not None), name)
        levels = heading["level"] if isinstance(heading["level"], list) else [heading["level"]]
        level = found[at].level if at is not None else None
        result.count("level", float(level in levels), f"{name}: {level} for {levels}")
    for index, block in enumerate(found):
        if index not in used:
            result.count("no heading", 0.0, f"{_text(parsed, block)[:80]} (p{block.page})")


def _numbered(expected: list[dict[str, Any]], parsed: ParsedText, result: Score) -> None:
    for paragraph in expected:
        page = paragraph.get("page")
        right = any(
            (page is None or block.page == page)
            and (
                (
                    block.number == paragraph["number"]
                    and _starts(parsed, block, paragraph["starts"])
                )
                or (
                    block.kind == "table_row"
                    and _bare(f"{paragraph['number']} {paragraph['starts']}")
                    in _bare(_text(parsed, block))
                )
            )
            for block in parsed.blocks
        )
        result.count("numbered", float(right), f"{paragraph}")


def _list(expected: dict[str, Any], parsed: ParsedText, result: Score) -> None:
    if expected.get("optional"):
        return
    groups: dict[Any, list[int]] = defaultdict(list)
    for index, block in enumerate(parsed.blocks):
        if block.kind == "list_item":
            groups[block.group].append(index)
    best, why = 0.0, "not found"
    for indices in groups.values():
        if any(_starts(parsed, parsed.blocks[i], expected["first"]) for i in indices):
            checks = dict(_list_checks(expected, parsed, indices))
            share = sum(checks.values()) / len(checks)
            if share > best:
                best, why = share, ", ".join(name for name, right in checks.items() if not right)
    result.count("list", best, f"{expected['first']} (p{expected.get('page')}): {why}")


def _list_checks(
    expected: dict[str, Any], parsed: ParsedText, indices: list[int]
) -> Iterator[tuple[str, bool]]:
    blocks = parsed.blocks
    top = [
        i
        for i in indices
        if blocks[i].lead is None or blocks[blocks[i].lead].kind != "list_item"  # type: ignore[index]
    ]
    counts = expected["items"] if isinstance(expected["items"], list) else [expected["items"]]
    yield f"{len(top)} items for {counts}", len(top) in counts
    yield "last", bool(top) and _starts(parsed, blocks[top[-1]], expected["last"])
    if "nested" in expected:
        yield f"{len(indices) - len(top)} nested", len(indices) - len(top) == expected["nested"]
    if top:
        lead = blocks[top[0]].lead
        above = _text(parsed, blocks[lead]) if lead is not None else _last(blocks[top[0]].section)
        yield f"lead {above[-40:]!r}", _bare(above).endswith(_bare(expected["lead"]))


def _last(section: tuple[str, ...]) -> str:
    return section[-1] if section else ""


def _table(expected: dict[str, Any], parsed: ParsedText, result: Score) -> None:
    if expected.get("optional"):
        return
    groups: dict[Any, list[int]] = defaultdict(list)
    for index, block in enumerate(parsed.blocks):
        if block.group is not None and expected.get("page", block.page) == block.page:
            groups[block.group].append(index)
    best, why = 0.0, "not found"
    for indices in groups.values():
        if not any(parsed.blocks[i].kind == "table_row" for i in indices):
            continue
        checks = _table_checks(expected, parsed, indices)
        share = sum(checks.values()) / len(checks)
        if share > best:
            best, why = share, ", ".join(name for name, right in checks.items() if not right)
    result.count("table", best, f"p{expected.get('page')} {expected['columns'][:2]}: {why}")


def _table_checks(
    expected: dict[str, Any], parsed: ParsedText, indices: list[int]
) -> dict[str, bool]:
    blocks = [parsed.blocks[i] for i in indices]
    text = _squeezed(" ".join(_text(parsed, block) for block in blocks))
    rows = [b for b in blocks if b.kind == "table_row" and not _is_sub_label(parsed, b)]
    counts = expected["rows"] if isinstance(expected["rows"], list) else [expected["rows"]]
    columns = next((b.columns for b in blocks if b.kind == "table_head"), ())
    named = [_squeezed(c) for c in expected["columns"] if c]
    checks = {
        f"{len(rows)} rows for {counts}": len(rows) in counts,
        f"columns {columns}": [_squeezed(c) for c in columns if c][: len(named)] == named
        or (bool(named) and all(any(_squeezed(c).startswith(n) for c in columns) for n in named)),
    }
    if "row" in expected:
        cells = [_squeezed(cell) for cell in expected["row"] if cell]
        checks["row"] = any(_row_text(parsed, indices, at, cells) for at in range(len(indices)))
    if "group" in expected:
        checks["group"] = _squeezed(expected["group"]) in text
    return checks


def _is_sub_label(parsed: ParsedText, block: Block) -> bool:
    """Say whether a row block only names one column of a row that was broken into items."""
    if block.lead is None:
        return False
    label = _text(parsed, parsed.blocks[block.lead])
    return _text(parsed, block).startswith(label + " | ") and not block.columns


def _row_text(parsed: ParsedText, indices: list[int], at: int, cells: list[str]) -> bool:
    """Say whether all cells stand in one row, or under the label of a row broken into items."""
    first = parsed.blocks[indices[at]]
    if first.kind != "table_row":
        return False
    text = _text(parsed, first)
    follow = at + 1
    while follow < len(indices):
        block = parsed.blocks[indices[follow]]
        if block.kind != "list_item" and not _is_sub_label(parsed, block):
            break
        text += " " + _text(parsed, block)
        follow += 1
    return all(cell in _squeezed(text) for cell in cells)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s;:|•]+", "", text).casefold()


def _left_out(expected: Any, parsed: ParsedText, result: Score) -> None:
    entry = expected if isinstance(expected, dict) else {"text": expected}
    pages = entry.get("pages")
    texts = [
        _text(parsed, block) for block in parsed.blocks if pages is None or block.page in pages
    ]
    right = not any(entry["text"] in text for text in texts)
    result.count("left out", float(right), f"{entry}")
