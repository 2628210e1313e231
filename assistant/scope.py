"""What was searched, and what was not and why, in words that give nothing hidden away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.terms import content_stems
from assistant.language.titles import title_stems
from assistant.types import Answer, Document, Filters, No, Question

_REASONS = {
    "encrypted": "it is encrypted",
    "empty": "it holds no text",
    "needs_ocr": "its pages are pictures",
    "wrong_type": "its type is not read",
    "damaged": "it is damaged",
    "too_large": "it is too large",
    "timeout": "reading it took too long",
}
_NAMED_AT_MOST = 3


def scope(searched: Sequence[Document]) -> str:
    """Say how much was searched, as far as this reader may know."""
    read = _read(searched)
    words = f"Searched {_count(len(read), 'document')}"
    if refused := len(searched) - len(read):
        words += f"; {_count(refused, 'document')} could not be read"
    newest = max((one.date for one in read if one.date), default=None)
    return f"{words}; the newest is dated {newest}." if newest else f"{words}."


def why_not_searched(
    filters: Filters, documents: Sequence[Document], searched: Sequence[Document]
) -> str | None:
    """Return why nothing could be searched; None when something was.

    A document that the reader may not read and one that does not exist are told apart by nothing.
    """
    if not documents:
        return "There is no document that this reader may read, so nothing was searched."
    if _read(searched):
        return None
    unknown = _unknown(filters, documents)
    if unknown and len(unknown) == len(filters.documents):
        return f"{_no_such(unknown)} Nothing was searched."
    if searched:
        return f"{_unread(searched)} Nothing was searched."
    return "No document fits these filters, so nothing was searched."


def with_what_was_not_searched(
    answer: Answer, asked: Question, documents: Sequence[Document], searched: Sequence[Document]
) -> Answer:
    """Return an answer that also says which documents asked for could not be searched."""
    if answer.no == "not_searched":
        return answer
    notes = []
    if unknown := _unknown(asked.filters, documents):
        notes.append(_no_such(unknown))
    unread = [one for one in searched if one.reading == "refused"]
    named = [one for one in unread if _is_named(one, asked.alone)]
    if answer.status == "not_found" and named:
        notes.append(_unread(named))
    if not notes:
        return answer
    no: No | None = "not_searched" if named and answer.status == "not_found" else answer.no
    return replace(answer, text=" ".join([answer.text, *notes]), no=no)


def refusal(asked: Question, text: str, no: No) -> Answer:
    """Return the plain statement that there is no answer."""
    return Answer(
        id="",
        question=asked.text,
        standalone_question=asked.alone,
        status="not_found",
        text=text,
        statements=(),
        citations=(),
        snapshot="",
        no=no,
    )


def _read(documents: Sequence[Document]) -> list[Document]:
    return [one for one in documents if one.reading != "refused"]


def _unknown(filters: Filters, documents: Sequence[Document]) -> list[str]:
    known = {one.id for one in documents}
    return [one for one in filters.documents if one not in known]


def _no_such(unknown: Sequence[str]) -> str:
    names = " or ".join(f"“{one}”" for one in unknown[:_NAMED_AT_MOST])
    return f"There is no document {names} that this reader may read."


def _unread(refused: Sequence[Document]) -> str:
    """Name the documents that could not be read, with the reason where it is known."""
    told = [
        f"“{one.title}” ({_REASONS[one.reason]})" if one.reason in _REASONS else f"“{one.title}”"
        for one in refused[:_NAMED_AT_MOST]
    ]
    more = len(refused) - len(told)
    names = ", ".join(told) + (f" and {more} more" if more else "")
    return f"Not searched, because it could not be read: {names}."


def _is_named(document: Document, question: str) -> bool:
    """Say whether a question names a document: by all words of its title or of its file's name."""
    asked = frozenset(content_stems(question))
    stems = title_stems(document)
    return bool(stems) and stems <= asked


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def by_whom(answer: Answer) -> str:
    """Say what a language model did for an answer, or that it could not help; else nothing."""
    if answer.answerer != "generative":
        return f" {answer.scope}" if answer.scope else ""
    model = f"the language model {answer.model}" if answer.model else "a language model"
    if not answer.statements:
        return f" {model[:1].upper()}{model[1:]} found no answer there."
    if all(one.support == "quoted" for one in answer.statements):
        return f" Chosen by {model}; every word is quoted."
    return f" Worded by {model}; each sentence was checked against its sources."
