"""GET /v1/documents...: the corpus as far as the caller may read it, and its texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api.bodies import document_of, document_text_of
from assistant.api.callers import TheReader
from assistant.api.documented import problems
from assistant.api.schemas import DocumentBody, DocumentsBody, DocumentTextBody
from assistant.api.service import TheService
from assistant.types import Document

router = APIRouter(tags=["documents"])


@router.get(
    "/v1/documents",
    operation_id="listDocuments",
    summary="List the documents",
    responses=problems(422),
)
def list_documents(
    service: TheService,
    reader: TheReader,
    limit: Annotated[int | None, Query(ge=1, le=1000, description="All when absent.")] = None,
    after: Annotated[
        str | None, Query(description="`next` of the page before.", max_length=1000)
    ] = None,
) -> DocumentsBody:
    """List the documents that the caller may read, refused files included, ordered by id."""
    everything = _without_hidden_successors(service.open_assistant().documents(reader=reader))
    listed = [document for document in everything if after is None or document.id > after]
    shown = listed[:limit]
    return DocumentsBody(
        documents=[document_of(document) for document in shown],
        next=shown[-1].id if len(shown) < len(listed) else None,
    )


@router.get(
    "/v1/documents/{document_id}",
    operation_id="getDocument",
    summary="Describe a document",
    responses=problems(404),
)
def get_document(document_id: str, service: TheService, reader: TheReader) -> DocumentBody:
    """Describe one document; one that the caller may not read does not exist."""
    return document_of(service.document(document_id, reader))


@router.get(
    "/v1/documents/{document_id}/text",
    operation_id="getDocumentText",
    summary="Read a document's text",
    responses=problems(404, 422),
)
def get_document_text(
    document_id: str,
    service: TheService,
    reader: TheReader,
    version: Annotated[
        str | None,
        Query(description="sha256 of an earlier text; the current one when absent.", max_length=64),
    ] = None,
) -> DocumentTextBody:
    """Return the canonical text that all offsets refer to, now or in an earlier version."""
    return document_text_of(service.text(document_id, reader, version))


def _without_hidden_successors(documents: list[Document]) -> list[Document]:
    """Order by id, and leave out the name of a successor that the reader may not read."""
    readable = {document.id for document in documents}
    return sorted(
        (
            document
            if document.superseded_by in readable
            else replace(document, superseded_by=None)
            for document in documents
        ),
        key=lambda document: document.id,
    )
