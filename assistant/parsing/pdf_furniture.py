"""Lines of all pages -> which are running heads, page numbers or contents; printed labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from assistant.parsing.pdf_lines import Line
from assistant.parsing.pieces import fold

_LARGER = 1.2  # times the usual size of a running head; the title itself may say the same words
_MARGIN = 0.13  # of the page's height at the top and the bottom, where running heads stand
_EVERYWHERE = 8  # pages on which a running head stands before it is known wherever it stands
_LONG = 15  # characters
_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(
    r"^(?:page|p\.|pg\.?|seite)?\s*[-–|]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–|]?(?:\s*(?:of|/)\s*\d+)?$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}")
_ENTRY = re.compile(r"^.{2,120}?[\s.…]+(\d{1,3}|[ivxlc]{1,6})$")
_CONTENTS = re.compile(r"^(?:table of )?contents?:?$|^in this (?:report|document)$", re.IGNORECASE)


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """Return the ids of lines that repeat from page to page in the margins, or number the page."""
    places: dict[tuple[str, bool], set[int]] = defaultdict(set)
    marginal: list[tuple[Line, str, bool]] = []
    for lines, height in zip(pages, heights, strict=True):
        for line in _in_margins(lines, height):
            upper = line.top < height / 2
            key = _DIGITS.sub("#", line.text.casefold())
            places[key, upper].add(line.page)
            marginal.append((line, key, upper))
    least = max(3, min(6, round(len(pages) * 0.25)))
    counted = _counted(marginal)
    sizes = _usual_sizes(marginal)
    found = {
        id(line)
        for line, key, upper in marginal
        if len(places[key, upper]) >= least
        and (key, upper) in counted
        and line.size <= sizes[key, upper] * _LARGER
    }
    numbers = {
        id(line)
        for line, key, upper in marginal
        if _LABEL.match(line.text) and _is_outermost(line, pages[line.page - 1], upper=upper)
    }
    common = {key for key, upper in counted if len(places[key, upper]) >= _EVERYWHERE}
    strays = {
        id(line)
        for lines in pages
        for line in lines
        if len(line.text) >= _LONG and _DIGITS.sub("#", line.text.casefold()) in common
    }
    return found | numbers | strays


def _usual_sizes(marginal: list[tuple[Line, str, bool]]) -> dict[tuple[str, bool], float]:
    sizes: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for line, key, upper in marginal:
        sizes[key, upper].append(line.size)
    return {key: median(found) for key, found in sizes.items()}


def _counted(marginal: list[tuple[Line, str, bool]]) -> set[tuple[str, bool]]:
    """Return the keys whose lines are all the same or count the pages; "Chapter 3" does not."""
    texts: dict[tuple[str, bool], set[str]] = defaultdict(set)
    offsets: dict[tuple[str, bool], Counter[int]] = defaultdict(Counter)
    for line, key, upper in marginal:
        texts[key, upper].add(line.text)
        for number in _DIGITS.findall(line.text):
            offsets[key, upper][int(number[:6]) - line.page] += 1
    return {
        key
        for key, found in texts.items()
        if len(found) < 3 or (offsets[key] and offsets[key].most_common(1)[0][1] * 2 >= len(found))
    }


def _in_margins(lines: Sequence[Line], height: float) -> list[Line]:
    low, high = height * _MARGIN, height * (1 - _MARGIN)
    return [line for line in lines if line.bottom < low or line.top > high]


def _is_outermost(line: Line, lines: Sequence[Line], *, upper: bool) -> bool:
    others = [other for other in lines if other is not line]
    if upper:
        return not any(other.bottom < line.top - 2 for other in others)
    return not any(other.top > line.bottom + 2 for other in others)


def printed_labels(
    pages: Sequence[Sequence[Line]], dropped: set[int], own: Sequence[str | None]
) -> list[str | None]:
    """Return each page's number as printed, else as the file gives it."""
    candidates = [
        [number for line in lines if id(line) in dropped for number in _numbers(line)]
        for lines in pages
    ]
    offsets = Counter(
        int(number) - at
        for at, numbers in enumerate(candidates, start=1)
        for number in set(numbers)
        if number.isdigit()
    )
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    steady = count >= max(2, len(pages) * 0.25)
    labels: list[str | None] = []
    for at, numbers in enumerate(candidates, start=1):
        wanted = str(at + offset)
        roman = next((n for n in numbers if not n.isdigit()), None)
        if steady and wanted in numbers:
            labels.append(wanted)
        else:
            labels.append(roman or (own[at - 1] if at <= len(own) else None))
    return labels


def _numbers(line: Line) -> list[str]:
    text = line.text
    alone = _LABEL.match(text)
    if alone:
        return [alone[1]]
    return re.findall(r"(?<![\d.,])\d{1,4}(?![\d.,])", text)


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Return the ids of lines of one page that are a list of contents, with its head."""
    rows = _rows(lines)
    texts = [fold(" ".join(line.text for line in row)) for row in rows]
    led = [bool(_LEADERS.search(text)) for text in texts]
    head = next((at for at, text in enumerate(texts) if _CONTENTS.match(text)), None)
    entries = [bool(_ENTRY.match(text)) for text in texts]
    if head is not None and sum(entries) + sum(led) >= 3:
        last = max(at for at in range(len(texts)) if entries[at] or led[at])
        chosen = rows[head : last + 1] + [
            row for row, is_led in zip(rows, led, strict=True) if is_led
        ]
    elif sum(led) >= 3:
        chosen = rows[led.index(True) : len(led) - led[::-1].index(True)]
    elif head is not None and _is_bare_list(texts):
        chosen = rows
    else:
        chosen = []
    return {id(line) for row in chosen for line in row}


def _is_bare_list(texts: Sequence[str]) -> bool:
    """Say whether a page holds only short lines, as contents without page numbers do."""
    short = all(len(text) <= 100 and not text.endswith(".") for text in texts)
    return short and 4 <= len(texts) <= 40


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines with those at one height together, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if rows and abs(rows[-1][0].bottom - line.bottom) < line.size * 0.4:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]
