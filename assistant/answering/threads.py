"""A question of alignment -> what each paper that should speak says, in order, and what lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.bearing import Bearing, Subject, bearings
from assistant.answering.choosing import with_antecedent
from assistant.answering.composing import DISAGREE, Composition, titled
from assistant.answering.disputes import disagree
from assistant.answering.elided import plainly_named
from assistant.answering.framing import (
    Clause,
    Way,
    asks_for_progress,
    asks_who_acts,
    clauses_of,
    way_of,
)
from assistant.answering.quoting import Quote, locate
from assistant.answering.sides import Side, settle
from assistant.answering.sources import Source, sources_in
from assistant.answering.thread import links
from assistant.language.terms import content_stems, stem
from assistant.protocols import Embedder, Library
from assistant.types import Answer, Document, Filters, Kind, Passage, Question, Reader

Find = Callable[[Question, Reader], Sequence[Passage]]
_ORDER: tuple[Kind, ...] = ("vision", "strategy", "board", "other")
_CHAIN: tuple[Kind, ...] = ("vision", "strategy", "board")
_MOST: dict[Kind, int] = {"vision": 1, "strategy": 3, "board": 2, "other": 2}
_CANDIDATES = 40
_MOST_QUOTED = 4
_FIGURES = re.compile(
    r"\b(?:targets?|figures?|numbers?|shares?|how (?:many|much|far)|rates?|costs?|fast|enough"
    r"|higher|lower|more|less|fewer|amounts?|money|budget|towards|coming along|going)\b", re.I
)  # fmt: skip
_WHICH = re.compile(r"\bwhich (?:of (?:the |our )?)?(?:strategies|plans|papers|documents)\b", re.I)
_DECIDED = re.compile(
    r"\b(?:decid\w+|decisions?|agreed?|fund\w*|resolv\w+|approv\w+|money|pa(?:y|ys|id|ying) for)\b",
    re.I,
)
_SILENT = {
    "vision": "No vision that was read speaks of it.",
    "strategy": "No strategy that was read speaks of it.",
    "board": "No board paper that was read speaks of it.",
}


class Documents(Protocol):
    """What is asked of the catalogue."""

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        """Return the documents that the reader may read and the filters allow."""
        ...


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is understood, with what it takes to search for it."""

    question: Question
    reader: Reader
    text: str
    way: Way
    sources: Sequence[Source]

    @property
    def named(self) -> set[str]:
        """The ids of the documents that are asked for by name."""
        return {one.documents[0].id for one in self.sources if one.is_named}


class Threads:
    """Answers what papers say of one subject, each in its own words, from vision to board."""

    def __init__(
        self, documents: Documents, library: Library, find: Find, embedder: Embedder
    ) -> None:
        self._documents = documents
        self._library = library
        self._find = find
        self._embedder = embedder

    def answer(self, question: Question, *, reader: Reader) -> Answer | None:
        """Return the answer; None when the question is a plain one, or nothing bears on it."""
        text = plainly_named(question.alone)
        searched = self._documents.searched(reader=reader, filters=question.filters)
        sources = sources_in(text, [one for one in searched if one.reading != "refused"])
        way = way_of(text, sources)
        clauses = [one for one in clauses_of(text, sources) if one.subject] if way else []
        everywhere = _in_most_names(searched)
        clauses = [replace(one, subject=_telling(one.subject, everywhere)) for one in clauses]
        if way is None or not clauses:
            return None
        asked = _Asked(question, reader, text, way, sources)
        sides = list(self._sides(asked, clauses))
        chosen = settle(sides)
        return self._composed(asked, chosen) if any(chosen) else None

    def _sides(self, asked: _Asked, clauses: Sequence[Clause]) -> Iterator[Side]:
        """Yield a side for each source, and for the kinds that a thread runs through besides."""
        for clause in clauses:
            subject = self._subject(clause.subject, asked)
            for source in clause.sources:
                yield self._of_source(source, subject, asked)
            if not clause.sources:
                yield self._of_kinds((), subject, asked, most=2, is_meant=True)
        besides = self._unheard(asked)
        if besides:
            # What no paper is named for is asked of the kinds besides.
            of_none = [one.subject for one in clauses if not one.sources]
            words = dict.fromkeys(of_none or [one.subject for one in clauses])
            subject = self._subject(" ".join(words), asked)
            for kind in besides:
                is_meant = kind == "board" and asks_for_progress(asked.text)
                kinds: tuple[Kind, ...] = ("strategy", "other") if kind == "strategy" else (kind,)
                yield self._of_kinds(kinds, subject, asked, most=_MOST[kind], is_meant=is_meant)

    def _unheard(self, asked: _Asked) -> list[Kind]:
        """Return the kinds that a thread runs through and that the question does not name.

        Whoever takes over from a paper may be another of its kind.
        """
        heard = [one for one in asked.sources if not (one.is_named and asks_who_acts(asked.text))]
        kinds = {one.kind or one.documents[0].kind for one in heard}
        progress: tuple[Kind, ...] = ("board",) if asks_for_progress(asked.text) else ()
        return [
            kind for kind in (_CHAIN if asked.way == "follow" else progress) if kind not in kinds
        ]

    def _subject(self, words: str, asked: _Asked) -> Subject:
        vector = self._embedder.embed([words])[0]
        figures = _FIGURES.search(asked.text) is not None
        return Subject(words, vector, figures, _DECIDED.search(asked.text) is not None)

    def _of_source(self, source: Source, subject: Subject, asked: _Asked) -> Side:
        if not source.is_named:
            kinds: tuple[Kind, ...] = (source.kind,) if source.kind else ()
            # Papers without a clear kind pass for strategies.
            kinds = ("strategy", "other") if kinds == ("strategy",) else kinds
            ids = tuple(one.id for one in source.documents)
            within = () if "other" in kinds else ids
            return self._of_kinds(
                kinds, subject, asked, most=_MOST[source.kind or "strategy"], within=within
            )
        filters = replace(asked.question.filters, documents=(source.documents[0].id,))
        if source.kind:
            filters = replace(filters, kinds=(source.kind,))
        found = self._bearings(subject, filters, asked.reader)
        return Side(found, most=1)

    def _of_kinds(
        self,
        kinds: tuple[Kind, ...],
        subject: Subject,
        asked: _Asked,
        *,
        most: int,
        is_meant: bool = True,
        within: tuple[str, ...] = (),
    ) -> Side:
        """Return the units of the papers of some kinds, but superseded and named ones."""
        filters = asked.question.filters
        filters = replace(
            filters, kinds=kinds or filters.kinds, documents=within or filters.documents
        )
        found = [
            one
            for one in self._bearings(subject, filters, asked.reader)
            if self._document(one).status != "superseded"
            and self._document(one).id not in asked.named
        ]
        every = len(kinds) > 0 and _WHICH.search(asked.text) is not None
        return Side(found, most, is_meant, asks_who_acts(asked.text), every)

    def _bearings(self, subject: Subject, filters: Filters, reader: Reader) -> list[Bearing]:
        asked = Question(subject.text, filters=filters)
        return bearings(subject, self._find(asked, reader), self._library)[:_CANDIDATES]

    def _composed(self, asked: _Asked, chosen: Sequence[Sequence[Bearing]]) -> Answer:
        every = list({one.evidence.key: one for some in chosen for one in some}.values())
        ordered = sorted(_few(asked, every), key=self._place)
        quotes = [with_antecedent(one.evidence) for one in ordered]
        composition = Composition(self._library)
        clash = _clash(quotes)
        composition.remark(DISAGREE if clash else "")
        numbers = [
            composition.quote(quote, f"{titled(self._speaker(quote, one))}:")
            for quote, one in zip(quotes, ordered, strict=True)
        ]
        silent = _silent(asked, every)
        for document in silent:
            composition.remark(f"Nothing on this was found in {document.title}.")
        missing = _missing(asked, every)
        composition.remark(" ".join(_SILENT[kind] for kind in missing))
        told = links(list(zip(quotes, numbers, strict=True)))
        return composition.answer(
            asked.question,
            status="partial" if silent else "answered",
            no="near" if silent else None,
            conflicts=[tuple(numbers[place] for place in clash)] if clash else [],
            thread=replace(told, gaps=tuple(missing)) if asked.way == "follow" else None,
        )

    def _place(self, one: Bearing) -> tuple[int, str, bool]:
        document = self._document(one)
        is_early = document.status in ("draft", "superseded")
        return _ORDER.index(_kind(one)), document.date or "9999", not is_early

    def _speaker(self, quote: Quote, one: Bearing) -> Document:
        """Return the document as the part that speaks is called: an appendix is another paper."""
        locator = locate(quote, self._library)
        return replace(self._document(one), title=locator.title, date=locator.date)

    def _document(self, one: Bearing) -> Document:
        return self._library.document(one.evidence.passage.chunk.document_id)


def _few(asked: _Asked, every: Sequence[Bearing]) -> list[Bearing]:
    """Return what is quoted: of papers that were not named the best of each kind, then the best."""
    others = [one for one in every if one.evidence.passage.chunk.document_id not in asked.named]
    if _WHICH.search(asked.text):
        return list(every)
    best: dict[Kind, Bearing] = {}
    for one in sorted(others, key=lambda one: -one.score):
        best.setdefault(_kind(one), one)
    firsts = {one.evidence.key for one in best.values()}
    ranked = sorted(others, key=lambda one: (one.evidence.key not in firsts, -one.score))
    room = max(1, _MOST_QUOTED - (len(every) - len(others)))
    left_out = {one.evidence.key for one in ranked[room:]}
    return [one for one in every if one.evidence.key not in left_out]


def _in_most_names(documents: Sequence[Document]) -> frozenset[str]:
    """Return the words that most papers bear, or their bodies: they tell none from another."""
    names = [f"{one.title} {one.organisation or ''}" for one in documents]
    found = Counter(word for name in names for word in set(content_stems(name)))
    return frozenset(word for word, count in found.items() if 2 * count > len(documents) > 2)


def _telling(subject: str, everywhere: frozenset[str]) -> str:
    """Leave out the county's name, unless it is part of a longer one or little else is asked."""
    words = subject.split()
    capital = [word[:1].isupper() for word in words]
    kept = [
        word
        for place, word in enumerate(words)
        if stem(word) not in everywhere
        or not capital[place]
        or any(capital[max(0, place - 1) : place] + capital[place + 1 : place + 2])
    ]
    return " ".join(kept) if len(kept) > 1 else subject


def _silent(asked: _Asked, chosen: Sequence[Bearing]) -> list[Document]:
    """Return the documents that were asked for by name and have nothing on the subject."""
    told = {one.evidence.passage.chunk.document_id for one in chosen}
    named = (one.documents[0] for one in asked.sources if one.is_named)
    return [one for one in named if one.id not in told]


def _missing(asked: _Asked, chosen: Sequence[Bearing]) -> list[Kind]:
    """Return the kinds that were meant, or that a thread should run through, and say nothing."""
    meant = {one.kind for one in asked.sources if not one.is_named and one.kind}
    if asked.way == "follow":
        meant |= {"strategy", "board"}
        meant |= (
            {"vision"}
            if re.search(r"vision|ambition|goal|priorit|aim", asked.text, re.I)
            else set()
        )
    told = {_kind(one) for one in chosen}
    if "other" in told:
        told.add("strategy")
    return [kind for kind in _CHAIN if kind in meant and kind not in told]


def _kind(one: Bearing) -> Kind:
    return one.evidence.passage.chunk.kind


def _clash(quotes: Sequence[Quote]) -> tuple[int, int] | None:
    """Return the places of two quotes that cannot both hold."""
    for place, quote in enumerate(quotes):
        for other in range(place + 1, len(quotes)):
            if disagree(quote, quotes[other]):
                return place, other
    return None
