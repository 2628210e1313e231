"""The nouns -> the JSON of INTERFACES.md, for the HTTP service and for `--json`.

Knows pydantic only, so that the command line can print a body without loading the web framework.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote as percent_encoded

from assistant.api.schemas import (
    AnswerBody,
    CitationBody,
    DocumentBody,
    DocumentsBody,
    DocumentTextBody,
    SearchBody,
    SearchResultBody,
    StatementBody,
    ThreadLinksBody,
)
from assistant.types import (
    Answer,
    Citation,
    Document,
    DocumentText,
    Locator,
    SearchResult,
    Snapshot,
    Statement,
    ThreadLinks,
)

JsonObject = dict[str, Any]


def citation_url(locator: Locator, public_url: str | None) -> str:
    """Return the address of the plain page that opens on the cited span."""
    name = percent_encoded(locator.document_id, safe="")
    span = f"{locator.start}-{locator.end}"
    return f"{(public_url or '').rstrip('/')}/documents/{name}?v={locator.version}&c={span}#c"


def answer_of(answer: Answer, public_url: str | None) -> AnswerBody:
    """Return the answer's body."""
    return AnswerBody(
        id=answer.id,
        question=answer.question,
        standalone_question=answer.standalone_question,
        status=answer.status,
        no=answer.no,
        conflicts=[list(group) for group in answer.conflicts],
        text=answer.text,
        statements=[statement_of(statement) for statement in answer.statements],
        citations=[citation_of(citation, public_url) for citation in answer.citations],
        thread=_thread_of(answer.thread),
        nearest=[citation_of(citation, public_url) for citation in answer.nearest],
        answerer=answer.answerer,
        model=answer.model,
        snapshot=answer.snapshot,
        took_ms=answer.took_ms,
        scope=answer.scope,
    )


def citation_of(citation: Citation, public_url: str | None) -> CitationBody:
    """Return the citation's body."""
    return CitationBody(
        number=citation.number,
        quote=citation.quote,
        **_locator_fields(citation.locator, public_url),
    )


def statement_of(statement: Statement) -> StatementBody:
    """Return the statement's body."""
    return StatementBody(
        text=statement.text, citations=list(statement.citations), support=statement.support
    )


def search_result_of(result: SearchResult, public_url: str | None) -> SearchResultBody:
    """Return the ranked passage's body."""
    return SearchResultBody(
        rank=result.rank,
        score=result.score,
        text=result.text,
        **_locator_fields(result.locator, public_url),
    )


def document_of(document: Document) -> DocumentBody:
    """Return the document's body."""
    return DocumentBody(
        document_id=document.id,
        path=document.path,
        title=document.title,
        kind=document.kind,
        organisation=document.organisation,
        date=document.date,
        status=document.status,
        superseded_by=document.superseded_by,
        audience=list(document.audience),
        inferred=list(document.inferred),
        pages=document.pages,
        reading=document.reading,
        reason=document.reason,
        stale=document.stale,
        problems=list(document.problems),
        version=document.version,
        url=document.url,
    )


def document_text_of(text: DocumentText) -> DocumentTextBody:
    """Return the body of a document's canonical text."""
    return DocumentTextBody(document_id=text.document.id, version=text.version, text=text.text)


def answer_body(answer: Answer, public_url: str | None) -> JsonObject:
    """Return what POST /v1/answers returns, as plain JSON data."""
    return answer_of(answer, public_url).model_dump(mode="json")


def search_body(
    results: list[SearchResult], snapshot: Snapshot, took_ms: int, public_url: str | None
) -> JsonObject:
    """Return what POST /v1/search returns, as plain JSON data."""
    ranked = [search_result_of(result, public_url) for result in results]
    body = SearchBody(results=ranked, snapshot=snapshot.id, took_ms=took_ms)
    return body.model_dump(mode="json")


def documents_body(documents: list[Document]) -> JsonObject:
    """Return what GET /v1/documents returns, as plain JSON data."""
    body = DocumentsBody(documents=[document_of(document) for document in documents])
    return body.model_dump(mode="json")


def document_text_body(text: DocumentText) -> JsonObject:
    """Return what GET /v1/documents/{id}/text returns, as plain JSON data."""
    return document_text_of(text).model_dump(mode="json")


def _locator_fields(locator: Locator, public_url: str | None) -> JsonObject:
    return {
        "document_id": locator.document_id,
        "title": locator.title,
        "kind": locator.kind,
        "organisation": locator.organisation,
        "date": locator.date,
        "section": list(locator.section),
        "paragraph": locator.paragraph,
        "page": locator.page,
        "page_label": locator.page_label,
        "start": locator.start,
        "end": locator.end,
        "version": locator.version,
        "url": citation_url(locator, public_url),
    }


def _thread_of(thread: ThreadLinks | None) -> ThreadLinksBody | None:
    if thread is None:
        return None
    return ThreadLinksBody(
        vision=list(thread.vision),
        strategy=list(thread.strategy),
        board=list(thread.board),
        gaps=list(thread.gaps),
    )
