"""The application -> its OpenAPI document and the human docs at /docs."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from assistant.api.callers import OPEN_PATHS
from assistant.api.documented import problems
from assistant.api.pages import PAGE_HEADERS, page
from assistant.api.problems import Problem
from assistant.api.reference import as_html
from assistant.api.service import Service

JsonObject = dict[str, Any]
# What FastAPI documents for wrong fields by itself; ours are problems.
_REPLACED = ("HTTPValidationError", "ValidationError")
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key made with `golden-thread keys create`. Needed once any was made.",
}


def describe(app: FastAPI) -> None:
    """Serve the OpenAPI document with our problems in it, and /docs without any script."""
    built: dict[bool, JsonObject] = {}

    def openapi() -> JsonObject:
        service: Service = app.state.service
        with_keys = service.keys.are_configured()
        if with_keys not in built:
            built[with_keys] = openapi_document(app, with_keys=with_keys)
        return built[with_keys]

    def docs() -> HTMLResponse:
        return HTMLResponse(page(app.title, as_html(app.openapi())), headers=PAGE_HEADERS)

    app.openapi = openapi  # type: ignore[method-assign]
    app.add_api_route("/docs", docs, include_in_schema=False)


def openapi_document(app: FastAPI, *, with_keys: bool) -> JsonObject:
    """Return the OpenAPI document of a service that has keys, or none."""
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _complete(path, operation, with_keys=with_keys)
    components = document["components"]
    for name in _REPLACED:
        components["schemas"].pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"].update(problem.pop("$defs"))
    components["schemas"]["Problem"] = problem
    if with_keys:
        components["securitySchemes"] = {"key": _KEY}
    return document


def _complete(path: str, operation: JsonObject, *, with_keys: bool) -> None:
    """Add what holds for every path: keys, rates and a store that may be away."""
    responses = operation["responses"]
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]  # nothing but text in the path: it cannot fail
    if path in OPEN_PATHS:
        return
    everywhere = problems(401, 403, 429, 503) if with_keys else problems(403, 503)
    if "requestBody" in operation:
        everywhere |= problems(408)
    responses.update({str(status): described for status, described in everywhere.items()})
    operation["responses"] = dict(sorted(responses.items()))
    if with_keys:
        operation["security"] = [{"key": []}]
