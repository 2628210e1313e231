"""Quotes -> an answer: a sentence each with its citation, its document named where that matters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.asking import Asked
from assistant.answering.evidence import Conclusion, Evidence
from assistant.answering.quoting import Quote, locate
from assistant.answering.wording import after_opening, statement_text
from assistant.citing import CitationList
from assistant.language.dates import in_words
from assistant.language.terms import content_stems
from assistant.protocols import Library
from assistant.types import Answer, AnswerStatus, Document, No, Question, Statement, ThreadLinks

# A further statement must bring this share of words that were not said yet.
_NEW_WORDS = 0.15
_DECIDED = re.compile(
    r"\b(?:agree[ds]?|approve[ds]?|decided?|decision|resolve[ds]?|adopt(?:s|ed)?|noted?|reject(?:s|ed)?"
    r"|vote[ds]?|set up|turned down)\b", re.I
)  # fmt: skip
DISAGREE = "The documents disagree."
# The newest that is in force first; a draft and what was superseded last.
_STANDING = {"approved": 0, None: 1, "draft": 2, "superseded": 3}


@dataclass
class Composition:
    """The statements of an answer as they are put together; text between them is kept in order."""

    library: Library
    statements: list[Statement] = field(default_factory=list)
    citations: CitationList = field(default_factory=CitationList)
    said: list[str] = field(default_factory=list)

    def remark(self, words: str) -> None:
        """Add a sentence that rests on no quote: what is missing, that documents disagree."""
        if words:
            self.said.append(words)

    def quote(self, quote: Quote, opening: str | None = None) -> int:
        """Add the statement of a quote; return its citation's number.

        `opening` is put in front ("According to ...,"); by default only what is no longer or not
        yet in force is named.
        """
        document = self.library.document(quote.evidence.passage.chunk.document_id)
        text = self.library.canonical_text(document.id)
        number = self.citations.add(locate(quote, self.library), text)
        words = statement_text(quote, self.library.blocks(document.id), text)
        lead = standing(document) if opening is None else opening
        words = after_opening(lead, words) if lead else words
        self.statements.append(Statement(words, (number,)))
        self.said.append(f"{words} [{number}]")
        return number

    def conclude(self, conclusion: Conclusion | None, numbers: Sequence[int]) -> None:
        """Put what follows from the first quotes in front of them, cited by these."""
        if conclusion is None or len(numbers) < conclusion.units:
            return
        cited = tuple(numbers[: conclusion.units])
        self.statements.insert(0, Statement(conclusion.text, cited))
        self.said.insert(0, f"{conclusion.text} {' '.join(f'[{number}]' for number in cited)}")

    def answer(
        self,
        question: Question,
        *,
        status: AnswerStatus = "answered",
        no: No | None = None,
        conflicts: Sequence[tuple[int, ...]] = (),
        thread: ThreadLinks | None = None,
    ) -> Answer:
        """Return the answer with what was added, in order."""
        return Answer(
            id="",
            question=question.text,
            standalone_question=question.alone,
            status=status,
            text=" ".join(self.said),
            statements=tuple(self.statements),
            citations=tuple(self.citations.citations),
            snapshot="",
            no=no,
            conflicts=tuple(conflicts),
            thread=thread,
        )


def standing(document: Document) -> str:
    """Return how a document that is not in force is named in front of its words."""
    if document.status not in ("draft", "superseded"):
        return ""
    says_so = document.status in document.title.lower()
    return f"According to {'' if says_so else f'the {document.status} '}{document.title},"


def in_full(document: Document) -> str:
    """Return a document named with its status and date: for statements set against each other."""
    return f"According to {titled(document)},"


def dates_the_deed(asked: Asked, evidence: Evidence, document: Document) -> bool:
    """Say whether the paper's own date answers when something was decided: minutes of a day."""
    if asked.wanted != "date" or document.kind != "board" or not document.date:
        return False
    return _DECIDED.search(asked.text) is not None and _DECIDED.search(evidence.text) is not None


def titled(document: Document) -> str:
    """Return the title with the status and the date behind it, each unless the title says it."""
    known = [document.status or "", in_words(document.date) if document.date else ""]
    told = ", ".join(one for one in known if one and one not in document.title)
    return f"{document.title}{f' ({told})' if told else ''}"


def by_standing(quotes: Sequence[Quote], library: Library) -> list[Quote]:
    """Return quotes with those of documents that are not in force behind the others."""
    return sorted(quotes, key=lambda one: _document(one, library).status in ("draft", "superseded"))


def in_force(quotes: Sequence[Quote], library: Library) -> list[Quote]:
    """Return quotes without those of superseded documents, unless they are all there is."""
    current = [one for one in quotes if _document(one, library).status != "superseded"]
    return current or list(quotes)


def telling(quotes: Sequence[Quote]) -> list[Quote]:
    """Return quotes without those that only say again what the ones before them say."""
    kept: list[Quote] = []
    said: set[str] = set()
    for quote in quotes:
        stems = set(content_stems(quote.evidence.text))
        is_new = not stems or len(stems - said) > _NEW_WORDS * len(stems)
        if is_new or not kept:
            kept.append(quote)
            said |= stems
    return kept


def newest_in_force(quotes: Sequence[Quote], library: Library) -> list[Quote]:
    """Return quotes in the order in which contradicting documents are told."""
    newest = sorted(quotes, key=lambda one: _document(one, library).date or "", reverse=True)
    return sorted(newest, key=lambda one: _STANDING[_document(one, library).status])


def _document(quote: Quote, library: Library) -> Document:
    return library.document(quote.evidence.passage.chunk.document_id)
