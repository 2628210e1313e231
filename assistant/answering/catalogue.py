"""A question for a document's status, date or place among others -> the catalogue's answer, cited.

Only documents that the reader may read are looked at, so a hidden one answers as an absent one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.answering.cited import Said, compose
from assistant.answering.title_lines import date_line, status_line, title_line
from assistant.language.dates import in_words
from assistant.language.terms import content_stems
from assistant.language.titles import (
    is_spoken_of,
    named_documents,
    names_a_document,
    no_such_document,
    one_document,
    title_stems,
)
from assistant.protocols import Library
from assistant.types import Answer, Document, Filters, Kind, Question, Reader, Status

_STATE = (
    r"(?P<state>approved|agreed|adopted|signed off|final|in force|current|up to date|valid"
    r"|(?:an?|the)(?: \w+)? draft|draft|still a draft|superseded|replaced|out of date)"
)
_ARTICLE = r"(?:the |our |this |that )?"
_IS = re.compile(
    rf"^(?:is|was|has|are) {_ARTICLE}(?P<name>.+?) (?:been |still |now |already |only )*{_STATE}"
    r"(?: yet| now| already| or (?:still |only )?.+)?$", re.I
)  # fmt: skip
_WHAT_STATE = re.compile(
    rf"^what(?:'s| is) the (?:status|state) of {_ARTICLE}(?P<name>.+)$"
    rf"|^what status (?:has|does) {_ARTICLE}(?P<other>.+?)(?: have)?$", re.I
)  # fmt: skip
_WHEN = re.compile(
    rf"^(?:when|on what date|on which date|what day) (?:was|were) {_ARTICLE}(?P<name>.+?)"
    r" (?P<act>approved|agreed|adopted|published|written|dated|signed off|issued)$"
    rf"|^(?:what(?:'s| is) the date of|how old is) {_ARTICLE}(?P<other>.+)$", re.I
)  # fmt: skip
_VERSION = re.compile(
    r"^(?:which|what)(?: one)? is the (?:current|latest|newest|valid) version of"
    rf" {_ARTICLE}(?P<name>.+)$"
    rf"|^what (?:has )?(?:replaced|superseded) {_ARTICLE}(?P<other>.+)$", re.I
)  # fmt: skip
_NEWEST = re.compile(
    r"^(?:which|what)(?: \w+)? is (?:the|our) (?P<which>newest|latest|most recent|oldest|earliest)"
    r" (?P<name>[\w ]+?)(?: (?:we have|that we have|there is|in the (?:corpus|index|documents)))?$"
    r"|^which (?P<other>[\w ]+?) is (?:the )?(?P<that>newest|latest|most recent|oldest|earliest)$",
    re.I,
)
_LISTED = re.compile(
    r"^(?:which|what)(?: of (?:the|our))? (?P<name>documents|strategies|visions|board papers|papers"
    r"|plans|board documents|reports)"
    r"(?: are (?:still )?(?P<status>drafts?|approved|superseded|current)"
    r"| (?:are there|do (?:we|you) have|have you (?:got|read)|do you know))$", re.I
)  # fmt: skip
_KINDS: tuple[tuple[str, Kind | None], ...] = (
    ("vision", "vision"), ("strateg", "strategy"), ("plan", "strategy"), ("board", "board"),
    ("paper", "board"), ("report", "board"), ("minutes", "board"), ("document", None),
)  # fmt: skip
_WORDS = {
    "vision": "vision", "strategy": "strategy", "board": "board paper", None: "document"
}  # fmt: skip
_STATUS_WORDS: dict[str, Status] = {
    "draft": "draft", "drafts": "draft", "approved": "approved", "superseded": "superseded"
}  # fmt: skip
_BY_AGE = re.compile(r"^(newest|latest|most recent|oldest|earliest) ", re.I)
_MOST_LISTED = 8
_IN_FORCE = ("approved", "agreed", "adopted", "signed off", "final", "in force", "current", "valid")


class Documents(Protocol):
    """What is asked of the catalogue."""

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        """Return the documents that the reader may read and the filters allow."""
        ...


class Catalogue:
    """Answers what is known of documents rather than said in them."""

    def __init__(self, documents: Documents, library: Library) -> None:
        self._documents = documents
        self._library = library

    def answer(self, question: Question, *, reader: Reader) -> Answer | None:
        """Return the answer; None when the question is another, or names no one document."""
        text = " ".join(question.alone.split()).strip(" ?.!")
        asks = [(pattern.match(text), say) for pattern, say in self._kinds()]
        match, say = next(((m, s) for m, s in asks if m), (None, None))
        if match is None or say is None:
            return None
        searched = self._documents.searched(reader=reader, filters=question.filters)
        read = [one for one in searched if one.reading != "refused"]
        name = _of_no_document(match, read)
        texts = (self._library.canonical_text(one.id) for one in read if one.version)
        if name and not is_spoken_of(name, texts):
            return _unknown(question, name)
        said = say(match, read)
        return compose(question, said, self._library) if said else None

    def _kinds(self) -> list[tuple[re.Pattern[str], Callable[..., list[Said]]]]:
        return [
            (_NEWEST, self._newest),
            (_VERSION, self._version),
            (_WHAT_STATE, self._status),
            (_IS, self._status),
            (_WHEN, self._when),
            (_LISTED, self._listed),
        ]

    def _status(self, match: re.Match[str], documents: Sequence[Document]) -> list[Said]:
        document = _named(match, documents)
        if document is None:
            return self._several(match, documents)
        asked = (match.groupdict().get("state") or "").lower()
        said = [Said(_opening(asked, document) + _described(document), self._line(document))]
        return [*said, *self._successor(document, documents)]

    def _several(self, match: re.Match[str], documents: Sequence[Document]) -> list[Said]:
        """Return each of the documents that a name may mean: "the plan", when there are three."""
        name = match["name"] or match.groupdict().get("other") or ""
        found = named_documents(name, documents)
        if not names_a_document(name) or len(found) > _MOST_LISTED:
            return []
        return [Said(_described(one), self._line(one)) for one in found]

    def _version(self, match: re.Match[str], documents: Sequence[Document]) -> list[Said]:
        name = match["name"] or match["other"]
        found = named_documents(name, documents)
        chosen = found[0] if found else None
        after = next((one for one in documents if chosen and one.id == chosen.superseded_by), None)
        current = after or chosen
        if current is None or chosen is None or (match["other"] and after is None):
            return []
        said = [Said(_described(current), self._line(current))]
        if after is not None:
            said.append(Said(f"It replaces {chosen.title}{_dated(chosen)}", self._line(chosen)))
        return said

    def _when(self, match: re.Match[str], documents: Sequence[Document]) -> list[Said]:
        document = _named(match, documents)
        if document is None:
            return []
        act = (match["act"] or "").lower()
        line = date_line(document, self._library, act)
        if line is None and act not in ("", "dated", "written", "published", "issued"):
            return []  # a board paper may tell when it was agreed: that is for the search
        place = line or title_line(document, self._library)
        if document.date is None or place is None:
            return []
        if line is not None:
            return [Said(document.title, place, line)]
        return [Said(f"{document.title} is dated {in_words(document.date)}", place)]

    def _newest(self, match: re.Match[str], documents: Sequence[Document]) -> list[Said]:
        which = (match["which"] or match["that"]).lower()
        name, _, subject = (match["name"] or match["other"]).partition(" on ")
        kind = _kind_of(name)
        meant = [one for one in _of_kind(documents, kind) if _is_on(one, subject)]
        dated = sorted((one for one in meant if one.date), key=_by_date)
        if kind == "unknown" or not dated:
            return []
        is_oldest = which in ("oldest", "earliest")
        chosen = dated[0] if is_oldest else dated[-1]
        word = _WORDS[kind]
        about = f" on {subject}" if subject else ""
        opening = f"The {'oldest' if is_oldest else 'newest'} {word}{about} is "
        status = f" ({chosen.status})" if chosen.status else ""
        said = [Said(f"{opening}{chosen.title}{_dated(chosen)}{status}", self._line(chosen))]
        approved = [one for one in dated if one.status == "approved"]
        if chosen.status == "draft" and approved and not is_oldest:
            newest = approved[-1]
            words = f"The newest that is approved is {newest.title}{_dated(newest)}"
            said.append(Said(words, self._line(newest)))
        return said

    def _listed(self, match: re.Match[str], documents: Sequence[Document]) -> list[Said]:
        chosen = sorted(_of_kind(documents, _kind_of(match["name"])), key=_by_date, reverse=True)
        status = _STATUS_WORDS.get((match["status"] or "").lower())
        if status is not None:
            chosen = [one for one in chosen if one.status == status]
        elif match["status"]:
            chosen = [one for one in chosen if one.status not in ("draft", "superseded")]
        said = [Said(_described(one), self._line(one)) for one in chosen[:_MOST_LISTED]]
        if len(chosen) > len(said) and said:
            more = len(chosen) - len(said)
            said[-1] = Said(said[-1].text, said[-1].place, None, f"{more} more are listed.")
        return said

    def _successor(self, document: Document, documents: Sequence[Document]) -> list[Said]:
        after = next((one for one in documents if one.id == document.superseded_by), None)
        if after is None:
            return []
        return [Said(f"It was replaced by {after.title}{_dated(after)}", self._line(after))]

    def _line(self, document: Document) -> tuple[Document, int, int] | None:
        return status_line(document, self._library) or title_line(document, self._library)


def _of_no_document(match: re.Match[str], documents: Sequence[Document]) -> str | None:
    """Return the name in a question for a status when no document that was read bears it."""
    if match.re not in (_IS, _WHAT_STATE):
        return None
    name = match["name"] or match.groupdict().get("other") or ""
    is_known = bool(_BY_AGE.match(name) or named_documents(name, documents))
    return name if names_a_document(name) and not is_known else None


def _unknown(question: Question, name: str) -> Answer:
    return Answer(
        id="",
        question=question.text,
        standalone_question=question.alone,
        status="not_found",
        text=no_such_document(name),
        statements=(),
        citations=(),
        snapshot="",
        no="nothing",
    )


def _named(match: re.Match[str], documents: Sequence[Document]) -> Document | None:
    """Return the document that a question names, by its title or as the newest of a kind."""
    name = match["name"] or match.groupdict().get("other") or ""
    if by_age := _BY_AGE.match(name):
        dated = sorted((o for o in _of_kind(documents, _kind_of(name)) if o.date), key=_by_date)
        is_oldest = by_age[1].lower() in ("oldest", "earliest")
        return (dated[0] if is_oldest else dated[-1]) if dated else None
    return one_document(name, documents)


def _opening(asked: str, document: Document) -> str:
    """Return a yes or a no where one is asked for and the catalogue knows."""
    if not asked or document.status is None:
        return ""
    if "draft" in asked:
        return "Yes. " if document.status == "draft" else "No. "
    if asked in ("superseded", "replaced", "out of date"):
        return "Yes. " if document.status == "superseded" else "No. "
    return "Yes. " if document.status == "approved" and asked in _IN_FORCE else "No. "


def _described(document: Document) -> str:
    """Return a document with its status and date, as the catalogue has them."""
    states = {
        "approved": "is approved",
        "draft": "is a draft",
        "superseded": "has been superseded",
    }
    comma = "," if document.date else ""
    if document.status is None:
        return f"{document.title}{_dated(document)}{comma} has no status on record"
    return f"{document.title}{_dated(document)}{comma} {states[document.status]}"


def _dated(document: Document) -> str:
    return f", dated {in_words(document.date)}" if document.date else ""


def _kind_of(name: str) -> Kind | str | None:
    return next((kind for word, kind in _KINDS if word in name.lower()), "unknown")


def _of_kind(documents: Sequence[Document], kind: str | None) -> list[Document]:
    return [one for one in documents if kind is None or one.kind == kind]


def _is_on(document: Document, subject: str) -> bool:
    """Say whether a title has the words of a subject; other words may be said inside."""
    return frozenset(content_stems(subject)) <= title_stems(document)


def _by_date(document: Document) -> tuple[str, str]:
    return document.date or "", document.title
