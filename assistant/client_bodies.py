"""The JSON of the service -> the nouns, and filters -> JSON: what a client reads and writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.types import (
    Answer,
    Citation,
    Document,
    Filters,
    Locator,
    Statement,
    ThreadLinks,
)

Body = Mapping[str, Any]


def filters_body(filters: Filters) -> Body | None:
    """Return what a request says of filters; None when nothing is filtered."""
    if filters == Filters():
        return None
    return {
        "kinds": list(filters.kinds),
        "documents": list(filters.documents),
        "organisations": list(filters.organisations),
        "statuses": list(filters.statuses),
        "dated_from": filters.dated_from,
        "dated_to": filters.dated_to,
    }


def filters_query(filters: Filters) -> Body:
    """Return what a query says of filters; nothing when nothing is filtered."""
    named = {
        "kind": list(filters.kinds),
        "document": list(filters.documents),
        "organisation": list(filters.organisations),
        "status": list(filters.statuses),
        "dated_from": filters.dated_from,
        "dated_to": filters.dated_to,
    }
    return {name: value for name, value in named.items() if value}


def answer_of(body: Body) -> Answer:
    """Return the answer of a body."""
    return Answer(
        id=body["id"],
        question=body["question"],
        standalone_question=body["standalone_question"],
        status=body["status"],
        text=body["text"],
        statements=tuple(map(statement_of, body["statements"])),
        citations=tuple(map(citation_of, body["citations"])),
        snapshot=body["snapshot"],
        no=body.get("no"),
        conflicts=tuple(tuple(group) for group in body.get("conflicts") or ()),
        thread=_thread(body.get("thread")),
        nearest=tuple(map(citation_of, body.get("nearest") or ())),
        answerer=body.get("answerer", "extractive"),
        model=body.get("model"),
        took_ms=body.get("took_ms", 0),
        scope=body.get("scope") or "",
    )


def statement_of(body: Body) -> Statement:
    """Return the statement of a body."""
    return Statement(body["text"], tuple(body["citations"]), body["support"])


def _thread(body: Body | None) -> ThreadLinks | None:
    if body is None:
        return None
    return ThreadLinks(
        tuple(body["vision"]), tuple(body["strategy"]), tuple(body["board"]), tuple(body["gaps"])
    )


def citation_of(body: Body) -> Citation:
    """Return the citation of a body."""
    return Citation(body["number"], locator_of(body), body["quote"])


def locator_of(body: Body) -> Locator:
    """Return where a quoted or found text stands."""
    return Locator(
        document_id=body["document_id"],
        title=body["title"],
        kind=body["kind"],
        version=body["version"],
        start=body["start"],
        end=body["end"],
        organisation=body.get("organisation"),
        date=body.get("date"),
        section=tuple(body.get("section") or ()),
        paragraph=body.get("paragraph"),
        page=body.get("page"),
        page_label=body.get("page_label"),
    )


def document_of(body: Body) -> Document:
    """Return the document of a body."""
    return Document(
        id=body["document_id"],
        path=body["path"],
        title=body["title"],
        kind=body["kind"],
        sha256="",  # of the file, which only the service has
        version=body.get("version") or "",
        organisation=body.get("organisation"),
        date=body.get("date"),
        status=body.get("status"),
        superseded_by=body.get("superseded_by"),
        audience=tuple(body["audience"]),
        url=body.get("url"),
        pages=body.get("pages"),
        inferred=tuple(body.get("inferred") or ()),
        reading=body["reading"],
        reason=body.get("reason"),
        problems=tuple(body.get("problems") or ()),
        stale=body.get("stale", False),
    )
