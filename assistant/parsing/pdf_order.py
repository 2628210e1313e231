"""Lines of a page -> the order in which they are read: columns one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

_GUTTER = 0.9  # ems of white between two columns
_FEWEST_ROWS = 3  # of lines in a column
_DEEPEST = 30


class Placed(Protocol):
    """Anything with a place on the page."""

    @property
    def x0(self) -> float: ...  # noqa: D102
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102


T = TypeVar("T", bound=Placed)


def read_in_columns(items: Sequence[T], size: float, depth: int = 0) -> list[list[T]]:
    """Return the items in reading order, as runs: a new run begins with each column."""
    if not items:
        return []
    gutter = _gutter(items, size)
    if gutter is not None and depth < _DEEPEST:
        left = [item for item in items if item.x1 <= gutter]
        right = [item for item in items if item.x1 > gutter]
        return read_in_columns(left, size, depth + 1) + read_in_columns(right, size, depth + 1)
    cut = _cut(items, size) if depth < _DEEPEST else None
    if cut is None:
        return [sorted(items, key=lambda item: (item.top, item.x0))]
    above = [item for item in items if item.bottom <= cut]
    below = [item for item in items if item.bottom > cut]
    return read_in_columns(above, size, depth + 1) + read_in_columns(below, size, depth + 1)


def _gutter(items: Sequence[T], size: float) -> float | None:
    """Return where the widest white strip parts all items in two columns of some lines each."""
    if len(items) < 2 * _FEWEST_ROWS:
        return None
    best, best_width = None, size * _GUTTER
    reach = float("-inf")
    for item in sorted(items, key=lambda item: item.x0):
        width = item.x0 - reach
        if width > best_width and reach > float("-inf") and _parts(items, reach):
            best, best_width = reach + 0.01, width
        reach = max(reach, item.x1)
    return best


def _parts(items: Sequence[T], at: float) -> bool:
    """Say whether both sides of a strip are columns that stand beside one another."""
    left = [item for item in items if item.x1 <= at + 0.01]
    right = [item for item in items if item.x1 > at + 0.01]
    if min(len(left), len(right)) < _FEWEST_ROWS:
        return False
    tops = max(min(i.top for i in left), min(i.top for i in right))
    bottoms = min(max(i.bottom for i in left), max(i.bottom for i in right))
    extents = [max(i.bottom for i in side) - min(i.top for i in side) for side in (left, right)]
    return bottoms - tops > min(extents) * 0.4


def _cut(items: Sequence[T], size: float) -> float | None:
    """Return the height at which to cut, so that one part can be parted in columns; None if none can."""
    bands: list[tuple[float, float]] = []
    for item in sorted(items, key=lambda item: item.top):
        middle = item.top + (item.bottom - item.top) * 0.35
        if bands and middle < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], item.bottom))
        else:
            bands.append((item.top, item.bottom))
    if len(bands) < 2 or len(items) < len(bands) + _FEWEST_ROWS:
        return None
    best, best_count = None, 0
    for upper, _lower in zip(bands, bands[1:], strict=False):
        above = [item for item in items if item.bottom <= upper[1]]
        below = [item for item in items if item.bottom > upper[1]]
        for part in (below, above):
            if len(part) > best_count and _gutter(part, size) is not None:
                best, best_count = upper[1], len(part)
    return best
