"""POST /v1/answers and GET /v1/answers/{id}: questions -> answers with checked citations."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse

from assistant.api.callers import TheCaller, TheReader
from assistant.api.documented import JSON_BODY, problems
from assistant.api.events import Waiting, answer_events
from assistant.api.narrowing import NarrowedReader
from assistant.api.problems import reference_of
from assistant.api.requests import AnswerRequest, audiences_of, question_of
from assistant.api.schemas import AnswerBody
from assistant.api.service import TheService
from assistant.api.turns import ANSWERING
from assistant.protocols import Listener

EVENT_STREAM = "text/event-stream"
STREAMED: dict[str, Any] = {
    EVENT_STREAM: {
        "itemSchema": {
            "type": "object",
            "required": ["event", "data"],
            "properties": {
                "event": {"enum": ["status", "statement", "answer", "error"]},
                "data": {"type": "string", "contentMediaType": "application/json"},
            },
        },
        "example": 'event: status\ndata: {"status": "searching"}\n\nevent: answer\ndata: {...}\n\n',
    }
}

router = APIRouter(tags=["answers"])


@router.post(
    "/v1/answers",
    operation_id="createAnswer",
    summary="Answer a question",
    response_model=AnswerBody,
    responses={
        200: {
            "description": "The answer, or its events when streamed.",
            "content": STREAMED,
            "links": {
                operation: {
                    "operationId": operation,
                    "parameters": {"answer_id": "$response.body#/id"},
                }
                for operation in ("getAnswer", "giveFeedback")
            },
        },
        **problems(400, 413, 415, 422),
    },
    dependencies=[JSON_BODY, ANSWERING],
)
def create_answer(
    body: AnswerRequest,
    request: Request,
    service: TheService,
    caller: TheCaller,
    reader: TheReader,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response | AnswerBody:
    """Answer from the documents that the caller may read, with verbatim citations.

    `not_found` is a 200: the text says plainly that the documents do not answer it. With
    `"stream": true` or `Accept: text/event-stream` the answer comes as server-sent events:
    `status` (what happens now), `statement` (as soon as it is checked, with its citations as
    `sources`), `answer` (the whole body) and `error` (a problem). A status `replaced` says that
    the statements so far are dropped and others come. A caller who leaves stops the work.
    """
    assistant = service.open_assistant()
    question = question_of(body)
    narrowed = reader.narrowed_to(audiences_of(body.audiences))

    def answer(listener: Listener | None = None) -> AnswerBody:
        return service.answer(
            assistant, question, reader=narrowed, asker=caller.asker, listener=listener
        )

    if body.stream or EVENT_STREAM in accept:
        return StreamingResponse(
            answer_events(Waiting(answer, reference_of(request)), service.public_url),
            media_type=EVENT_STREAM,
            headers={"X-Accel-Buffering": "no"},
        )
    return answer()


@router.get(
    "/v1/answers/{answer_id}",
    operation_id="getAnswer",
    summary="Read an earlier answer",
    responses=problems(404, 422),
)
def get_answer(answer_id: str, service: TheService, reader: NarrowedReader) -> AnswerBody:
    """Return an earlier answer as it was given, naming cited documents that changed since.

    Only a caller who may read all that its asker might is shown it; to others it does not exist.
    """
    return service.earlier_answer(answer_id, reader)
