"""A question in small letters and the documents found -> the question with their names as printed.

"how often does essex partners meet" names a body, which only its capitals tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.types import Document


def as_printed(question: str, documents: Iterable[Document]) -> str:
    """Return the question; one without capitals gets those of the titles and bodies it names."""
    if any(letter.isupper() for letter in question[1:]):
        return question
    known = {name for document in documents for name in _names_of(document) if " " in name}
    for name in sorted(known, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        plain = name.replace("\\", r"\\")
        question = re.sub(pattern, plain, question, flags=re.IGNORECASE)
    return question


def _names_of(document: Document) -> Iterable[str]:
    yield from (document.title, document.organisation or "")
    for part in document.parts:
        yield from (part.title, part.organisation or "")
