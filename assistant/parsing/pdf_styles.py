"""Lines of a document -> which look is running text, which looks are headings and of what rank."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.parsing.pdf_lines import Line
from assistant.parsing.pieces import has_bullet
from assistant.parsing.titles import is_no_title

Look = tuple[float, bool, bool]  # size, bold, capitals
_LONGEST_TITLE = 180
_ENDS = (".", ";", ",")
_LABEL_LINE = re.compile(r"^[^:]{1,40}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Looks:
    """What the looks of a document's lines mean."""

    body: float
    body_bold: bool
    ranks: dict[Look, int]
    leading: float


def looks_of(lines: Sequence[Line]) -> Looks:
    """Learn the looks of a document from all its lines."""
    weights: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        size, bold, _ = line.look
        weights[size, bold] += len(line.text)
    body, body_bold = weights.most_common(1)[0][0] if weights else (0.0, False)
    ranks = _ranks(lines, body, body_bold=body_bold)
    return Looks(body, body_bold, ranks, _leading(lines, body))


def _ranks(lines: Sequence[Line], body: float, *, body_bold: bool) -> dict[Look, int]:
    """Return the looks that headings have, 1 for the largest."""
    uses: dict[Look, list[Line]] = defaultdict(list)
    for line in lines:
        look = line.look
        if _may_head(line, look, body, body_bold=body_bold):
            uses[look].append(line)
    ordered = sorted(uses, key=lambda look: (-look[0], not look[2], not look[1]))
    return {look: rank for rank, look in enumerate(ordered, start=1)}


def _may_head(line: Line, look: Look, body: float, *, body_bold: bool) -> bool:
    size, bold, capitals = look
    text = line.text
    if has_bullet(text) or len(text) > _LONGEST_TITLE or sum(c.isalpha() for c in text) < 2:
        return False
    if size > body + 0.9:
        return True
    if size < body - 0.6 or body_bold:
        return False
    return bold or (capitals and len(text.split()) > 1)


def _leading(lines: Sequence[Line], body: float) -> float:
    """Return the usual distance between lines of running text, in points."""
    gaps: Counter[float] = Counter()
    for before, line in pairwise(lines):
        gap = line.bottom - before.bottom
        same = before.page == line.page and abs(before.size - body) < 0.6
        if same and abs(line.size - body) < 0.6 and 0 < gap < body * 2.5:
            gaps[round(gap * 2) / 2] += 1
    return gaps.most_common(1)[0][0] if gaps else body * 1.2


def is_heading(line: Line, looks: Looks, *, alone: bool) -> bool:
    """Say whether a line is (the first line of) a heading; `alone` when no text runs on from it."""
    look = line.look
    text = line.text
    if look not in looks.ranks or not _may_head(line, look, looks.body, body_bold=looks.body_bold):
        return False
    if is_no_title(text):
        return False
    if text[:1] in '“"‘' and text[-1:] in '”"’.':
        return False
    large = look[0] > looks.body * 1.25
    if text.endswith(_ENDS) and not large:
        return False
    return large or (
        alone
        and not (
            _LABEL_LINE.match(text)
            and not text.endswith(":")
            and not text[:1].isdigit()
            and not _NUMBERED.match(text)
        )
    )


_NUMBERED = re.compile(
    r"^(?:action|recommendation|priority|principle|goal|objective|step|part|section|appendix|annex"
    r"|chapter|figure|table|theme|outcome|practice|input|segment|shared|community|agency)\b",
    re.IGNORECASE,
)
