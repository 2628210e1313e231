"""Lines of a page -> the order in which they are read: columns one after another."""

from __future__ import annotations

from collections import Counter
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
    above = [item for item in items if _middle(item) < cut]
    below = [item for item in items if _middle(item) >= cut]
    if not above or not below:
        return [sorted(items, key=lambda item: (item.top, item.x0))]
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
    """Return the height at which to cut off the largest part with columns; None if there is none.

    Items that cross a gutter (titles, footnotes over the whole width) part the page in strips; the
    strip with most items in columns is freed from what stands above it, then from what is below.
    """
    best: list[T] = []
    for gutter in _candidates(items, size):
        for strip in _strips(items, gutter):
            if len(strip) > len(best) and _gutter(strip, size) is not None:
                best = strip
    if not best:
        return None
    top, bottom = min(item.top for item in best), max(item.bottom for item in best)
    if any(_middle(item) < top for item in items):
        return top
    return bottom if any(_middle(item) > bottom for item in items) else None


def _middle(item: Placed) -> float:
    return (item.top + item.bottom) / 2


def _candidates(items: Sequence[T], size: float) -> list[float]:
    """Return the places of white between items that stand beside one another, commonest first."""
    counts: Counter[float] = Counter()
    ordered = sorted(items, key=lambda item: item.top)
    for at, item in enumerate(ordered):
        for other in ordered[at + 1 : at + 6]:
            left, right = (item, other) if item.x0 <= other.x0 else (other, item)
            beside = min(item.bottom, other.bottom) - max(item.top, other.top) > 0
            if beside and right.x0 - left.x1 > size * _GUTTER:
                counts[round((right.x0 - size * _GUTTER * 0.7) / 4) * 4] += 1
    return [place for place, count in counts.most_common(6) if count >= _FEWEST_ROWS]


def _strips(items: Sequence[T], gutter: float) -> list[list[T]]:
    """Return the items that do not cross a gutter, in strips between those that do."""
    strips: list[list[T]] = [[]]
    for item in sorted(items, key=_middle):
        if item.x0 < gutter < item.x1:
            strips.append([])
        else:
            strips[-1].append(item)
    return strips
