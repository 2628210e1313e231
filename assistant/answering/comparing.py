"""A question that compares documents -> what each says on the subject, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.composing import DISAGREE, Composition, in_full
from assistant.answering.disputes import disagree
from assistant.answering.quoting import Quote
from assistant.language.titles import names_a_document, no_such_document, one_document
from assistant.protocols import Library
from assistant.types import Answer, Document, Filters, Passage, Question, Reader

_BOTH = (1, 2)
Find = Callable[[Question, Reader], Sequence[Passage]]

_LINK = r"(?:and|with|to|against|versus|vs\.?|from|or)"
_ON = (
    r"(?:on|about|in (?:terms|respect) of|regarding|over|with regard to|as to|for|when it comes to)"
)
_SIDES = r"(?P<one>.+?) " + _LINK + r" (?P<other>.+?)"
_ABOUT = rf"(?: {_ON} (?P<on>.+))?$"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:please )?compare (?:how |what )?{_SIDES}(?: (?:say|treat|do|approach))?{_ABOUT}",
        rf"^how (?:do|does|did) {_SIDES} (?:differ|compare|diverge)"
        rf"(?: (?:from each other|in what they say))?{_ABOUT}",
        r"^(?:what(?:'s| is| are)|where(?: is| are)?) the (?:main )?differences? (?:between|of)"
        rf" {_SIDES}{_ABOUT}",
        rf"^(?:in what way|where) (?:do|does) {_SIDES} (?:differ|agree|disagree){_ABOUT}",
        rf"^(?:do|does) (?:both )?{_SIDES} (?:agree|disagree|differ|say the same){_ABOUT}",
        rf"^what do (?:both )?{_SIDES} (?:each )?say {_ON} (?P<on>.+)$",
    )
)
_ARTICLE = re.compile(r"^(?:both |the |our )+", re.IGNORECASE)
_SHARED_HEAD = re.compile(r"\b(strateg|plan|vision|report|paper|polic)(?:ies|s)\b", re.IGNORECASE)
_SINGULAR = {"strateg": "strategy", "polic": "policy"}


@dataclass(frozen=True, slots=True)
class Compared:
    """The documents that are compared, and on what ("" for everything).

    `unknown` is what was compared with but is no document that the reader may read.
    """

    sides: tuple[Document, ...]
    subject: str
    unknown: str = ""


class Documents(Protocol):
    """What is asked of the catalogue."""

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        """Return the documents that the reader may read and the filters allow."""
        ...


class Quotes(Protocol):
    """Who chooses quotes."""

    def quotes(
        self, question: Question, passages: Sequence[Passage], *, reader: Reader
    ) -> list[Quote]:
        """Return the quotes that answer, best first; none when nothing does."""
        ...


class Comparisons:
    """Answers what two documents say on a subject, one statement a side."""

    def __init__(
        self, documents: Documents, library: Library, find: Find, answerer: Quotes
    ) -> None:
        self._documents = documents
        self._library = library
        self._find = find
        self._answerer = answerer

    def answer(self, question: Question, *, reader: Reader) -> Answer | None:
        """Return both sides; None when the question compares no two documents."""
        searched = self._documents.searched(reader=reader, filters=question.filters)
        compared = read_comparison(
            question.alone, [one for one in searched if one.reading != "refused"]
        )
        if compared is None:
            return None
        if not compared.subject:
            return _without_subject(question, compared)
        return self._compared(compared, question, reader)

    def _compared(self, compared: Compared, question: Question, reader: Reader) -> Answer:
        composition = Composition(self._library)
        found = [self._found(side, compared, question, reader) for side in compared.sides]
        clash = _clash(found)
        sides = list(zip(compared.sides, clash or map(_first, found), strict=True))
        quotes = [quote for _, quote in sides if quote is not None]
        composition.remark(DISAGREE if clash else "")
        for side, quote in sides:
            if quote is None:
                composition.remark(f"Nothing on {compared.subject} was found in {side.title}.")
            else:
                composition.quote(quote, in_full(side))
        composition.remark(no_such_document(compared.unknown) if compared.unknown else "")
        if not quotes:
            return composition.answer(question, status="not_found", no="nothing")
        if len(quotes) < len(_BOTH):
            return composition.answer(question, status="partial", no="near")
        return composition.answer(question, conflicts=[_BOTH] if clash else [])

    def _found(
        self, side: Document, compared: Compared, question: Question, reader: Reader
    ) -> list[Quote]:
        """Return what one document says on the subject, best first."""
        filters = replace(question.filters, documents=(side.id,))
        asked = Question(f"What is said about {compared.subject}?", filters=filters)
        return self._answerer.quotes(asked, self._find(asked, reader), reader=reader)


def _first(quotes: Sequence[Quote]) -> Quote | None:
    return quotes[0] if quotes else None


def _clash(found: Sequence[Sequence[Quote]]) -> tuple[Quote, ...] | None:
    """Return a quote of each side that cannot both hold."""
    if len(found) < len(_BOTH):
        return None
    pairs = [(one, other) for one in found[0] for other in found[1]]
    return next((pair for pair in pairs if disagree(*pair)), None)


def _without_subject(question: Question, compared: Compared) -> Answer:
    """Ask for the subject: two whole documents cannot be compared in a few sentences."""
    titles = " and ".join(f"“{side.title}”" for side in compared.sides)
    return Answer(
        id="",
        question=question.text,
        standalone_question=question.alone,
        status="not_found",
        text=f"Name a subject on which to compare {titles}, such as “on housing”.",
        statements=(),
        citations=(),
        snapshot="",
        no="nothing",
    )


def read_comparison(text: str, documents: Sequence[Document]) -> Compared | None:
    """Return what a question compares; None when it does not compare two documents."""
    plain = " ".join(text.split()).strip(" ?.!")
    match = next((found for one in _PATTERNS if (found := one.match(plain))), None)
    if match is None:
        return None
    names = _names(match["one"], match["other"])
    found_sides = [one_document(name, documents) for name in names]
    sides = tuple(dict.fromkeys(one for one in found_sides if one is not None))
    unknown = [name for name, one in zip(names, found_sides, strict=True) if one is None]
    if len(sides) + len(unknown) < 2 or not sides or not all(map(names_a_document, unknown)):
        return None
    return Compared(sides, (match["on"] or "").strip(), "".join(unknown))


def _names(one: str, other: str) -> tuple[str, str]:
    """Give the first side the word that both share: "the housing and health strategies"."""
    one, other = _ARTICLE.sub("", one), _ARTICLE.sub("", other)
    shared = _SHARED_HEAD.search(other)
    if shared is None:
        return one, other
    head = _SINGULAR.get(shared[1].lower(), shared[1].lower())
    return f"{_SHARED_HEAD.sub('', one).strip()} {head}", _SHARED_HEAD.sub(head, other)
