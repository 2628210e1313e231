"""POST /v1/search: a query -> ranked passages."""

from __future__ import annotations

import time

from fastapi import APIRouter

from assistant.api.bodies import search_result_of
from assistant.api.callers import TheReader
from assistant.api.documented import JSON_BODY, problems
from assistant.api.requests import SearchRequest, audiences_of, filters_of
from assistant.api.schemas import SearchBody
from assistant.api.service import TheService

router = APIRouter(tags=["search"])


@router.post(
    "/v1/search",
    operation_id="search",
    summary="Find passages",
    responses=problems(400, 413, 415, 422),
    dependencies=[JSON_BODY],
)
def search(body: SearchRequest, service: TheService, reader: TheReader) -> SearchBody:
    """Return the passages that fit the query best, among the documents that the caller may read."""
    started = time.perf_counter()
    assistant = service.open_assistant()
    found = assistant.search(
        body.query,
        reader=reader.narrowed_to(audiences_of(body.audiences)),
        filters=filters_of(body.filters),
        top=body.top,
    )
    return SearchBody(
        results=[search_result_of(result, service.public_url) for result in found],
        snapshot=assistant.snapshot().id,
        took_ms=round((time.perf_counter() - started) * 1000),
    )
