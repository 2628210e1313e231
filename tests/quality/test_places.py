"""Sixty sentences with the place that a person read for them: page, label, paragraph, section."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.parsing.parse import parse
from assistant.types import Block, ParsedText

PLACES = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))
FLOOR = 0.98  # of all parts of all places, as measured

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def shared_dir(request: pytest.FixtureRequest) -> Path:
    folder = request.config.rootpath.parent / "shared"
    if not (folder / "documents").is_dir():
        pytest.skip("the folder ../shared is not here")
    return folder


@cache
def parsed(path: Path) -> ParsedText:
    return parse(path)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def block_of(document: ParsedText, place: dict[str, Any]) -> Block | None:
    """Return the block with the quote, the one nearest to its place when several hold it."""
    quote = plain(place["quote"])
    held = [b for b in document.blocks if quote in plain(document.text[b.start : b.end])]
    return max(held, key=lambda block: sum(checks(document, block, place).values()), default=None)


def checks(document: ParsedText, block: Block, place: dict[str, Any]) -> dict[str, bool]:
    # A box or "Our priority..." under the heading that a person would name is as good.
    nearest = " / ".join(block.section[-2:])
    number = block.number or number_in_row(document, block)
    return {
        "page": block.page == place["page"],
        "label": place["page"] is None or (block.page_label == place["page_label"]),
        "paragraph": place["paragraph"] is None or number == place["paragraph"],
        "section": plain(place["section"] or "") in plain(nearest)
        if place["section"]
        else not nearest,
    }


def number_in_row(document: ParsedText, block: Block) -> str | None:
    """Return the number printed at the start of a table row's first cell."""
    text = document.text[block.start : block.end].split(": ", 1)[-1]
    match = re.match(r"\d+(?:\.\d+)+", text)
    return match[0] if match else None


def test_sentences_stand_where_a_person_read_them(shared_dir: Path) -> None:
    wrong, right, points = [], 0, 0

    for place in PLACES:
        document = parsed(shared_dir / "documents" / place["document"])
        block = block_of(document, place)
        found = checks(document, block, place) if block is not None else {}
        points += 4
        right += sum(found.values())
        if sum(found.values()) < 4:
            where = block and (block.page, block.page_label, block.number, block.section)
            wrong.append(f"{place['quote']}: {found} {where}, not {place}")

    assert right / points >= FLOOR, "\n".join(wrong)


def test_every_quotation_is_in_its_document(shared_dir: Path) -> None:
    missing = [
        place["quote"]
        for place in PLACES
        if block_of(parsed(shared_dir / "documents" / place["document"]), place) is None
    ]

    assert missing == []
