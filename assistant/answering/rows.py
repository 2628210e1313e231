"""A question for the most or the fewest and the units found -> the row that has it, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence, lead_text, stems_of
from assistant.language.kin import roots
from assistant.language.terms import stem
from assistant.protocols import Library
from assistant.types import Block, Unit

_MOST = re.compile(
    r"\b(?:most|largest|biggest|highest|greatest|longest|commonest|oldest|tallest)\b", re.I
)
_FEWEST = re.compile(r"\b(?:fewest|least|lowest|smallest|shortest|youngest|nearest)\b", re.I)
# "At most", "most of the", "the most recent" compare nothing that a table counts.
_NO_COMPARISON = re.compile(
    r"\b(?:at (?:the )?(?:most|least|highest|lowest)|most (?:of|recent|likely|important))\b", re.I
)  # fmt: skip
# What fell most is no row that has most.
_CHANGED = re.compile(
    r"\b(?:f[ae]ll(?:en)?|r[io]se[ns]?|gr[eo]w[ns]?|drop\w*|chang\w+|increas\w+|decreas\w+|improv\w+)\b"
    r"[^?]*\b(?:most|least)\b", re.I
)  # fmt: skip
_TOTAL = re.compile(r"\b(?:total|totals|all|overall|sum|average|mean)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_SCALE = re.compile(r"\d\s?(thousand|million|billion|bn|m|k)\b", re.IGNORECASE)
_COMPARING = frozenset(
    map(stem, ("high", "low", "long", "short", "large", "small", "big", "great"))
)
# A table so far down is not what the question is about.
_AMONG_FIRST = 8
_MOST_ROWS = 300
# A column counts when so many of the rows have a number in it.
_FILLED = 0.8
# The place in its passage of a row that stands in none: it has no neighbours.
_NOWHERE = 1_000_000
_FEWEST_ROWS = 3
_SAME = 0.01
_LINED = ("table_row", "list_item")
_COUNTED = re.compile(r"(?<!\w)(\d[\d,]*(?:\.\d+)?) ([a-z]{4,})")
_HEADED = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the head of its label, the label, and its numbers by their heads."""

    evidence: Evidence
    head: str
    label: str
    numbers: Mapping[str, float]


def extreme_row(asked: Asked, units: Sequence[Evidence], library: Library) -> Evidence | None:
    """Return the row that has the most, or the least, of the first table that counts what is asked.

    `units` are ordered, best first. The table is read whole, also where only a part was found.
    """
    if _NO_COMPARISON.search(asked.text) or _CHANGED.search(asked.text):
        return None
    is_most = _MOST.search(asked.text) is not None
    if not is_most and not _FEWEST.search(asked.text):
        return None
    for table in _tables(units[:_AMONG_FIRST], units, library):
        rows = _without_totals(table)
        column = _column(asked, rows)
        if column is not None and len(rows) >= _FEWEST_ROWS:
            choose = max if is_most else min
            counted = [row for row in rows if column in row.numbers]
            return choose(counted, key=lambda row: row.numbers[column]).evidence
    return None


def _tables(
    near: Sequence[Evidence], units: Sequence[Evidence], library: Library
) -> Iterator[list[Row]]:
    """Return the tables and lists that the nearest units stand in, whole."""
    found = {(one.passage.chunk.document_id, one.unit.block): one for one in units}
    seen = set()
    for one in near:
        document = one.passage.chunk.document_id
        if one.block.group is None or one.block.kind not in _LINED:
            continue
        if (document, one.block.group) in seen:
            continue
        seen.add((document, one.block.group))
        blocks = library.blocks(document)
        lines = [
            place
            for place, block in enumerate(blocks)
            if block.group == one.block.group and block.kind in _LINED
        ]
        if len(lines) <= _MOST_ROWS:
            text = library.canonical_text(document)
            yield [
                _row(found.get((document, place)) or _beside(one, place, blocks, text))
                for place in lines
            ]


def _beside(one: Evidence, place: int, blocks: Sequence[Block], text: str) -> Evidence:
    """Return a row of the same table that was not found itself."""
    block = blocks[place]
    return replace(
        one,
        place=_NOWHERE,
        unit=Unit(block.start, block.end, place),
        block=block,
        text=text[block.start : block.end],
        lead=lead_text(blocks, place, text),
    )


def _row(evidence: Evidence) -> Row:
    if evidence.block.kind == "list_item":
        return _item(evidence)
    cells = [cell.partition(": ") for cell in " ".join(evidence.text.split()).split(" | ")]
    label = cells[0][2] or cells[0][0]
    numbers = {
        head: value
        for head, colon, told in cells[1:]
        if colon and (value := _value(told)) is not None
    }
    return Row(evidence, cells[0][0], label, numbers)


def _item(evidence: Evidence) -> Row:
    """Read an item of a list as a row: "23 speakers, 220 attendees"."""
    found = list(_COUNTED.finditer(evidence.text))
    label = evidence.text[: found[0].start()] if found else evidence.text
    numbers = {one[2].lower(): value for one in found if (value := _value(one[1])) is not None}
    return Row(evidence, "", label, numbers)


def _value(told: str) -> float | None:
    number = _NUMBER.search(told)
    if number is None:
        return None
    scale = _SCALE.search(told)
    return float(number.group().replace(",", "")) * (_SCALES[scale[1].lower()] if scale else 1.0)


def _is_akin(asked: Asked, head: str) -> bool:
    there = roots(stems_of(head))
    return any(asked.kin_of(one) & there for one in asked.stems if one not in _COMPARING)


def _without_totals(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are not the sum of the others."""
    return [
        row
        for row in rows
        if row.numbers and not _TOTAL.search(row.label) and not _is_sum(row, rows)
    ]


def _is_sum(row: Row, rows: Sequence[Row]) -> bool:
    head, value = next(iter(row.numbers.items()))
    others = sum(other.numbers.get(head, 0.0) for other in rows if other is not row)
    return len(rows) > _FEWEST_ROWS and value > 0 and abs(others - value) <= _SAME * value


def _column(asked: Asked, rows: Sequence[Row]) -> str | None:
    """Return the column that every row has and whose head tells most words of the question.

    Where the table is headed by what is counted, it is the total, or the only column.
    """
    if not rows:
        return None
    sought = set(asked.stems) - _COMPARING
    every = dict.fromkeys(head for row in rows for head in row.numbers)
    heads = [
        head for head in every if sum(head in row.numbers for row in rows) >= _FILLED * len(rows)
    ]
    told = {head: len(sought & stems_of(head)) + _is_akin(asked, head) / 2 for head in heads}
    best = max(heads, key=lambda head: told[head], default=None)
    if best is not None and told[best]:
        return best
    is_named = not asked.heads.isdisjoint(stems_of(rows[0].head))
    if not is_named and len(sought & stems_of(f"{rows[0].head} {rows[0].evidence.lead}")) < _HEADED:
        return None
    totals = [head for head in heads if _TOTAL.search(head)]
    return next(iter(totals or (heads if len(heads) == 1 else ())), None)
