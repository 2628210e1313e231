"""POST and DELETE /v1/documents, GET /v1/jobs/{id}: administrators change the corpus."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema
from starlette.exceptions import HTTPException

from assistant.api.bodies import document_of
from assistant.api.callers import TheReader, needs
from assistant.api.documented import Documented, problems
from assistant.api.jobs import Job, JobStatus
from assistant.api.requests import FormDate, FormName, Name
from assistant.api.schemas import DocumentBody
from assistant.api.service import Service, TheService
from assistant.corpus.files import sha256_of
from assistant.errors import IndexMissingError, NotFoundError
from assistant.indexing.withdrawals import Withdrawal
from assistant.types import Document, Kind, Reader, Status

MAX_FILES = 100
_LEFT = (
    "The file {} lies outside the corpus folder and was left there. It is passed over from now on, "
    "until golden-thread ingest reads its folder again: remove it there."
)

TO_THE_JOB: Documented = {
    202: {
        "description": "A job has been queued.",
        "links": {
            "getJob": {"operationId": "getJob", "parameters": {"job_id": "$response.body#/id"}}
        },
    }
}
# A form cannot tell one label from a list of one.
LABELS = WithJsonSchema(
    {
        "anyOf": [
            {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 200}},
            {"type": "string", "minLength": 1, "maxLength": 200},
        ]
    }
)

router = APIRouter(tags=["administering"])


class JobBody(BaseModel):
    """An ingestion: how far it has come and, at its end, how the files were read."""

    model_config = ConfigDict(title="Job")

    id: str
    status: JobStatus
    stage: str = Field(description="What is being done.", examples=["Reading"])
    done: int = Field(description="Steps of this stage that are done.")
    total: int = Field(description="Steps of this stage; 0 when that is not known.")
    created: str = Field(description="ISO time in UTC.")
    finished: str | None
    files: list[str] = Field(description="The files that it is about, by path in the corpus.")
    documents: list[DocumentBody] = Field(
        description="At its end: how those files were read, as far as the caller may read them."
    )
    detail: str | None = Field(description="Why it failed, or what is left to do.")


Files = Annotated[
    list[UploadFile],
    File(description="One or several files.", min_length=1, max_length=MAX_FILES),
]


@dataclass(frozen=True)
class Given:
    """What an upload says of its files."""

    audience: Annotated[
        list[Name] | SkipJsonSchema[None],
        LABELS,
        Form(description="Who may read them; repeat. Absent: as the corpus' manifest says."),
    ] = None
    kind: Annotated[Kind | SkipJsonSchema[None], Form()] = None
    organisation: Annotated[FormName | SkipJsonSchema[None], Form()] = None
    date: Annotated[FormDate | SkipJsonSchema[None], Form()] = None
    status: Annotated[Status | SkipJsonSchema[None], Form()] = None

    def fields(self) -> dict[str, Any]:
        """Return the fields that were given, as a manifest has them."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        return {**given, "audience": tuple(self.audience)} if self.audience else given


@router.post(
    "/v1/documents",
    operation_id="uploadDocuments",
    summary="Add documents",
    status_code=202,
    responses={**TO_THE_JOB, **problems(400, 409, 413, 415, 422)},
    dependencies=[needs("administer")],
)
def upload_documents(
    service: TheService,
    reader: TheReader,
    response: Response,
    files: Files,
    given: Annotated[Given, Depends()],
) -> JobBody:
    """Write the files into the corpus and start to read them in; answers go on meanwhile.

    A file of the same name is replaced. What is not given is inferred from the file.
    """
    _refuse_unknown_sources(service)
    paths = _store(service, reader, files, given.fields())
    job = service.jobs.start(paths, audiences=reader.audiences)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return _body(service, job, reader)


@router.delete(
    "/v1/documents/{document_id}",
    operation_id="withdrawDocument",
    summary="Withdraw a document",
    status_code=202,
    responses={**TO_THE_JOB, **problems(404, 409)},
    dependencies=[needs("administer")],
)
def withdraw_document(
    document_id: str, service: TheService, reader: TheReader, response: Response
) -> JobBody:
    """Hide the document from everyone at once and remove its file and every stored quote of it.

    The job takes it out of the index; should that fail, it stays hidden and is tried again. Its
    file is deleted when it lies in the corpus folder; elsewhere it is left and passed over, and
    `detail` says so.
    """
    document = service.document(document_id, reader)
    _refuse_unknown_sources(service)
    file = _file_of(service, document)
    is_left = file is not None and not service.uploads.holds(file)
    service.withdrawals.add(Withdrawal(document_id, document.path, str(file) if is_left else None))
    if file is not None and not is_left:
        service.uploads.remove(file)
    service.forget(document_id)
    job = service.jobs.start(
        [document.path],
        audiences=reader.audiences,
        withdrawn=[document.path],
        left_out=[str(file)] if is_left else [],
        detail=_LEFT.format(file) if is_left else None,
    )
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return _body(service, job, reader)


@router.get(
    "/v1/jobs/{job_id}",
    operation_id="getJob",
    summary="How far an ingestion has come",
    responses=problems(404),
    dependencies=[needs("administer")],
)
def get_job(job_id: str, service: TheService, reader: TheReader) -> JobBody:
    """Return a job's progress, and how its files were read once it is done."""
    job = service.jobs.get(job_id)
    if job is None or not _is_for(reader, job):
        raise NotFoundError("There is no job with this id. Jobs are forgotten at a restart.")
    return _body(service, job, reader)


def _refuse_unknown_sources(service: Service) -> None:
    """Refuse to build an index without what is served now.

    Raises:
        HTTPException: the index does not say where its documents lie.
    """
    try:
        snapshot = service.open_assistant().snapshot()
    except IndexMissingError:
        return
    if snapshot.documents and not snapshot.sources:
        raise HTTPException(
            409,
            "The index was built by an earlier version and does not say where its documents lie, "
            "so a new one would lack them. Run golden-thread ingest FOLDER once more.",
        )


def _file_of(service: Service, document: Document) -> Path | None:
    """Return the document's file, None when it is gone already.

    Raises:
        HTTPException: two folders hold a file of this name, and neither is surely meant.
    """
    files = service.sources().files_of(document.path)
    if len(files) > 1:
        meant = [file for file in files if sha256_of(file) == document.sha256]
        if len(meant) != 1:
            raise HTTPException(409, f"Several folders hold {document.path}; remove one by hand.")
        return meant[0]
    return files[0] if files else None


def _store(
    service: Service, reader: Reader, files: list[UploadFile], given: dict[str, Any]
) -> list[str]:
    readable = {document.path for document in service.readable_documents(reader)}
    named = [(file.filename or "", file.file) for file in files]
    return service.uploads.add(named, given, readable.__contains__)


def _is_for(reader: Reader, job: Job) -> bool:
    if reader.audiences is None or job.audiences is None:
        return reader.audiences is None
    return job.audiences <= reader.audiences


def _body(service: Service, job: Job, reader: Reader) -> JobBody:
    documents = service.readable_documents(reader) if job.status == "done" else []
    return JobBody(
        id=job.id,
        status=job.status,
        stage=job.stage,
        done=job.done,
        total=job.total,
        created=job.created,
        finished=job.finished,
        files=list(job.files),
        documents=[document_of(each) for each in documents if each.path in job.files],
        detail=job.detail,
    )
