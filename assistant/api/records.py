"""Feedback on answers, and what administrators see of what people asked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.callers import TheCaller, TheReader, needs
from assistant.api.documented import JSON_BODY, problems
from assistant.api.requests import RequestBody
from assistant.api.service import Service, TheService
from assistant.records.answers import KeptAnswer
from assistant.types import AnswerStatus, Reader

# A spreadsheet takes a cell that starts so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

router = APIRouter(tags=["records"])


class FeedbackBody(RequestBody):
    """What someone thinks of an answer; a later word of the same asker replaces the earlier."""

    model_config = ConfigDict(title="Feedback")

    helpful: bool
    comment: str = Field("", max_length=2000, examples=["It missed the housing strategy."])


class RecordBody(BaseModel):
    """One question that was asked, and what became of it."""

    model_config = ConfigDict(title="Record")

    id: str
    asked: str = Field(description="ISO time in UTC.")
    key_id: str | None
    person: str | None
    question: str
    status: AnswerStatus
    text: str = Field(description="The answer as it was shown.")
    documents: list[str] = Field(description="Documents that the answer quotes.")
    helpful: bool | None = Field(description="The latest feedback, if any.")
    comment: str | None


class RecordsBody(BaseModel):
    """Questions and answers, oldest first."""

    model_config = ConfigDict(title="Records")

    records: list[RecordBody]
    next: str | None = Field(description="Pass as `after` for the next page; null at the end.")


class UnansweredQuestion(BaseModel):
    """A question that the documents could not answer."""

    question: str
    count: int = Field(description="How often it was asked.")


class UnansweredBody(BaseModel):
    """What people asked and the documents could not answer, most asked first."""

    model_config = ConfigDict(title="Unanswered")

    questions: list[UnansweredQuestion]


@router.post(
    "/v1/answers/{answer_id}/feedback",
    operation_id="giveFeedback",
    summary="Say whether an answer helped",
    responses=problems(400, 404, 413, 415, 422),
    dependencies=[JSON_BODY],
)
def give_feedback(
    answer_id: str, body: FeedbackBody, service: TheService, caller: TheCaller, reader: TheReader
) -> FeedbackBody:
    """Keep what the caller thinks of an answer that it may read."""
    service.earlier_answer(answer_id, reader)
    service.answers.give_feedback(
        answer_id, asker=caller.asker, helpful=body.helpful, comment=body.comment
    )
    return body


@router.get(
    "/v1/records",
    operation_id="listRecords",
    summary="What was asked and answered",
    response_model=RecordsBody,
    responses={
        200: {
            "description": "The records.",
            "content": {
                "application/jsonl": {"schema": {"type": "string"}},
                "text/csv": {"schema": {"type": "string"}},
            },
        },
        **problems(422),
    },
    dependencies=[needs("administer", with_key=True)],
)
def list_records(
    service: TheService,
    reader: TheReader,
    export: Annotated[
        Literal["json", "jsonl", "csv"], Query(alias="format", description="How to export.")
    ] = "json",
    limit: Annotated[int, Query(ge=1, le=1000, description="Of a page; exports are whole.")] = 100,
    after: Annotated[
        str | None, Query(description="`next` of the page before.", max_length=100)
    ] = None,
) -> Response | RecordsBody:
    """Return kept answers, as far as the administrator's own audiences may read them."""
    records = _records(service, reader, after)
    if export == "csv":
        return StreamingResponse(_csv_lines(records), media_type="text/csv; charset=utf-8")
    if export == "jsonl":
        lines = (record.model_dump_json() + "\n" for record in records)
        return StreamingResponse(lines, media_type="application/jsonl")
    page = list(islice(records, limit + 1))
    return RecordsBody(records=page[:limit], next=page[limit - 1].id if len(page) > limit else None)


@router.get(
    "/v1/records/unanswered",
    operation_id="listUnanswered",
    summary="What the documents could not answer",
    responses=problems(422),
    dependencies=[needs("administer", with_key=True)],
)
def list_unanswered(
    service: TheService, reader: TheReader, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> UnansweredBody:
    """Return the questions that were not found, most asked first."""
    found = service.answers.unanswered(reader=reader, limit=limit)
    return UnansweredBody(
        questions=[UnansweredQuestion(question=text, count=count) for text, count in found]
    )


def _records(service: Service, reader: Reader, after: str | None) -> Iterator[RecordBody]:
    for kept in service.answers.listed(reader=reader, after=after):
        if service.changed_documents(kept, reader) is not None:
            yield _record(service, kept)


def _record(service: Service, kept: KeptAnswer) -> RecordBody:
    body: dict[str, Any] = dict(kept.body or {})
    latest = list(service.answers.feedback_on([kept.id]))[-1:]
    return RecordBody(
        id=kept.id,
        asked=kept.asked,
        key_id=kept.asker.key_id,
        person=kept.asker.person,
        question=kept.question,
        status=body["status"],
        text=body["text"],
        documents=sorted({citation["document_id"] for citation in body["citations"]}),
        helpful=latest[0].helpful if latest else None,
        comment=latest[0].comment if latest else None,
    )


def _csv_lines(records: Iterable[RecordBody]) -> Iterator[str]:
    columns = list(RecordBody.model_fields)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for record in records:
        writer.writerow([_cell(value) for value in record.model_dump().values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
