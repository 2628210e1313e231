"""A piece of evidence -> a readable sentence of its words; nothing is said that it does not say."""

from __future__ import annotations

import re

from assistant.generation.evidence import Evidence
from assistant.generation.plain import plain_sentence, unmarked

_CELLS = re.compile(r"\s*\|\s*|\t|\n")


def said(evidence: Evidence) -> str:
    """Return the quote as a sentence: without its bullet, a row with the heads of its columns."""
    quote = evidence.quote
    if evidence.columns:
        return plain_sentence(_row(quote, evidence.columns))
    return plain_sentence(unmarked(quote))


def _row(quote: str, columns: tuple[str, ...]) -> str:
    cells = [cell.strip() for cell in _CELLS.split(quote.strip().strip("|"))]
    if len(cells) != len(columns):
        return "; ".join(cell for cell in cells if cell)
    pairs = zip(columns, cells, strict=True)
    return "; ".join(_headed(cell, column) for column, cell in pairs if cell)


def _headed(cell: str, column: str) -> str:
    return cell if not column or cell.startswith(column) else f"{column}: {cell}"
