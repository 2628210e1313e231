"""The alignment matrix, its findings, and drafts checked against the framework, over HTTP."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from assistant.alignment_types import ConflictKind, GapKind, Stance, Strength
from assistant.api.alignment import FrameworkBody, GoalBody, MatchesBody, shown
from assistant.api.documented import problems
from assistant.api.findings import FindingBody, MatrixFilters, VisionName
from assistant.api.narrowing import NarrowedReader
from assistant.api.requests import FormName
from assistant.api.schemas import CitationBody
from assistant.api.service import TheService
from assistant.api.turns import ALIGNING, CHECKING
from assistant.corpus.uploads import safe_name
from assistant.errors import UnreadableDocumentError
from assistant.parsing.parse import parse_safely
from assistant.types import Kind, ParsedText

ReportFormat = Literal["json", "csv", "html", "docx", "xlsx"]
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FILES = {
    media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
    for media_type in MEDIA_TYPES.values()
}

router = APIRouter(tags=["alignment"], dependencies=[ALIGNING])


class MatrixDocument(BaseModel):
    """A column of the matrix: a document, or a part of one."""

    key: str
    title: str
    kind: Kind
    date: str | None


class GapBody(BaseModel):
    """A goal that is not served."""

    goal_id: str
    kind: GapKind
    reason: str


class ConflictBody(BaseModel):
    """Two statements that cannot both hold."""

    kind: ConflictKind
    reason: str
    a: CitationBody
    b: CitationBody


class MeasureBody(BaseModel):
    """What a document states for a goal."""

    goal_id: str
    targets: list[str] = Field(description="Figures as printed.")
    dates: list[str]
    owner: str | None
    citation: CitationBody


class CoverageBody(BaseModel):
    """How the documents of one kind serve a goal."""

    goal_id: str
    kind: Kind
    stance: Stance = Field(description="The best of the kind.")
    serving: int
    documents: int


class ObjectiveBody(BaseModel):
    """An objective inside a strategy and how it stands to each goal."""

    document_id: str
    title: str
    objective: GoalBody
    findings: list[FindingBody]


class AlignmentBody(BaseModel):
    """The matrix of a framework against the documents, its gaps, orphans and conflicts."""

    model_config = ConfigDict(title="Alignment", extra="allow")

    framework: FrameworkBody
    documents: list[MatrixDocument]
    findings: list[FindingBody]
    gaps: list[GapBody]
    orphans: list[CitationBody] = Field(description="Objectives that serve no goal.")
    conflicts: list[ConflictBody]
    measures: list[MeasureBody]
    unmeasured: list[str] = Field(description="Ids of goals without measure, date or owner.")
    coverage: list[CoverageBody]
    objectives: list[ObjectiveBody] = Field(description="Objectives of strategies, cell by cell.")
    summary: list[str]
    unread: list[str] = Field(description="Titles of documents that could not be read.")
    made: str = Field(description="The day of the report.")
    scope: str = Field(description="On which documents it was judged.")
    snapshot: str


class SectionBody(MatchesBody):
    """One section of a draft and the goals that it serves."""

    model_config = ConfigDict(title="Section")

    section: list[str]
    commitment: Strength
    quote: str


class CheckBody(BaseModel):
    """A draft held against a framework and the approved documents."""

    model_config = ConfigDict(title="Check", extra="allow")

    title: str
    vision: str
    framework: FrameworkBody
    served: dict[str, Stance] = Field(description="How the draft stands to each goal.")
    sections: list[SectionBody]
    remarks: list[dict[str, Any]] = Field(description="What its writer should look at.")


@router.get(
    "/v1/alignment",
    operation_id="getAlignment",
    summary="The alignment matrix",
    response_model=AlignmentBody,
    responses={200: {"description": "The matrix.", "content": _FILES}, **problems(404, 422)},
)
def get_alignment(
    service: TheService,
    reader: NarrowedReader,
    filters: MatrixFilters,
    vision: VisionName = None,
    form: Annotated[ReportFormat, Query(alias="format")] = "json",
) -> Response | AlignmentBody:
    """Hold every document that the caller may read against the goals of a vision."""
    # Here, since the forms of a report load the libraries of their files.
    from assistant.alignment.reports import report_body, report_bytes

    report = service.open_aligner().align(reader=reader, vision=vision, filters=filters)
    if form != "json":
        return _file(form, "alignment", lambda: report_bytes(report, form))
    return shown(AlignmentBody, report_body(report), service.public_url)


@router.post(
    "/v1/checks",
    operation_id="checkDraft",
    summary="Check a draft",
    response_model=CheckBody,
    responses={
        200: {"description": "What was found.", "content": _FILES},
        **problems(400, 404, 413, 415, 422),
    },
    dependencies=[CHECKING],
)
def check_draft(
    service: TheService,
    reader: NarrowedReader,
    file: Annotated[UploadFile, File(description="The draft; nothing of it is kept.")],
    vision: Annotated[
        FormName | SkipJsonSchema[None], Form(description="Id of the vision.")
    ] = None,
    form: Annotated[ReportFormat, Form(alias="format")] = "json",
) -> Response | CheckBody:
    """Check a draft, which is not in the corpus, against the framework and approved documents."""
    from assistant.alignment.draft_reports import draft_body, draft_bytes

    name = safe_name(file.filename or "")
    check = service.open_aligner().check(
        Path(name).stem, _read(file, name), reader=reader, vision=vision
    )
    if form != "json":
        return _file(form, "check", lambda: draft_bytes(check, form))
    return shown(CheckBody, draft_body(check), service.public_url)


def _read(file: UploadFile, name: str) -> ParsedText:
    """Read the draft in a process apart, with limits on time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(file.file.read())
        [(_, parsed)] = parse_safely([path], workers=1)
    if isinstance(parsed, UnreadableDocumentError):
        raise parsed
    return parsed


def _file(form: ReportFormat, name: str, content: Callable[[], bytes]) -> Response:
    disposition = f'attachment; filename="{name}.{form}"'
    return Response(
        content(), media_type=MEDIA_TYPES[form], headers={"Content-Disposition": disposition}
    )
