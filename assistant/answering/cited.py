"""Sentences with the places that carry them -> an answer with checked citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.wording import finished
from assistant.citing import CitationList
from assistant.protocols import Library
from assistant.types import Answer, Document, Locator, Question, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the span of a document that it rests on.

    `quoted` is a span whose words are set behind the sentence; `note` follows without a citation.
    """

    text: str
    place: tuple[Document, int, int] | None
    quoted: tuple[Document, int, int] | None = None
    note: str = ""


def compose(question: Question, said: Sequence[Said], library: Library) -> Answer | None:
    """Return the answer; None when a sentence has no place: nothing is said without one."""
    citations, statements, texts = CitationList(), [], []
    for one in said:
        if one.place is None:
            return None
        document, start, end = one.place
        text = library.canonical_text(document.id)
        number = citations.add(place_in(document, start, end, library), text)
        words = finished(one.text)
        if one.quoted is not None:
            quote = " ".join(text[one.quoted[1] : one.quoted[2]].split())
            words = f"{one.text}: “{quote}”"
        statements.append(Statement(words, (number,)))
        texts.append(f"{words} [{number}]" + (f" {one.note}" if one.note else ""))
    return Answer(
        id="",
        question=question.text,
        standalone_question=question.alone,
        status="answered",
        text=" ".join(texts),
        statements=tuple(statements),
        citations=tuple(citations.citations),
        snapshot="",
    )


def place_in(document: Document, start: int, end: int, library: Library) -> Locator:
    """Return the locator of a span of a document."""
    blocks = library.blocks(document.id)
    block = next((one for one in blocks if one.start <= start < one.end), None)
    return Locator(
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        version=document.version,
        start=start,
        end=end,
        organisation=document.organisation,
        date=document.date,
        section=block.section if block else (),
        paragraph=block.number if block else None,
        page=block.page if block else None,
        page_label=block.page_label if block else None,
    )
