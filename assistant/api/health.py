"""GET /healthz, /readyz and /metrics: what a supervisor and Prometheus ask."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, Field

from assistant.api.documented import problems
from assistant.api.service import TheService
from assistant.errors import GoldenThreadError

router = APIRouter(tags=["operating"])


class HealthBody(BaseModel):
    """The process runs."""

    status: Literal["alive"] = "alive"


class ReadinessBody(BaseModel):
    """An index is open and questions can be answered."""

    status: Literal["ready"] = "ready"
    snapshot: str = Field(description="The index that is served.")


@router.get("/healthz", operation_id="healthz", summary="Is the process alive?")
async def healthz() -> HealthBody:
    """Say that the process runs, whether or not there is an index."""
    return HealthBody()


@router.get("/readyz", operation_id="readyz", summary="Can it answer?", responses=problems(503))
def readyz(service: TheService) -> ReadinessBody:
    """Say whether an index is open."""
    return ReadinessBody(snapshot=service.open_assistant().snapshot().id)


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Prometheus metrics",
    response_class=PlainTextResponse,
)
def metrics(service: TheService) -> Response:
    """Return the figures of this process in Prometheus' text format."""
    service.metrics.note_index(_index_created(service))
    return Response(service.metrics.text(), media_type=CONTENT_TYPE_LATEST)


def _index_created(service: TheService) -> str | None:
    try:
        return service.open_assistant().snapshot().created
    except GoldenThreadError:
        return None
