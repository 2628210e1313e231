"""An OpenAPI document -> the reference that people read, in Markdown or HTML."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from assistant.api.problems import TROUBLES, UNREADABLE
from assistant.assistant import Assistant
from assistant.errors import IndexMissingError
from assistant.settings import Settings

JsonObject = dict[str, Any]

HEAD = """\
The OpenAPI document is at `/openapi.json`, this page at `/docs` of a running service; `make docs`
writes it. Start with the [tutorial](../tutorial.md).

**Keys.** As long as no key was made, the service listens on this machine only and everyone on it
reads what is `public`, adds and withdraws; what people asked is shown to nobody. From the first
`golden-thread keys create` on, every request carries `Authorization: Bearer KEY` (a browser may
send the key as a password). A key has audiences (what it may read) and a role: `read` asks and
reads, `write` also decides on findings, `administer` also adds and withdraws documents and reads
the records. A document that a key may not read does not exist for it. `audiences` in a request
narrows what it reads, never widens it.

**Headers.** `X-Request-ID` goes in and comes out, and stands in the log. `Idempotency-Key` on a
POST makes it safe to send again for a day. Documents carry an `ETag`; send it as `If-None-Match`.
`X-On-Behalf-Of` names the person that a key asks for, so that their records can be erased
(`golden-thread records purge --person NAME`). A request over its rate gets 429 with
`Retry-After`.

**Also.** `/mcp` offers the tools `ask`, `search`, `golden_thread`, `check_draft`,
`read_document` and `list_documents` by the Model Context Protocol (streamable HTTP;
`golden-thread mcp` for standard input). Chat front ends that speak to OpenAI's API take `/v1` as
their base address.

**Errors** are `application/problem+json`: `type` says which kind (see [Problems](#problems)),
`detail` what happened, `remedy` what to do, `errors` which fields, `reference` what to quote in a
report. 503 comes with `Retry-After`: no index yet, a store that is away, or a paper withdrawn under
a request that was reading it."""


def as_html(openapi: JsonObject) -> str:
    """Return the reference as the body of a page."""
    page = as_markdown(openapi).replace("](../tutorial.md)", "](/)")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(page)
    # A table that is wider than a phone scrolls by itself.
    html = html.replace("<table>", '<div class="wide"><table>')
    html = html.replace("</table>", "</table></div>")
    for trouble in (*TROUBLES.values(), UNREADABLE):
        html = html.replace(f"<code>{trouble.name}</code>", _anchor(trouble.name), 1)
    return str(html)


def as_markdown(openapi: JsonObject) -> str:
    """Return the reference as Markdown."""
    lines = [f"# {openapi['info']['title']}: the HTTP service", "", openapi["info"]["summary"], ""]
    lines += [HEAD, "", "## Paths", ""]
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            lines += _operation(method.upper(), path, operation)
    lines += ["## Shapes", ""]
    for name, schema in sorted(openapi["components"]["schemas"].items()):
        lines += _shape(name, schema)
    return "\n".join([*lines, *_problems()]) + "\n"


def _operation(method: str, path: str, operation: JsonObject) -> Iterable[str]:
    yield from (f"### {method} {path}", "", operation.get("description", ""), "")
    parameters = operation.get("parameters", [])
    if parameters:
        yield from ("| parameter | in | type | |", "| --- | --- | --- | --- |")
        for parameter in parameters:
            yield (
                f"| `{parameter['name']}` | {parameter['in']} | {_type(parameter['schema'])} "
                f"| {_cell(parameter.get('description', ''))} |"
            )
        yield ""
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield from (f"Body ({media_type}): {_type(content.get('schema', {}))}", "")
    yield from ("| status | |", "| --- | --- |")
    for status, response in operation["responses"].items():
        yield f"| {status} | {_response(response)} |"
    yield ""


def _response(response: JsonObject) -> str:
    shapes = {_type(content.get("schema", {})) for content in response.get("content", {}).values()}
    return _cell(
        f"{response['description']} ({', '.join(sorted(shapes))})"
        if shapes
        else response["description"]
    )


def _shape(name: str, schema: JsonObject) -> Iterable[str]:
    yield from (f"### {name}", "", schema.get("description", ""), "")
    if "properties" not in schema:
        return
    required = schema.get("required", [])
    yield from ("| field | type | |", "| --- | --- | --- |")
    for field, details in schema["properties"].items():
        meaning = _cell(details.get("description", ""))
        optional = "" if field in required else "optional; "
        yield f"| `{field}` | {_type(details)} | {optional}{meaning} |"
    yield ""


def _problems() -> Iterable[str]:
    yield from ("## Problems", "", "| type | status | title | what to do |")
    yield "| --- | --- | --- | --- |"
    for status, trouble in sorted([*TROUBLES.items(), (422, UNREADABLE)], key=lambda one: one[0]):
        yield f"| `{trouble.name}` | {status} | {trouble.title} | {_cell(trouble.remedy)} |"


def _type(schema: JsonObject) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " or ".join(f"`{choice}`" for choice in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(choice) for choice in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("type", "any"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _anchor(name: str) -> str:
    return f'<code id="{name}">{name}</code>'


def main() -> None:
    """Write docs/reference/http.md below the working folder."""
    # Here, since the application itself shows its reference at /docs.
    from assistant.api.app import create_app
    from assistant.api.openapi import openapi_document

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(records_path=Path(folder) / "records.sqlite")
        app = create_app(_no_index, settings)
        page = as_markdown(openapi_document(app, with_keys=True))
    Path("docs/reference/http.md").write_text(page, encoding="utf-8")


def _no_index() -> Assistant:
    raise IndexMissingError("The reference needs no index.")


if __name__ == "__main__":
    main()
