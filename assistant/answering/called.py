"""A question -> where it calls a paper by its kind of paper: "the October report", "the agenda"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.paper_words import ANY_PAPER, HEAD, MONTH, NEW, NOT_ALONE, OLD, WIDE
from assistant.language.terms import content_stems
from assistant.language.titles import named_documents, title_stems
from assistant.language.wordlists import word_set
from assistant.types import Document, Kind

_PHRASE = re.compile(
    rf"\b(?:the|our) (?P<named>(?:(?!the |our )[\w&’'.-]+ ){{0,5}}?{HEAD}(?: {HEAD}){{0,2}})\b"
    r"(?:['’]s?)?",
    re.I,
)
# "according to the CIO": who speaks stands for the paper that bears the name.
_SPEAKER = re.compile(
    r"\baccording to (?:the |our )?(?P<named>[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,3})"
)
# "Active Essex's health paper", the body being known.
_OF_BODY = re.compile(rf"['’]s? (?P<named>(?:[\w&’'.-]+ ){{0,3}}?{HEAD})\b", re.I)
# "when the principles were revised": told by a paper that says so in its title.
_PASSIVE = re.compile(
    r" (?:(?:was|were|is|are|been|being|have|has|had) ){1,3}(?P<deed>\w+(?:ed|wn|en))\b"
)
_TOO_WIDE = re.compile(rf"^{WIDE}$", re.I)
_NO_NAME = word_set("in of on for from to by at with and or the our own its their what is are")
_EVERYTHING = frozenset(content_stems("strategy plan vision report paper policy programme"))
_LISTED = word_set("draft drafts list of")
_NAME_WORDS = 2
_SEVERAL = word_set("papers documents texts")
_MONTH = re.compile(rf"\b{MONTH}\b")
_LANGUAGES = word_set("en fr de es it nl cy pt eng fra english french german spanish")
_LEADING_NUMBER = re.compile(r"^\W*\d+[\d.]*\W+")


@dataclass(frozen=True, slots=True)
class Called:
    """A document that a phrase means, the kind of its part that is meant, and where it is said."""

    document: Document
    kind: Kind | None
    start: int
    end: int


def papers_called(text: str, documents: Sequence[Document]) -> Iterator[Called]:
    """Find "the housing strategy", "the CIO's notes", "the agenda", "according to the CIO"."""
    for match in _PHRASE.finditer(text):
        words = match["named"].split()
        for first in range(len(words)):
            found = None
            if words[first].lower() not in _NO_NAME:
                found = _done_to(words[first:], text, match.end(), documents) or _meant(
                    words[first:], documents
                )
            if found is not None:
                start = match.end("named") - len(" ".join(words[first:]))
                yield Called(*found, start, match.end())
                break
    yield from _by_whole_title(text, documents)
    for match in _SPEAKER.finditer(text):
        speaking = _in_one_language(named_documents(match["named"], documents))
        if len(speaking) == 1:
            yield Called(speaking[0], None, match.start("named"), match.end())


def paper_of_body(text: str, end: int, owned: Sequence[Document]) -> tuple[Document, int] | None:
    """Return the one of a body's papers that is called behind its name, and where that ends."""
    match = _OF_BODY.match(text, end)
    if match is None:
        return None
    wanted = frozenset(content_stems(_without_any(match["named"].split()))) - _EVERYTHING
    found = [one for one in owned if wanted and wanted <= title_stems(one)]
    return (found[0], match.end()) if len(found) == 1 else None


def _by_whole_title(text: str, documents: Sequence[Document]) -> Iterator[Called]:
    """Find a paper by its whole title in small letters: "the themes and actions"."""
    lowered = text.lower()
    for document in documents:
        title = _LEADING_NUMBER.sub("", document.title.lower())
        at = lowered.find(f"the {title}")
        ends = at + len("the ") + len(title)
        if at < 0 or lowered[ends : ends + 1].isalnum() or len(content_stems(title)) < _NAME_WORDS:
            continue
        if sum(one.title.lower().endswith(title) for one in documents) == 1:
            yield Called(document, None, at + len("the "), ends)


def _done_to(
    words: Sequence[str], text: str, end: int, documents: Sequence[Document]
) -> tuple[Document, None] | None:
    """Return the only paper whose title tells what was done: "the principles were revised"."""
    match = _PASSIVE.match(text, end)
    wanted = frozenset(content_stems(" ".join([*words, match["deed"]]))) if match else frozenset()
    found = [one for one in documents if len(wanted) > 1 and wanted <= title_stems(one)]
    return (found[0], None) if len(found) == 1 else None


def _meant(
    words: Sequence[str], documents: Sequence[Document]
) -> tuple[Document, Kind | None] | None:
    """Return the document that a phrase means, by its words and its stage, and the kind of part."""
    if len(words) < _NAME_WORDS:
        return _by_one_word(words[0], documents)
    stages = {word.lower() for word in words}
    is_draft, is_old = "draft" in stages, bool(stages & OLD)
    kept = [word for word in words if word.lower() not in OLD | NEW | _LISTED]
    phrase = " ".join(kept) if kept else "strategy"
    found = [] if words[-1].lower() in _SEVERAL else named_documents(phrase, documents)
    found = found or _named_but_for_one(kept, documents)
    if is_old:
        ids = {one.id for one in found}
        found = [one for one in documents if one.superseded_by in ids] or found
    wanted = frozenset(content_stems(phrase))
    known = [one for one in found if _stage_fits(one, is_draft=is_draft, is_old=is_old)]
    if wanted <= _EVERYTHING and len(known) != 1:
        return None
    best = sorted(known or found, key=lambda one: _share(one, wanted), reverse=True)
    best = _in_one_language(best)
    return (best[0], _part_kind(best[0], wanted)) if best else None


def _by_one_word(word: str, documents: Sequence[Document]) -> tuple[Document, None] | None:
    """Return the paper that is called so, and is so more than any other: "the agenda"."""
    if _TOO_WIDE.match(word) or word.lower() in NOT_ALONE or not content_stems(word):
        return None
    found = named_documents(word, documents)
    known = [one for one in found if _stage_fits(one, is_draft=False, is_old=False)]
    wanted = frozenset(content_stems(word))
    known = sorted(
        _in_one_language(known or found), key=lambda one: _share(one, wanted), reverse=True
    )
    shares = [_share(one, wanted) for one in known[:2]]
    return (known[0], None) if len(shares) == 1 or shares[:1] > shares[1:] else None


def _named_but_for_one(words: Sequence[str], documents: Sequence[Document]) -> list[Document]:
    """Return the only document that has all words but "paper", or but one that is no name."""
    if words[-1].lower() in _SEVERAL:
        return []
    if any(word.lower() in ANY_PAPER for word in words) and not _MONTH.search(" ".join(words)):
        rest = _without_any(words)
        found = named_documents(rest, documents)
        return found if len(content_stems(rest)) >= _NAME_WORDS else []
    if any(word.lower() in _NO_NAME for word in words):
        return []
    for place, word in enumerate(words[:-1]):
        rest = " ".join([*words[:place], *words[place + 1 :]])
        telling = frozenset(content_stems(rest)) - _EVERYTHING
        if word.islower() and (len(telling) >= _NAME_WORDS or _MONTH.search(rest)):
            found = _in_one_language(named_documents(rest, documents))
            if len(found) == 1:
                return found
    return []


def _without_any(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word.lower() not in ANY_PAPER)


def _in_one_language(documents: Sequence[Document]) -> list[Document]:
    """Keep one of the versions of a paper that differ but in their language, the English first."""
    kept: dict[tuple[str, ...], Document] = {}
    for one in sorted(documents, key=lambda one: not {"en", "eng"} & set(one.id.split("-"))):
        kept.setdefault(tuple(part for part in one.id.split("-") if part not in _LANGUAGES), one)
    chosen = {one.id for one in kept.values()}
    return [one for one in documents if one.id in chosen]


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
