"""GET / and GET /documents/{id}: the pages that people open in a browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.api.callers import TheCaller, TheReader
from assistant.api.document_page import Span, document_page
from assistant.api.documented import problems
from assistant.api.home import HOME_HEADERS, home_page
from assistant.api.pages import PAGE_HEADERS
from assistant.api.requests import MAX_QUESTION
from assistant.api.service import Service, TheService
from assistant.api.turns import ANSWERING
from assistant.errors import NotFoundError
from assistant.types import Question, Reader, Turn

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)


@router.get(
    "/",
    operation_id="home",
    summary="The web page",
    responses=problems(422),
    dependencies=[ANSWERING],
)
def home(
    service: TheService,
    caller: TheCaller,
    q: Annotated[str, Query(description="A question to answer.", max_length=MAX_QUESTION)] = "",
    f: Annotated[
        str | None, Query(description="Id of the answer that `q` follows on from.", max_length=64)
    ] = None,
) -> HTMLResponse:
    """Show a page to ask a question on; with `q`, its answer too. Works without script."""
    if not q.strip():
        return HTMLResponse(home_page(), headers=HOME_HEADERS)
    question = Question(q, conversation=_earlier(service, f, caller.reader))
    answer = service.answer(
        service.open_assistant(), question, reader=caller.reader, asker=caller.asker
    )
    return HTMLResponse(home_page(q, answer), headers=HOME_HEADERS)


def _earlier(service: Service, answer_id: str | None, reader: Reader) -> tuple[Turn, ...]:
    """Return the turns that a question follows on from; none when that answer is gone."""
    if not answer_id:
        return ()
    try:
        earlier = service.earlier_answer(answer_id, reader)
    except NotFoundError:
        return ()
    # As it was understood, so that a follow-up of a follow-up still knows what it is about.
    return Turn("user", earlier.standalone_question), Turn("assistant", earlier.text)


@router.get(
    "/documents/{document_id}",
    operation_id="openDocument",
    summary="Open a document at a cited place",
    responses=problems(404, 422),
)
def open_document(
    document_id: str,
    service: TheService,
    reader: TheReader,
    v: Annotated[
        str | None, Query(description="Version (sha256) of the text.", max_length=64)
    ] = None,
    c: Annotated[
        str | None,
        Query(description="Span to mark, START-END.", pattern=r"^[0-9]{1,9}-[0-9]{1,9}$"),
    ] = None,
) -> HTMLResponse:
    """Show the document's text with the cited span marked: what citations link to."""
    text = service.text(document_id, reader, v)
    span = _span(c, len(text.text))
    page = document_page(text, span, misplaced=c is not None and span is None)
    return HTMLResponse(page, headers=PAGE_HEADERS)


def _span(c: str | None, length: int) -> Span | None:
    """Return the span that `c` names, None when the text has no such place."""
    if c is None:
        return None
    start, _, end = c.partition("-")
    span = int(start), int(end)
    return span if span[0] < span[1] <= length else None
