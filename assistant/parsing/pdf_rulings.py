"""One PDF page -> the horizontal and vertical lines drawn on it, also as edges of boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import pypdfium2.raw as pdfium

from assistant.parsing.pdf_page import Frame

_THIN = 3.0  # points; a drawn thing thinner than this is a line
_SHORTEST = 6.0
_MOST_OBJECTS = 20_000  # drawings of maps have hundreds of thousands, and no tables
_MOST_SEGMENTS = 4_000


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line at `at` from `start` to `end`: y and two x when across, x and two y when down."""

    runs: Literal["across", "down"]
    at: float
    start: float
    end: float


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rulings_of(page: Any, frame: Frame) -> list[Ruling]:
    """Return the lines of a page."""
    found: list[Ruling] = []
    for number, (path, matrix) in enumerate(_paths(page)):
        if number > _MOST_OBJECTS:
            return []
        if _is_visible(path):
            found += _edges(path, matrix, frame)
    return found


def _paths(page: Any) -> Iterator[tuple[Any, Matrix]]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        shape = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield shape, _matrix(shape)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _paths_in_form(shape)


def _paths_in_form(form: Any) -> Iterator[tuple[Any, Matrix]]:
    outer = _matrix(form)
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
        shape = pdfium.FPDFFormObj_GetObject(form, index)
        if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
            yield shape, _times(_matrix(shape), outer)


def _matrix(shape: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _is_visible(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return False
    return bool(fill.value or stroke.value)


def _edges(path: Any, matrix: Matrix, frame: Frame) -> Iterator[Ruling]:
    """Yield the straight edges of a path; a thin box counts as one line."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    for line in _sub_paths(path, count, matrix, frame):
        xs, ys = [x for x, _ in line], [y for _, y in line]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if height <= _THIN < width:
            yield Ruling("across", (min(ys) + max(ys)) / 2, min(xs), max(xs))
        elif width <= _THIN < height:
            yield Ruling("down", (min(xs) + max(xs)) / 2, min(ys), max(ys))
        else:
            yield from _sides(line)


def _sides(line: list[tuple[float, float]]) -> Iterator[Ruling]:
    for (xa, ya), (xb, yb) in pairwise(line):
        if abs(ya - yb) < 1 and abs(xa - xb) > _SHORTEST:
            yield Ruling("across", (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) < 1 and abs(ya - yb) > _SHORTEST:
            yield Ruling("down", (xa + xb) / 2, min(ya, yb), max(ya, yb))


def _sub_paths(
    path: Any, count: int, matrix: Matrix, frame: Frame
) -> Iterator[list[tuple[float, float]]]:
    """Yield the straight-lined parts of a path as points; parts with curves are left out."""
    line: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        a, b, c, d, e, f = matrix
        point = frame.place(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(line) > 1 and not curved:
                yield line
            line, curved = [point], False
            continue
        curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
        line.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            line.append(line[0])
    if len(line) > 1 and not curved:
        yield line
