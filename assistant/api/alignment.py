"""Goals, matches, verifications and golden threads over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from assistant.alignment import showing
from assistant.alignment_types import GoalSource, Stance, Supported
from assistant.api.callers import TheReader
from assistant.api.documented import JSON_BODY, leads_to, problems
from assistant.api.narrowing import NarrowedReader
from assistant.api.requests import (
    MAX_NAMES,
    WORDS,
    FiltersBody,
    Name,
    QuestionText,
    RequestBody,
    audiences_of,
    filters_of,
    whole,
)
from assistant.api.schemas import CitationBody
from assistant.api.service import TheService
from assistant.api.turns import ALIGNING
from assistant.errors import NotFoundError
from assistant.types import Kind

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=WORDS)]
Body = TypeVar("Body", bound=BaseModel)

# The bounds stand before the validator, so that OpenAPI names them.
GoalCount = Annotated[int, Field(ge=1, le=1000), BeforeValidator(whole)]

router = APIRouter(tags=["alignment"], dependencies=[ALIGNING])


class GoalBody(BaseModel):
    """An ambition, a priority under one, or an objective."""

    model_config = ConfigDict(title="Goal")

    id: str = Field(examples=["1.2"])
    level: str = Field(examples=["priority"])
    text: str
    description: str
    parent: str | None = Field(description="Id of the goal above it.")
    citation: CitationBody | None = Field(description="Null when goals.yaml gives the goal.")
    wordings: list[CitationBody] = Field(description="Other words for the same goal elsewhere.")


class FrameworkBody(BaseModel):
    """The ambitions and priorities of one vision."""

    model_config = ConfigDict(title="Framework")

    vision: str = Field(description="Id of the document, or the name that goals.yaml gives.")
    title: str
    source: GoalSource
    goals: list[GoalBody]


class ObjectivesBody(BaseModel):
    """The objectives of one strategy."""

    model_config = ConfigDict(title="Objectives")

    document_id: str = Field(description="With the number of the part, where there are parts.")
    title: str
    goals: list[GoalBody]


class FrameworksBody(BaseModel):
    """The frameworks that the caller may read, and the objectives of the strategies."""

    model_config = ConfigDict(title="Frameworks")

    frameworks: list[FrameworkBody]
    objectives: list[ObjectivesBody]


class MatchRequest(RequestBody):
    """A text to hold against the goals of a vision."""

    text: Text = Field(examples=["We will insulate 4,000 homes by 2030."])
    vision: Name | None = Field(None, description="Needed when there are several.")
    top: GoalCount | None = Field(None, description="All goals when absent.")
    audiences: list[Name] | None = Field(None, max_length=MAX_NAMES, description="Narrows.")


class MatchBody(BaseModel):
    """How far the text serves one goal."""

    model_config = ConfigDict(title="Match")

    goal_id: str
    level: str
    text: str
    score: float = Field(description="0 to 1; comparable within one text.")
    stance: Stance
    reason: str


class MatchesBody(BaseModel):
    """Every goal of the framework, best first."""

    model_config = ConfigDict(title="Matches")

    goals: list[MatchBody]


class VerificationRequest(RequestBody):
    """A statement, and the evidence that may support it."""

    statement: Text
    evidence: list[Text] = Field(min_length=1, max_length=100)


class VerificationBody(BaseModel):
    """Whether the evidence supports the statement."""

    model_config = ConfigDict(title="Verification")

    supported: Supported
    score: float = Field(ge=0, le=1)
    reason: str


class ThreadRequest(RequestBody):
    """A subject, or the id or name of a goal."""

    subject: QuestionText = Field(examples=["cold homes"])
    vision: Name | None = Field(None, description="Needed when there are several.")
    filters: FiltersBody | None = None
    audiences: list[Name] | None = Field(None, max_length=MAX_NAMES, description="Narrows.")


class ThreadLinkBody(BaseModel):
    """One link: what a document of this kind says of the goal."""

    kind: Kind
    stance: Stance
    goal_id: str
    citation: CitationBody


class ThreadBody(BaseModel):
    """The chain vision, strategy, board for one subject, with its gaps."""

    model_config = ConfigDict(title="Thread")

    subject: str
    goals: list[GoalBody]
    links: list[ThreadLinkBody]
    gaps: list[Kind] = Field(description="Kinds of document in which nothing was found.")
    text: str


@router.get(
    "/v1/frameworks",
    operation_id="listFrameworks",
    summary="The goals of every vision",
    responses={
        **leads_to(
            "The frameworks.",
            {"document_id": "$response.body#/frameworks/0/vision"},
            "getFramework",
        ),
        **problems(422),
    },
)
def list_frameworks(service: TheService, reader: NarrowedReader) -> FrameworksBody:
    """Return the ambitions and priorities found in visions or given in goals.yaml."""
    aligner = service.open_aligner()
    frameworks = [showing.framework_body(one) for one in aligner.frameworks(reader=reader)]
    objectives = [showing.objectives_body(one) for one in aligner.objectives(reader=reader)]
    body = {"frameworks": frameworks, "objectives": objectives}
    return shown(FrameworksBody, body, service.public_url)


@router.get(
    "/v1/frameworks/{document_id}",
    operation_id="getFramework",
    summary="The goals of one vision",
    responses=problems(404, 422),
)
def get_framework(document_id: str, service: TheService, reader: NarrowedReader) -> FrameworkBody:
    """Return one framework; one that the caller may not read does not exist."""
    for framework in service.open_aligner().frameworks(reader=reader):
        if framework.vision == document_id:
            return shown(FrameworkBody, showing.framework_body(framework), service.public_url)
    raise NotFoundError(f"There is no framework {document_id}.")


@router.post(
    "/v1/goals/match",
    operation_id="matchGoals",
    summary="Which goals does a text serve?",
    responses=problems(400, 404, 413, 415, 422),
    dependencies=[JSON_BODY],
)
def match_goals(body: MatchRequest, service: TheService, reader: TheReader) -> MatchesBody:
    """Rank the goals of a framework by how far the text serves them, with stance and reason."""
    narrowed = reader.narrowed_to(audiences_of(body.audiences))
    found = service.open_aligner().match(
        body.text, reader=narrowed, vision=body.vision, top=body.top
    )
    return MatchesBody.model_validate(showing.matches_body(found))


@router.post(
    "/v1/verifications",
    operation_id="verifyStatement",
    summary="Is a statement supported?",
    responses=problems(400, 413, 415, 422),
    dependencies=[JSON_BODY],
)
def verify_statement(
    body: VerificationRequest, service: TheService, _reader: TheReader
) -> VerificationBody:
    """Say whether the evidence supports the statement: yes, partly or no."""
    found = service.open_aligner().verify(body.statement, body.evidence)
    return VerificationBody.model_validate(showing.verification_body(found))


@router.post(
    "/v1/threads",
    operation_id="findThread",
    summary="The golden thread for a subject",
    responses=problems(400, 404, 413, 415, 422),
    dependencies=[JSON_BODY],
)
def find_thread(body: ThreadRequest, service: TheService, reader: TheReader) -> ThreadBody:
    """Return the chain of evidence from vision through strategy to board, gaps included."""
    narrowed = reader.narrowed_to(audiences_of(body.audiences))
    found = service.open_aligner().thread(
        body.subject, reader=narrowed, vision=body.vision, filters=filters_of(body.filters)
    )
    return shown(ThreadBody, showing.thread_body(found), service.public_url)


def shown(shape: type[Body], body: dict[str, Any], public_url: str | None) -> Body:
    """Return a body in its shape, its citations with the public address in front."""
    return shape.model_validate(_with_address(body, (public_url or "").rstrip("/")))


def _with_address(value: Any, address: str) -> Any:
    """Put the public address in front of every link to a citation."""
    if isinstance(value, list):
        return [_with_address(one, address) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{address}{inner}" if name == "url" and inner else _with_address(inner, address)
        for name, inner in value.items()
    }
