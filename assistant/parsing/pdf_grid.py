"""Ruled lines of a page -> the grids they form: rows and columns of cells, merged ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.parsing.pdf_rulings import Ruling

_NEAR = 3.5  # points within which two lines are one, or meet
_MOST_LINES = 3_000
_NARROWEST = 8.0  # points; a narrower column is a double line


@dataclass(slots=True)
class Box:
    """One cell of a grid: its edges, and the grid columns and rows that it covers."""

    x0: float
    top: float
    x1: float
    bottom: float
    row: int
    column: int
    columns: int = 1


@dataclass(slots=True)
class Grid:
    """The cells of one table, row by row."""

    x0: float
    top: float
    x1: float
    bottom: float
    boxes: list[Box] = field(default_factory=list)

    def rows(self) -> list[list[Box]]:
        """Return the cells by the row that they begin in."""
        rows: dict[int, list[Box]] = {}
        for box in self.boxes:
            rows.setdefault(box.row, []).append(box)
        return [sorted(rows[row], key=lambda box: box.column) for row in sorted(rows)]


def grids_of(rulings: Sequence[Ruling]) -> list[Grid]:
    """Return the grids with two columns and a row or more, from top to bottom."""
    if len(rulings) > _MOST_LINES:
        return []
    joined = _joined(rulings)
    grids = []
    for group in _connected(joined):
        grid = _grid(group)
        if grid is not None:
            grids.append(grid)
    kept = [g for g in grids if not any(_within(g, other) for other in grids if other is not g)]
    return sorted(kept, key=lambda grid: (grid.top, grid.x0))


def _within(grid: Grid, other: Grid) -> bool:
    inside = (
        other.x0 - _NEAR <= grid.x0
        and grid.x1 <= other.x1 + _NEAR
        and other.top - _NEAR <= grid.top
        and grid.bottom <= other.bottom + _NEAR
    )
    return inside and len(grid.boxes) < len(other.boxes)


def _joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Return the lines with those drawn in pieces, or twice, made one."""
    joined: list[Ruling] = []
    for line in sorted(rulings, key=lambda r: (r.runs, round(r.at / 2), r.start)):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.runs == line.runs
            and abs(last.at - line.at) <= _NEAR * 0.6
            and line.start <= last.end + _NEAR
        ):
            joined[-1] = Ruling(last.runs, last.at, last.start, max(last.end, line.end))
        else:
            joined.append(line)
    return joined


def _connected(lines: list[Ruling]) -> list[list[Ruling]]:
    """Return the lines in groups that touch one another."""
    groups = list(range(len(lines)))

    def root(index: int) -> int:
        while groups[index] != index:
            groups[index] = groups[groups[index]]
            index = groups[index]
        return index

    across = [i for i, line in enumerate(lines) if line.runs == "across"]
    down = [i for i, line in enumerate(lines) if line.runs == "down"]
    for i in across:
        for j in down:
            if _meet(lines[i], lines[j]):
                groups[root(i)] = root(j)
    members: dict[int, list[Ruling]] = {}
    for index, line in enumerate(lines):
        members.setdefault(root(index), []).append(line)
    return [group for group in members.values() if len(group) >= 4]


def _meet(across: Ruling, down: Ruling) -> bool:
    return (
        across.start - _NEAR <= down.at <= across.end + _NEAR
        and down.start - _NEAR <= across.at <= down.end + _NEAR
    )


def _grid(lines: list[Ruling]) -> Grid | None:
    ys = _places([line.at for line in lines if line.runs == "across"], 4.0)
    xs = _places([line.at for line in lines if line.runs == "down"], _NARROWEST)
    if len(xs) < 3 or len(ys) < 2:
        return None
    grid = Grid(xs[0], ys[0], xs[-1], ys[-1])
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in taken:
                box, covered = _box(lines, xs, ys, row, column)
                taken |= covered
                grid.boxes.append(box)
    return grid


def _box(
    lines: list[Ruling], xs: list[float], ys: list[float], row: int, column: int
) -> tuple[Box, set[tuple[int, int]]]:
    """Return the cell that begins at a place: it grows until a line is drawn at its edge."""
    right = column + 1
    while right < len(xs) - 1 and not _drawn(lines, "down", xs[right], ys[row], ys[row + 1]):
        right += 1
    below = row + 1
    while below < len(ys) - 1 and not _drawn(lines, "across", ys[below], xs[column], xs[right]):
        below += 1
    covered = {(r, c) for r in range(row, below) for c in range(column, right)}
    box = Box(xs[column], ys[row], xs[right], ys[below], row, column, right - column)
    return box, covered


def _drawn(lines: list[Ruling], runs: str, at: float, start: float, end: float) -> bool:
    """Say whether a line runs along most of an edge."""
    covered = sum(
        max(0.0, min(line.end, end) - max(line.start, start))
        for line in lines
        if line.runs == runs and abs(line.at - at) <= _NEAR
    )
    return covered >= (end - start) * 0.6


def _places(values: list[float], least: float) -> list[float]:
    """Return the places of lines, those close together made one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > least:
            places.append(value)
    return places
