"""A question and documents -> the papers that it names, or means by their kind, and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.called import paper_of_body, papers_called
from assistant.answering.paper_words import DATE, HEAD, MONTH
from assistant.language.terms import content_stems
from assistant.language.titles import named_documents
from assistant.types import Document, Kind

_KINDS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = (
    ("vision", re.compile(r"\b(?:the |our )?visions?\b(?:['’]s)?"
                          r"|\b(?:the|our|which|any) (?:[\w-]+ ){0,2}?ambitions?\b", re.I)),
    ("board", re.compile(r"\b(?:the )?Boards?\b(?:['’]s)?(?: (?:papers?|minutes|decisions?))?"
                         r"|\bboard (?:papers?|minutes|decisions?|meetings?)\b"
                         r"|\b(?:to|into) decisions\b")),
    ("strategy", re.compile(r"\b(?<!that )(?<!this )"
                            r"(?:the |our |any |every |each |which |all )?(?:strateg(?:y|ies)"
                            r"|(?<!own )plans(?! (?:for|to)\b))\b(?:['’]s)?", re.I)),
    (None, re.compile(r"\b(?:the|our|all|any) (?:[\w-]+ )?(?:papers|documents|partners)\b", re.I)),
)  # fmt: skip
_DATED = re.compile(rf"\b(?:in|of|on|at|by|since) (?:\d{{1,2}} )?(?P<date>{DATE})\b", re.I)
# What stands behind a name that speaks: "'s work", "said", "paper".
_SPEAKING = re.compile(
    rf"['’]s?(?!\w)|,? (?:sa(?:y|ys|id)|state[sd]?|ask(?:s|ed)|want(?:s|ed)|promise[sd]?"
    rf"|claim(?:s|ed)?|argue[sd]?|advise[sd]?|recommend(?:s|ed)?|suggest(?:s|ed)?|report(?:s|ed)|warn(?:s|ed)"
    rf"|call(?:s|ed) for|propose[sd]?|expect(?:s|ed)?|describe[sd]?)\b|(?: [\w-]+){{0,2}} {HEAD}\b",
    re.I,
)
_OF_MONTH = re.compile(
    rf"\b(?:in|of|on|at|by|since) (?:\d{{1,2}} )?(?P<date>{MONTH}(?: (?:19|20)\d\d)?)\b"
)
# What is worked on does not speak: "is anybody writing the health strategy?".
_OBJECT = re.compile(
    r"\b(?:(?:work|works|worked|working) on|writ(?:e|es|ing|ten)|wrote|draft(?:s|ed|ing)"
    r"|(?:development|delivery|implementation|launch|update|revision|review|endorsement) of"
    r"|inform(?:s|ed|ing)?|prepar(?:e|es|ed|ing)|develop(?:s|ed|ing)?|draw(?:s|ing)? up|drew up)"
    r"(?: (?:the|our|an?|any))?(?: new)? ?$", re.I
)  # fmt: skip
# What stands behind these words in a title is its subject or its period, not its name.
_TITLE_END = re.compile(r"\s*(?::|\(|,| \d{4}\b to\b| (?:19|20)\d\d to\b).*$")
_COUNCIL = re.compile(r" (?:(?:\w+ )?Council|CIC|Ltd|Limited|plc)$")
_NAME_WORDS = 2
# Titles whose names are remembered: all of a large corpus, each with a few short strings.
_DOCUMENTS_KEPT = 4096
_NEAR = 60
_FEW = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Papers that a question names, any of which may speak: one document, or all of a kind.

    `kind` is that of the parts that are meant (None for any); `start` and `end` say where in the
    question it is named. `is_called`: by a name of its own, not by its kind or its date alone.
    """

    documents: tuple[Document, ...]
    kind: Kind | None
    start: int
    end: int
    is_called: bool = False

    @property
    def is_named(self) -> bool:
        """Whether a single document is named, so that its silence must be told."""
        return len(self.documents) == 1


def sources_in(text: str, documents: Sequence[Document]) -> list[Source]:
    """Return the sources in the order in which the question names them, none overlapping."""
    found: list[Source] = []
    ways = (_titles, _phrases, _kinds, _dates)
    for source in (one for way in ways for one in way(text, documents)):
        beside = [one for one in found if one.start < source.end and source.start < one.end]
        if not beside:
            found.append(source)
        elif len(beside) == 1 and beside[0].documents == source.documents:
            found[found.index(beside[0])] = _joined(beside[0], source)
    spoken = [one for one in found if not _OBJECT.search(text, 0, one.start)]
    return _distinct(sorted(spoken, key=lambda one: one.start))


def _joined(one: Source, other: Source) -> Source:
    return replace(one, start=min(one.start, other.start), end=max(one.end, other.end))


def _titles(text: str, documents: Sequence[Document]) -> Iterator[Source]:
    """Find documents by their title, a part of it, or who they are of, as printed; long ones first.

    A part of a title must be two words that no other title has.
    """
    names: dict[str, list[Document]] = {}
    for document in documents:
        for name in _names((document.title, *(part.title for part in document.parts))):
            # Thousands of documents have names: hardly any of them is worth a pattern.
            if name in text:
                names.setdefault(name, []).append(document)
    for name in sorted(names, key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if match and len(names[name]) == 1:
            is_called = _speaks(text, match) or any(name == it for it in _whole(names[name][0]))
            yield Source((names[name][0],), None, match.start(), match.end(), is_called)
    for name, owned in _owners(documents).items():
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name in text else None
        if match:
            yield _of_body(text, match, owned)


def _of_body(
    text: str, match: re.Match[str], owned: Sequence[tuple[Document, Kind | None]]
) -> Source:
    """Return what a body that is named issued, or the one of it that is called behind its name."""
    documents = tuple(one for one, _ in owned)
    one = paper_of_body(text, match.end(), documents)
    if one is not None:
        return Source((one[0],), None, match.start(), one[1], is_called=True)
    kinds = {kind for _, kind in owned}
    kind = kinds.pop() if len(kinds) == 1 else None
    return Source(documents, kind, match.start(), match.end(), _speaks(text, match))


def _speaks(text: str, match: re.Match[str]) -> bool:
    """Say whether a name stands for what is written: "Collaborate's advice", "Essex says"."""
    return _SPEAKING.match(text, match.end()) is not None


def _whole(document: Document) -> Iterator[str]:
    for title in (document.title, *(part.title or "" for part in document.parts)):
        yield _TITLE_END.sub("", title)


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _names(titles: tuple[str, ...]) -> frozenset[str]:
    """Return each title without its period, and every run of two or more of its words."""
    names = set()
    for title in titles:
        words = _TITLE_END.sub("", title).split()
        for first in range(len(words)):
            for last in range(first + _NAME_WORDS, len(words) + 1):
                run = words[first:last]
                if run[0][:1].isupper() and (run[-1][:1].isupper() or run[-1].isdigit()):
                    names.add(" ".join(run))
    return frozenset(name for name in names if len(content_stems(name)) >= _NAME_WORDS)


def _owners(documents: Sequence[Document]) -> dict[str, list[tuple[Document, Kind | None]]]:
    """Return what each body issued that issued no more than two: documents, or kinds of parts.

    One word names a body only where no paper of another has it in its title: "Essex" does not.
    """
    owners: dict[str, dict[str, tuple[Document, Kind | None]]] = {}
    for document in documents:
        for body, kind in (
            (document.organisation, None),
            *((part.organisation, part.kind) for part in document.parts),
        ):
            if body:
                owned = owners.setdefault(_COUNCIL.sub("", body), {})
                owned.setdefault(document.id, (document, kind))
    return {
        name: list(owned.values())
        for name, owned in owners.items()
        if len(owned) <= _FEW < len(documents)
        and (" " in name or not _is_in_a_title(name, documents, owned))
    }


def _is_in_a_title(name: str, documents: Sequence[Document], owned: Collection[str]) -> bool:
    return any(name in one.title.split() for one in documents if one.id not in owned)


def _phrases(text: str, documents: Sequence[Document]) -> Iterator[Source]:
    for one in papers_called(text, documents):
        yield Source((one.document,), one.kind, one.start, one.end, is_called=True)


def _kinds(text: str, documents: Sequence[Document]) -> Iterator[Source]:
    """Find papers that are meant by their kind: "the Board", "our strategies"."""
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            meant = [one for one in documents if kind is None or kind in _kinds_of(one)]
            dated = _DATED.search(text, match.end(), match.end() + _NEAR)
            if dated:
                of_date = set(map(id, named_documents(dated["date"], meant)))
                meant = [one for one in meant if id(one) in of_date] or meant
            if meant:
                is_one = kind == "vision" and len(meant) == 1
                yield Source(tuple(meant), kind, match.start(), match.end(), is_called=is_one)


def _dates(text: str, documents: Sequence[Document]) -> Iterator[Source]:
    """Find the one or two documents of a month that is named: "how far by July?"."""
    for match in _OF_MONTH.finditer(text):
        meant = named_documents(match["date"], documents)
        if 0 < len(meant) <= _FEW:
            yield Source(tuple(meant), None, match.start(), match.end())


def _kinds_of(document: Document) -> set[Kind]:
    return {document.kind, *(part.kind for part in document.parts)}


def _distinct(sources: Sequence[Source]) -> list[Source]:
    """Keep the first mention of each source; a kind that is meant twice is one."""
    kept: dict[tuple[object, ...], Source] = {}
    for source in sources:
        key = tuple(one.id for one in source.documents)
        if key in kept:
            kept[key] = replace(kept[key], kind=kept[key].kind or source.kind)
        else:
            kept[key] = source
    return list(kept.values())
