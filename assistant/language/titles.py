"""A phrase and documents -> the documents that it names: "the housing strategy", "the minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.language.terms import content_stems, stem
from assistant.language.wordlists import word_set
from assistant.types import Document

_KIND_WORDS = {
    "vision": word_set("vision"),
    "strategy": word_set("strategy plan policy programme document"),
    "board": word_set("board paper report minutes document"),
    "other": word_set("document paper report"),
}
_KIND_STEMS = {kind: frozenset(map(stem, words)) for kind, words in _KIND_WORDS.items()}
_EVERY_KIND = frozenset().union(*_KIND_STEMS.values())
_STATUS = frozenset(map(stem, ("draft", "approved", "superseded", "current", "new", "old")))
_ALIKE = {stem("catalogue"): stem("catalog"), stem("programme"): stem("program")}
_DOCUMENT = re.compile(r"\b(?:strategy|plan|policy|vision|report|minutes|paper)$", re.I)
_NAMED = re.compile(
    r"\b(?:the|our) (?P<named>[\w’'-]+(?: and [\w’'-]+)? (?:strategy|plan|policy))\b", re.I
)
_WORK = re.compile(
    r"['’]s? (?:\w+ )?(?:work|papers?|plans?|efforts?|activit(?:y|ies)|approach|programmes?)$", re.I
)
_PAPER = re.compile(r" (?:paper|report|document)$", re.I)
_WORK_OF = re.compile(r"^(?:the )?(?:work|papers?|activities) of ", re.I)
# Every question is read against the names of all papers: their stems are remembered.
_DOCUMENTS_KEPT = 4096
_FIGURES = re.compile(r"^\d+$")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_AND_YEAR = re.compile(rf"(?:^|-)(?:{'|'.join(_MONTHS)})-(\d\d)(?:-|$)")


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def title_stems(document: Document) -> frozenset[str]:
    """Return the stems of a document's title, figures left out."""
    return frozenset(one for one in content_stems(document.title) if not _FIGURES.match(one))


def named_documents(phrase: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents that a phrase may mean, the likeliest first; empty when none.

    Every word of the phrase must belong to the document: its title, kind, date or status.
    """
    wanted = frozenset(_ALIKE.get(one, one) for one in content_stems(phrase)) - _STATUS
    telling = wanted - _EVERY_KIND
    found = [one for one in documents if wanted and wanted <= _known_of(one)]
    if not telling:
        found = [one for one in found if wanted & (_KIND_STEMS[one.kind] | title_stems(one))]
    return sorted(found, key=lambda one: _likelihood(one, wanted, phrase), reverse=True)


def documents_behind(phrase: str, documents: Sequence[Document]) -> list[Document]:
    """Return the document that a phrase names, or those of the body whose work it names.

    "Active Essex's work" is what the papers that Active Essex issued tell.
    """
    plain = _WORK.sub("", _WORK_OF.sub("", phrase)).strip()
    rest = _PAPER.sub("", plain)
    named = named_documents(plain, documents)
    if not named and len(content_stems(rest)) > 1:
        named = named_documents(rest, documents)
    if named:
        return named[:1]
    wanted = frozenset(content_stems(plain))
    return [
        one
        for one in documents
        if len(wanted) > 1
        and wanted <= frozenset(content_stems(one.organisation or ""))
        and one.status != "superseded"
    ]


def one_document(phrase: str, documents: Sequence[Document]) -> Document | None:
    """Return the one document that a phrase names; None when it names none, or several."""
    found = named_documents(phrase, documents)
    if len(found) < 2:
        return found[0] if found else None
    wanted = frozenset(content_stems(phrase)) - _STATUS
    first, second = (_likelihood(one, wanted, phrase)[:3] for one in found[:2])
    return found[0] if first > second else None


def names_a_document(phrase: str) -> bool:
    """Say whether a phrase calls something a document: "the climate strategy"."""
    return _DOCUMENT.search(phrase) is not None


def is_named_in(text: str, document: Document) -> bool:
    """Say whether a text names a document as "the skills strategy" names "Skills for Wenshire"."""
    return any(
        document in named_documents(match["named"], [document])
        and frozenset(content_stems(match["named"])) & title_stems(document)
        for match in _NAMED.finditer(text)
    )


def is_spoken_of(phrase: str, texts: Iterable[str]) -> bool:
    """Say whether any of the texts has the phrase, word for word."""
    words = " ".join(phrase.lower().split())
    return any(words in " ".join(text.lower().split()) for text in texts)


def no_such_document(phrase: str) -> str:
    """Return what is said when nothing that the reader may read is called so."""
    return f"None of the documents searched is called “{phrase}”."


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _known_of(document: Document) -> frozenset[str]:
    parts = " ".join(part.title for part in document.parts)
    stems = frozenset(content_stems(f"{document.title} {document.id.replace('-', ' ')} {parts}"))
    return stems | _KIND_STEMS[document.kind] | _dates(document.date) | _dated_by_name(document.id)


def _dated_by_name(document_id: str) -> frozenset[str]:
    """Return the whole year of a file that is named by its month: "october-13" is of 2013."""
    match = _MONTH_AND_YEAR.search(document_id)
    return frozenset((f"20{match[1]}",)) if match else frozenset()


def _dates(date: str | None) -> frozenset[str]:
    parts = (date or "").split("-")
    month = _MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
    day = str(int(parts[2])) if len(parts) > 2 else ""
    return frozenset(stem(part) for part in (parts[0], month, day) if part)


def _likelihood(
    document: Document, wanted: frozenset[str], phrase: str
) -> tuple[bool, int, bool, str]:
    """Rather the title itself, rather in the title, rather in force, rather the newer."""
    stems = title_stems(document)
    is_whole = phrase.strip().lower() in (document.title.lower(), document.id)
    asks_old = "superseded" in phrase.lower() or "old" in phrase.lower().split()
    is_current = (document.status == "superseded") == asks_old
    return is_whole, len(wanted & stems), is_current, document.date or ""
