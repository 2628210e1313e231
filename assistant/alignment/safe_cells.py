"""Text of a document -> a cell of a spreadsheet that never starts a formula."""

from __future__ import annotations

import re

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# XML 1.0 has no place for these; a document that holds them must not break the workbook.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000


def safe_cell(text: str) -> str:
    """Return the text, with an apostrophe in front where it would be taken for a formula."""
    clean = plain(text)[:_LONGEST]
    return f"'{clean}" if clean.lstrip().startswith(_STARTS_FORMULA) else clean


def plain(text: str) -> str:
    """Return the text without characters that XML does not allow."""
    return _NOT_XML.sub("", text)
