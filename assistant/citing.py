"""Spans of documents -> numbered citations; a quote that is not in its document is refused.

This is the only module that makes a Citation, so nothing can be cited that was not checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.errors import CitationError
from assistant.types import Citation, Locator


def cite(number: int, locator: Locator, quote: str, text: str) -> Citation:
    """Return the citation of `quote`, which must equal `text[locator.start:locator.end]`.

    Raises:
        CitationError: the quote is empty or does not stand at the locator's span.
    """
    if not quote.strip() or text[locator.start : locator.end] != quote:
        raise CitationError(
            f"A quote does not stand at {locator.document_id} {locator.start}-{locator.end}; "
            "it is not shown. Please report this."
        )
    return Citation(number, locator, quote)


@dataclass
class CitationList:
    """Numbers citations from 1 in the order in which they are first used; one span, one number."""

    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[tuple[str, str, int, int], int] = field(default_factory=dict)

    def add(self, locator: Locator, text: str) -> int:
        """Cite the locator's span of the document's canonical `text`; return its number."""
        key = (locator.document_id, locator.version, locator.start, locator.end)
        if key not in self._numbers:
            number = len(self.citations) + 1
            quote = text[locator.start : locator.end]
            self.citations.append(cite(number, locator, quote, text))
            self._numbers[key] = number
        return self._numbers[key]
