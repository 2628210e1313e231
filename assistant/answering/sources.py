"""A question and documents -> the papers that it names, or means by their kind, and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.terms import content_stems
from assistant.language.titles import named_documents
from assistant.language.wordlists import word_set
from assistant.types import Document, Kind

_NOUN = (
    r"(?:strateg(?:y|ies)|plans?|visions?|reports?|papers?|minutes|frameworks?|principles|practices"
    r"|polic(?:y|ies)|catalogu?e?s?|programmes?)"
)
_HEAD = rf"(?:{_NOUN}|drafts?(?! (?:[\w-]+ ){{0,2}}?{_NOUN}))"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = rf"{_MONTH} (?:19|20)\d\d"
_OLD = word_set("old older earlier previous former superseded")
_NEW = word_set("new newer final current present latest approved adopted")
_STAGE = rf"(?:{'|'.join(sorted(_OLD | _NEW))}|draft|{_DATE})"
_SHARED = re.compile(
    rf"\b(?:the )?({_STAGE}) (and|to|or|with|than) (?:the )?({_STAGE})"
    rf" ((?:(?!and |to |or )[\w'’-]+ ){{0,3}}?(?:list of )?{_HEAD})\b", re.I
)  # fmt: skip
_PHRASE = re.compile(rf"\b(?:the|our) (?P<named>(?:[\w&’'.-]+ ){{0,5}}?{_HEAD})\b(?:['’]s?)?", re.I)
# One word is enough for these; "the plan" or "the report" means none in particular.
_ALONE = word_set("principles practices framework catalogue catalog")
_NO_NAME = word_set("in of on for from to by at with and or the our own its their what is are")
_KINDS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = (
    ("vision", re.compile(r"\b(?:the |our )?visions?\b(?:['’]s)?", re.I)),
    ("board", re.compile(r"\b(?:the )?Boards?\b(?:['’]s)?(?: (?:papers?|minutes|decisions?))?"
                         r"|\bboard (?:papers?|minutes|decisions?|meetings?)\b"
                         r"|\b(?:to|into) decisions\b")),
    ("strategy", re.compile(r"\b(?:the |our |any |every |each |which |all )?(?:strateg(?:y|ies)"
                            r"|(?<!own )plans)\b(?:['’]s)?", re.I)),
    (None, re.compile(r"\b(?:the|our|all|any) (?:papers|documents|partners)\b", re.I)),
)  # fmt: skip
_DATED = re.compile(rf"\b(?:in|of|on|at|by|since) (?:\d{{1,2}} )?(?P<date>{_DATE})\b", re.I)
_EVERYTHING = frozenset(content_stems("strategy plan vision report paper policy programme"))
_LISTED = word_set("draft drafts list of")
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
    question it is named.
    """

    documents: tuple[Document, ...]
    kind: Kind | None
    start: int
    end: int

    @property
    def is_named(self) -> bool:
        """Whether a single document is named, so that its silence must be told."""
        return len(self.documents) == 1


def plainly_named(text: str) -> str:
    """Write out what two documents share: "the old and the new health strategy"."""
    return _SHARED.sub(r"the \1 \4 \2 the \3 \4", " ".join(text.split()))


def sources_in(text: str, documents: Sequence[Document]) -> list[Source]:
    """Return the sources in the order in which the question names them, none overlapping."""
    found: list[Source] = []
    ways = (_titles, _phrases, _kinds, _dates)
    for source in (one for way in ways for one in way(text, documents)):
        if all(source.end <= one.start or one.end <= source.start for one in found):
            found.append(source)
    return _distinct(sorted(found, key=lambda one: one.start))


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
            yield Source((names[name][0],), None, match.start(), match.end())
    for name, owned in _owners(documents).items():
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name in text else None
        if match:
            kinds = {kind for _, kind in owned}
            kind = kinds.pop() if len(kinds) == 1 else None
            yield Source(tuple(one for one, _ in owned), kind, match.start(), match.end())


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
    """Find "the housing strategy", "the draft principles", "the October 2013 report"."""
    for match in _PHRASE.finditer(text):
        words = match["named"].split()
        for first in range(len(words)):
            found = None if words[first].lower() in _NO_NAME else _meant(words[first:], documents)
            if found is not None:
                document, kind = found
                start = match.end("named") - len(" ".join(words[first:]))
                yield Source((document,), kind, start, match.end())
                break


def _meant(
    words: Sequence[str], documents: Sequence[Document]
) -> tuple[Document, Kind | None] | None:
    """Return the document that a phrase means, by its words and its stage, and the kind of part."""
    if len(words) < _NAME_WORDS and words[0].lower() not in _ALONE:
        return None
    stages = {word.lower() for word in words}
    is_draft, is_old = "draft" in stages, bool(stages & _OLD)
    phrase = " ".join(word for word in words if word.lower() not in _OLD | _NEW | _LISTED)
    phrase = phrase if phrase else "strategy"
    found = named_documents(phrase, documents)
    if is_old:
        ids = {one.id for one in found}
        found = [one for one in documents if one.superseded_by in ids] or found
    wanted = frozenset(content_stems(phrase))
    known = [one for one in found if _stage_fits(one, is_draft=is_draft, is_old=is_old)]
    if wanted <= _EVERYTHING and len(known) != 1:
        return None
    best = sorted(known or found, key=lambda one: _share(one, wanted), reverse=True)
    return (best[0], _part_kind(best[0], wanted)) if best else None


def _part_kind(document: Document, wanted: frozenset[str]) -> Kind | None:
    """Return the kind of the part whose title the words name rather than the document's."""
    if wanted & frozenset(content_stems(document.title)):
        return None
    parts = (one for one in document.parts if wanted & frozenset(content_stems(one.title or "")))
    return next((one.kind for one in parts), None)


def _stage_fits(document: Document, *, is_draft: bool, is_old: bool) -> bool:
    if is_draft or is_old:
        return document.status == ("draft" if is_draft else "superseded")
    return document.status not in ("draft", "superseded")


def _share(document: Document, wanted: frozenset[str]) -> float:
    title = frozenset(content_stems(document.title))
    return len(wanted & title) / max(1, len(title))


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
                yield Source(tuple(meant), kind, match.start(), match.end())


def _dates(text: str, documents: Sequence[Document]) -> Iterator[Source]:
    """Find the one or two documents of a month that is named: "how far by July 2013?"."""
    for match in _DATED.finditer(text):
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
