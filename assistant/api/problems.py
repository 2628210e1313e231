"""Errors -> problem+json (RFC 9457): what happened, the field at fault and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from assistant.api.pages import PAGE_HEADERS, problem_page
from assistant.errors import (
    CorpusError,
    GoldenThreadError,
    IndexMissingError,
    IndexUnusableError,
    ModelError,
    NotAllowedError,
    NotFoundError,
    StoreUnavailableError,
    UnreadableDocumentError,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One field at fault."""

    field: str = Field(examples=["question"])
    detail: str = Field(examples=["String should have at most 2000 characters"])


class Problem(BaseModel):
    """What went wrong and what to do, as RFC 9457 lays it out."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="Names the kind of problem.", examples=["/docs#fields-wrong"])
    title: str = Field(examples=["A field is wrong"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["question: String should have at most 2000 characters"])
    remedy: str = Field(description="What to do.", examples=["Correct the fields named in errors."])
    errors: list[FieldProblem] = Field(
        default_factory=list, description="The fields at fault, for status 422."
    )
    reference: str = Field(description="Quote it when you report the problem.")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A kind of problem: its name in `type`, its title and what to do about it."""

    name: str
    title: str
    remedy: str


TROUBLES: Mapping[int, Trouble] = {
    400: Trouble("malformed", "The request cannot be read", "Send well-formed JSON."),
    401: Trouble("no-key", "A key is needed", "Send the header Authorization: Bearer KEY."),
    403: Trouble("not-allowed", "This key may not do that", "Use a key with the role it needs."),
    404: Trouble("not-found", "There is no such thing", "Check the address and the id."),
    405: Trouble(
        "wrong-method", "The path does not take this method", "See /docs for its methods."
    ),
    406: Trouble("not-acceptable", "No such representation", "Accept application/json."),
    408: Trouble("too-slow", "The body came too slowly", "Send it again, over a better line."),
    409: Trouble("conflict", "This cannot be done as things stand", "Do what detail says first."),
    412: Trouble("changed", "It has changed meanwhile", "Read it again, then decide."),
    413: Trouble("too-large", "The request is too large", "Send less."),
    415: Trouble(
        "wrong-type",
        "This format is not read",
        "Send JSON with Content-Type: application/json; as files, documents.",
    ),
    422: Trouble("fields-wrong", "A field is wrong", "Correct the fields named in errors."),
    429: Trouble("too-many", "Too many requests", "Wait for the seconds named in Retry-After."),
    500: Trouble("fault", "Something went wrong here", "Try again; if it stays, report it."),
    503: Trouble("not-ready", "The service cannot answer now", "Try again later."),
}

# A file that is encrypted, empty or damaged has no field that could be corrected.
UNREADABLE = Trouble(
    "unreadable",
    "The file cannot be read",
    "Send a file that opens without a password and has text.",
)

# The first class that matches decides; the order goes from the special to the general.
STATUSES: Sequence[tuple[type[GoldenThreadError], int]] = (
    (UsageError, 422),
    (NotAllowedError, 403),
    (NotFoundError, 404),
    (UnreadableDocumentError, 415),
    (IndexMissingError, 503),
    (IndexUnusableError, 503),
    (StoreUnavailableError, 503),
    (ModelError, 503),
    (CorpusError, 422),
    (GoldenThreadError, 500),
)


def problem_of(
    status: int,
    detail: str,
    reference: str,
    errors: Sequence[FieldProblem] = (),
    trouble: Trouble | None = None,
) -> Problem:
    """Return the problem for a status, in the words of its kind."""
    trouble = (
        trouble
        or TROUBLES.get(status)
        or Trouble("refused", HTTPStatus(status).phrase, "See /docs for what this path takes.")
    )
    return Problem(
        type=f"/docs#{trouble.name}",
        title=trouble.title,
        status=status,
        detail=detail,
        remedy=trouble.remedy,
        errors=list(errors),
        reference=reference,
    )


def problem_of_error(error: GoldenThreadError, reference: str) -> Problem:
    """Return the problem that an error of ours shows."""
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    if isinstance(error, UnreadableDocumentError) and error.reason != "wrong_type":
        return problem_of(422, str(error), reference, trouble=UNREADABLE)
    errors = []
    if isinstance(error, UsageError) and error.field:
        errors = [FieldProblem(field=error.field, detail=str(error))]
    return problem_of(status, str(error), reference, errors)


def respond(
    request: Request, problem: Problem, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the problem as JSON, or as a page to a browser that opened one of our pages."""
    if _wants_page(request):
        page = problem_page(problem.title, problem.detail, problem.remedy)
        headers = {**PAGE_HEADERS, **(headers or {})}
        return HTMLResponse(page, problem.status, headers)
    return JSONResponse(problem.model_dump(), problem.status, dict(headers or {}), MEDIA_TYPE)


async def on_error(request: Request, error: Exception) -> Response:
    """Show an error of our own tree."""
    assert isinstance(error, GoldenThreadError)
    problem = problem_of_error(error, reference_of(request))
    return respond(request, problem, {"Retry-After": "5"} if problem.status == 503 else None)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Show an error that the framework raised: no such path, wrong method, body too large."""
    assert isinstance(error, HTTPException)
    detail = {
        404: "There is nothing at this address.",
        405: f"{request.method} is not possible at {request.url.path}.",
        408: "The body of the request did not come in time.",
        413: "The body of the request is larger than this path takes.",
    }.get(error.status_code, error.detail)
    if error.status_code == 400:
        detail = f"The body of the request cannot be read: {error.detail}"
    headers = {"Allow": _allowed(request)} if error.status_code == 405 else error.headers
    return respond(request, problem_of(error.status_code, detail, reference_of(request)), headers)


async def on_invalid(request: Request, error: Exception) -> Response:
    """Show which fields are wrong (422), or that the body is no JSON (400)."""
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    broken = [fault for fault in faults if fault["type"] == "json_invalid"]
    if broken:
        why = broken[0].get("ctx", {}).get("error", "")
        return respond(
            request,
            problem_of(400, f"The body is not well-formed JSON: {why}", reference_of(request)),
        )
    errors = [_field_problem(fault) for fault in faults]
    detail = "; ".join(f"{fault.field}: {fault.detail}" for fault in errors[:5])
    return respond(request, problem_of(422, detail, reference_of(request), errors))


def apology(reference: str) -> Problem:
    """Return what a caller sees of a bug: an apology and the reference of its traceback."""
    return problem_of(
        500,
        "Sorry, something went wrong in the service itself. It has been logged under the "
        f"reference {reference}.",
        reference,
    )


def reference_of(request: Request) -> str:
    """Return the request's id, which also stands in the log."""
    return str(request.scope.get("state", {}).get("request_id", ""))


def _allowed(request: Request) -> str:
    """Return every method of the path; the framework names only those of one route."""
    methods: set[str] = set()
    for template, operations in request.app.openapi()["paths"].items():
        pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, request.url.path):
            methods |= {method.upper() for method in operations}
    return ", ".join(sorted(methods)) or "GET"


def _field_problem(fault: Mapping[str, Any]) -> FieldProblem:
    where = [str(part) for part in fault["loc"]]
    # The first part says where it stood: body, query, path or header.
    field = ".".join(where[1:]) or where[0]
    return FieldProblem(field=field, detail=str(fault["msg"]))


def _wants_page(request: Request) -> bool:
    path = request.url.path
    is_page = path == "/" or path.startswith("/documents/")
    return is_page and "text/html" in request.headers.get("accept", "")
