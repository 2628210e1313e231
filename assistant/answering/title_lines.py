"""A document -> the line near its start that says its status or date, else its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.dates import in_words
from assistant.language.sentences import sentence_spans
from assistant.language.terms import content_stems
from assistant.protocols import Library
from assistant.types import Document

Place = tuple[Document, int, int]
_BLOCKS_LOOKED_AT = 14
_LONGEST = 300
_STATUS = {
    "approved": re.compile(r"\b(?:approved|agreed|adopted|endorsed|signed off|ratified)\b", re.I),
    "draft": re.compile(r"\bdrafts?\b|\bfor (?:comment|consultation)\b|\bmay still change\b", re.I),
    "superseded": re.compile(r"\b(?:superseded|replaced|withdrawn|no longer in force)\b", re.I),
}
_AGREED = _STATUS["approved"]
_PUBLISHED = re.compile(r"\b(?:published|issued|written|dated|version)\b", re.I)


def status_line(document: Document, library: Library) -> Place | None:
    """Return the opening sentence that says whether the document is approved, a draft, replaced."""
    pattern = _STATUS.get(document.status or "")
    if pattern is None:
        return None
    return _first(document, library, pattern, by_date=False)


def date_line(document: Document, library: Library, act: str) -> Place | None:
    """Return the opening sentence that says when the document was agreed (or published)."""
    is_agreed = act in ("approved", "agreed", "adopted", "signed off")
    return _first(document, library, _AGREED if is_agreed else _PUBLISHED, by_date=True)


def title_line(document: Document, library: Library) -> Place | None:
    """Return the line that holds the title, else the first line of the document."""
    opening = list(_opening(document, library))
    title = set(content_stems(document.title))
    text = library.canonical_text(document.id) if opening else ""
    for start, end in opening:
        if title and title <= set(content_stems(text[start:end])):
            return document, start, end
    return (document, *opening[0]) if opening else None


def _first(
    document: Document, library: Library, pattern: re.Pattern[str], *, by_date: bool
) -> Place | None:
    opening = list(_opening(document, library))
    text = library.canonical_text(document.id) if opening else ""
    date = in_words(document.date) if document.date else None
    found = []
    for start, end in opening:
        words = " ".join(text[start:end].split())
        if pattern.search(words) and (not by_date or (date is not None and date in words)):
            found.append((words == document.title, start, end))
    return (document, *min(found)[1:]) if found else None  # rather a sentence than the title


def _opening(document: Document, library: Library) -> Iterator[tuple[int, int]]:
    """Yield the spans of the first sentences; a heading is one."""
    if not document.version:
        return
    text = library.canonical_text(document.id)
    for block in library.blocks(document.id)[:_BLOCKS_LOOKED_AT]:
        for start, end in sentence_spans(text[block.start : block.end]):
            if end - start <= _LONGEST:
                yield block.start + start, block.start + end
