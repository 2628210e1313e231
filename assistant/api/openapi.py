"""The application -> its OpenAPI document and the human docs at /docs."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from assistant.api.pages import PAGE_HEADERS, page
from assistant.api.problems import Problem
from assistant.api.reference import as_html

# What FastAPI documents for wrong fields by itself; ours are problems.
_REPLACED = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Serve the OpenAPI document with our problems in it, and /docs without any script."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _schema(app)
        return app.openapi_schema

    def docs() -> HTMLResponse:
        return HTMLResponse(page(app.title, as_html(app.openapi())), headers=PAGE_HEADERS)

    app.openapi = openapi  # type: ignore[method-assign]
    app.add_api_route("/docs", docs, include_in_schema=False)


def _schema(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )
    schemas = schema["components"]["schemas"]
    for methods in schema["paths"].values():
        for operation in methods.values():
            if "HTTPValidationError" in str(operation["responses"].get("422")):
                del operation["responses"]["422"]  # nothing but text in the path: it cannot fail
    for name in _REPLACED:
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    return schema
