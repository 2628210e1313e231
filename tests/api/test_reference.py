"""docs/reference/http.md is what `make docs` writes, and says all that OpenAPI says."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from assistant.api.openapi import openapi_document
from assistant.api.reference import as_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "http.md"


def test_the_page_is_up_to_date(app: FastAPI) -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(openapi_document(app, with_keys=True))


def test_every_field_and_parameter_is_explained_or_plain(app: FastAPI) -> None:
    document = openapi_document(app, with_keys=True)

    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert operation["description"], (method, path)
            assert "401" in operation["responses"] or path in {"/healthz", "/readyz"}
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description") or name.startswith("Body_"), name
