"""The units found -> the tables and lists that they stand in, whole, figures and dates read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence, unfound
from assistant.language.dates import day_of
from assistant.protocols import Library
from assistant.types import Block

_TOTAL = re.compile(r"\b(?:total|totals|all|overall|sum|average|mean)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_SCALE = re.compile(r"\d\s?(thousand|million|billion|bn|m|k)\b", re.IGNORECASE)
_MOST_ROWS = 300
FEWEST_ROWS = 3
_SAME = 0.01
_LINED = ("table_row", "list_item")
_COUNTED = re.compile(r"(?<!\w)(\d[\d,]*(?:\.\d+)?) ([a-z]{4,})")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the head of its label, the label, and by their heads its other cells.

    `numbers` are those with a figure, `days` those that are a date, as the last day that it names.
    """

    evidence: Evidence
    head: str
    label: str
    cells: Mapping[str, str]
    numbers: Mapping[str, float]
    days: Mapping[str, str]


def tables_near(
    near: Sequence[Evidence], units: Sequence[Evidence], library: Library, *, joined: bool = False
) -> Iterator[list[Row]]:
    """Yield the tables and lists that the nearest units stand in, also where only a part was found.

    A row that was found is the unit itself; any other is made like the one that was. `joined` reads
    all tables of a document that have the same columns as one.
    """
    found = {(one.passage.chunk.document_id, one.unit.block): one for one in units}
    seen: set[tuple[str, int]] = set()
    for one in near:
        document = one.passage.chunk.document_id
        is_lined = one.block.group is not None and one.block.kind in _LINED
        if not is_lined or (document, one.unit.block) in seen:
            continue
        blocks = library.blocks(document)
        places = [
            place
            for place, block in enumerate(blocks)
            if block.kind in _LINED and _is_of_table(block, one.block, joined=joined)
        ]
        seen.update((document, place) for place in places)
        if len(places) <= _MOST_ROWS:
            text = library.canonical_text(document)
            yield [
                row_of(found.get((document, place)) or unfound(one, place, blocks, text))
                for place in places
            ]


def _is_of_table(block: Block, other: Block, *, joined: bool) -> bool:
    has_its_columns = bool(block.columns) and block.columns == other.columns
    return block.group == other.group or (joined and has_its_columns)


def without_totals(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are not the sum of the others."""
    return [row for row in rows if not _TOTAL.search(row.label) and not _is_sum(row, rows)]


def is_total(head: str) -> bool:
    """Say whether a head is that of a total."""
    return _TOTAL.search(head) is not None


def _is_sum(row: Row, rows: Sequence[Row]) -> bool:
    if not row.numbers or len(rows) <= FEWEST_ROWS:
        return False
    head, value = next(iter(row.numbers.items()))
    others = sum(other.numbers.get(head, 0.0) for other in rows if other is not row)
    return value > 0 and abs(others - value) <= _SAME * value


def row_of(evidence: Evidence) -> Row:
    """Return a row, or an item of a list, with its cells read."""
    if evidence.block.kind == "list_item":
        return _item(evidence)
    cells = [cell.partition(": ") for cell in " ".join(evidence.text.split()).split(" | ")]
    told = {head: value for head, colon, value in cells[1:] if colon}
    days = {head: day for head, value in told.items() if (day := day_of(value))}
    numbers = {
        head: value
        for head, cell in told.items()
        if head not in days and (value := _value(cell)) is not None
    }
    return Row(evidence, cells[0][0], cells[0][2] or cells[0][0], told, numbers, days)


def _item(evidence: Evidence) -> Row:
    """Read an item of a list as a row: "23 speakers, 220 attendees"."""
    found = list(_COUNTED.finditer(evidence.text))
    label = evidence.text[: found[0].start()] if found else evidence.text
    numbers = {one[2].lower(): value for one in found if (value := _value(one[1])) is not None}
    return Row(evidence, "", label, {}, numbers, {})


def _value(told: str) -> float | None:
    number = _NUMBER.search(told)
    if number is None:
        return None
    scale = _SCALE.search(told)
    return float(number.group().replace(",", "")) * (_SCALES[scale[1].lower()] if scale else 1.0)
