"""Status codes -> how OpenAPI documents them; and the check that a body is JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.api.problems import MEDIA_TYPE, TROUBLES, Problem

Documented = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Documented:
    """Return the OpenAPI entries for these errors, each with an example."""
    return {status: _documented(status) for status in statuses}


def leads_to(description: str, parameters: Mapping[str, str], *operations: str) -> Documented:
    """Return the entry for 200 with links: what of this reply other operations take."""
    links = {name: {"operationId": name, "parameters": dict(parameters)} for name in operations}
    return {200: {"description": description, "links": links}}


def _documented(status: int) -> dict[str, Any]:
    trouble = TROUBLES[status]
    example = Problem(
        type=f"/docs#{trouble.name}",
        title=trouble.title,
        status=status,
        detail=trouble.title + ".",
        remedy=trouble.remedy,
        reference="0f8fad5bd9cb469fa165708677289501",
    )
    return {
        "description": trouble.title,
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": example.model_dump(),
            }
        },
    }


def _require_json(request: Request) -> None:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != "application/json" and not (
        given.startswith("application/") and given.endswith("+json")
    ):
        raise HTTPException(415, f"The body is {given or 'of no stated type'}, not JSON.")


JSON_BODY = Depends(_require_json)
