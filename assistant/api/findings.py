"""Findings, people's decisions on them, and what moved between snapshots, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.alignment.findings import stance_of
from assistant.alignment.showing import finding_body
from assistant.alignment_types import DecisionAction, Finding, Stance, Strength
from assistant.api.alignment import shown
from assistant.api.callers import needs
from assistant.api.documented import JSON_BODY, leads_to, problems
from assistant.api.narrowing import NarrowedReader
from assistant.api.requests import WORDS, Name, PartialDate, RequestBody
from assistant.api.schemas import CitationBody
from assistant.api.service import TheService
from assistant.api.turns import ALIGNING
from assistant.types import Filters, Kind, Status

router = APIRouter(tags=["alignment"], dependencies=[ALIGNING])

VisionName = Annotated[str | None, Query(max_length=200, description="Id of the vision.")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=WORDS)]
# So many that they fit into an address whatever their letters are.
_Some = Query(max_length=20)


def _filters(
    kind: Annotated[list[Kind] | None, Query(description="Only documents of these kinds.")] = None,
    document: Annotated[list[Name] | None, _Some] = None,
    organisation: Annotated[list[Name] | None, _Some] = None,
    status: Annotated[list[Status] | None, Query(description="Only of these statuses.")] = None,
    dated_from: Annotated[PartialDate | None, Query(description="Inclusive.")] = None,
    dated_to: Annotated[PartialDate | None, Query(description="Inclusive.")] = None,
) -> Filters:
    return Filters(
        kinds=tuple(dict.fromkeys(kind or ())),
        documents=tuple(document or ()),
        organisations=tuple(organisation or ()),
        statuses=tuple(dict.fromkeys(status or ())),
        dated_from=dated_from,
        dated_to=dated_to,
    )


def _wanted(
    goal: Annotated[str | None, Query(max_length=200, description="Id of a goal.")] = None,
    stance: Annotated[list[Stance] | None, Query(description="Only these stances.")] = None,
    decided: Annotated[bool | None, Query(description="What a person decided, or not.")] = None,
) -> Callable[[Finding], bool]:
    return lambda one: (
        (goal is None or one.goal_id == goal)
        and (not stance or stance_of(one) in stance)
        and (decided is None or (one.decision is not None) == decided)
    )


FindingId = Annotated[str, Path(max_length=500, examples=["our-vision:1.2@our-strategy"])]
Wanted = Annotated[Callable[[Finding], bool], Depends(_wanted)]
# Which documents of those that the caller may read are held against the goals.
MatrixFilters = Annotated[Filters, Depends(_filters)]


class FindingBody(BaseModel):
    """How one document stands to one goal, with quotes from both sides and any decision."""

    model_config = ConfigDict(title="Finding")

    id: str
    goal_id: str
    document_id: str
    title: str
    kind: Kind
    date: str | None
    stance: Stance = Field(description="What a person decided, else what was found.")
    found_stance: Stance
    score: float
    commitment: dict[str, Strength | bool]
    reason: str
    goal: CitationBody | None
    evidence: list[CitationBody]
    decision: dict[str, Any] | None


class FindingsBody(BaseModel):
    """The findings that the caller may read both sides of."""

    model_config = ConfigDict(title="Findings")

    findings: list[FindingBody]
    snapshot: str


class DecisionRequest(RequestBody):
    """What a person decides on a finding."""

    stance: Stance | None = Field(None, description="Absent: the finding is accepted as it is.")
    name: Words = Field(description="Who decides.", examples=["A. Officer"])
    reason: Words = Field(description="Why.", examples=["The action plan says so on page 4."])
    vision: Name | None = Field(None, description="Rarely needed: the id names its vision.")


class WithdrawalRequest(RequestBody):
    """Who takes a decision back, and why."""

    name: Words = Field(description="Who withdraws it.", examples=["A. Officer"])
    reason: Words = Field(description="Why.", examples=["The plan was read wrongly."])


class DecisionEventBody(BaseModel):
    """One decision or withdrawal."""

    model_config = ConfigDict(title="DecisionEvent")

    finding_id: str
    action: DecisionAction
    stance: Stance = Field(description="The stance decided; of a withdrawal the one undone.")
    name: str
    reason: str
    made: str


class HistoryBody(BaseModel):
    """What people decided and withdrew on one finding, oldest first."""

    model_config = ConfigDict(title="DecisionHistory")

    events: list[DecisionEventBody]


class ChangeBody(BaseModel):
    """One finding that moved."""

    finding_id: str
    before: str = Field(description="The stance before, or `new`.")
    after: str = Field(description="The stance now, or `gone`.")
    why: str


class ChangesBody(BaseModel):
    """Which findings moved between two snapshots, of those that the caller may read."""

    model_config = ConfigDict(title="Changes", populate_by_name=True)

    since: str = Field(alias="from", description="The earlier snapshot.")
    to: str
    changes: list[ChangeBody]


@router.get(
    "/v1/findings",
    operation_id="listFindings",
    summary="The findings of a matrix",
    responses={
        **leads_to(
            "The findings.",
            {"finding_id": "$response.body#/findings/0/id"},
            "decideFinding",
            "listDecisions",
        ),
        **problems(404, 422),
    },
)
def list_findings(
    service: TheService,
    reader: NarrowedReader,
    filters: MatrixFilters,
    wanted: Wanted,
    vision: VisionName = None,
) -> FindingsBody:
    """Return the findings of a matrix, each with its quotes from both sides.

    A finding shows only to readers of both the vision and the document.
    """
    report = service.open_aligner().align(reader=reader, vision=vision, filters=filters)
    bodies = [finding_body(one) for one in report.findings if wanted(one)]
    body = {"findings": bodies, "snapshot": report.snapshot}
    return shown(FindingsBody, body, service.public_url)


@router.put(
    "/v1/findings/{finding_id}/decision",
    operation_id="decideFinding",
    summary="Accept or override a finding",
    responses={
        **leads_to(
            "The finding as it is now.",
            {"finding_id": "$response.body#/id"},
            "withdrawDecision",
            "listDecisions",
        ),
        **problems(400, 403, 404, 413, 415, 422),
    },
    dependencies=[JSON_BODY, needs("write")],
)
def decide_finding(
    finding_id: FindingId,
    body: DecisionRequest,
    service: TheService,
    reader: NarrowedReader,
) -> FindingBody:
    """Keep a person's decision on a finding, in place of an earlier one.

    It holds until the text that the finding quotes changes.
    """
    found = service.open_aligner().decide(
        finding_id,
        stance=body.stance,
        name=body.name,
        reason=body.reason,
        reader=reader,
        vision=body.vision,
    )
    return shown(FindingBody, finding_body(found), service.public_url)


@router.post(
    "/v1/findings/{finding_id}/decision/withdrawal",
    operation_id="withdrawDecision",
    summary="Take a decision on a finding back",
    responses=problems(400, 403, 404, 413, 415, 422),
    dependencies=[JSON_BODY, needs("write")],
)
def withdraw_decision(
    finding_id: FindingId, body: WithdrawalRequest, service: TheService, reader: NarrowedReader
) -> FindingBody:
    """Take back what a person decided; the finding stands as it was found.

    Who withdrew it and why is kept, with the decision, in the history of the finding.
    """
    found = service.open_aligner().withdraw(
        finding_id, name=body.name, reason=body.reason, reader=reader
    )
    return shown(FindingBody, finding_body(found), service.public_url)


@router.get(
    "/v1/findings/{finding_id}/decision/history",
    operation_id="listDecisions",
    summary="What people decided on a finding, and took back",
    responses=problems(404, 422),
)
def list_decisions(
    finding_id: FindingId, service: TheService, reader: NarrowedReader
) -> HistoryBody:
    """Return every decision and withdrawal on a finding, oldest first."""
    found = service.open_aligner().history(reader=reader, finding_id=finding_id)
    return HistoryBody(events=[DecisionEventBody(**asdict(one)) for one in found])


@router.get(
    "/v1/changes",
    operation_id="listChanges",
    summary="Which findings moved, and why",
    responses=problems(404, 422),
)
def list_changes(
    service: TheService,
    reader: NarrowedReader,
    vision: VisionName = None,
    since: Annotated[
        str | None,
        Query(alias="from", max_length=200, description="A snapshot; by default the one before."),
    ] = None,
) -> ChangesBody:
    """Compare the findings of what is served now with those of an earlier snapshot."""
    found = service.open_aligner().changes(reader=reader, vision=vision, since=since)
    changes = [
        ChangeBody(finding_id=one.finding_id, before=one.before, after=one.after, why=one.why)
        for one in found.changes
    ]
    return ChangesBody(since=found.since, to=found.now, changes=changes)
