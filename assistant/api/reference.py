"""An OpenAPI document -> the reference that people read, in Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markdown_it import MarkdownIt

from assistant.api.problems import TROUBLES

JsonObject = dict[str, Any]


def as_html(openapi: JsonObject) -> str:
    """Return the reference as the body of a page."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(as_markdown(openapi))
    for trouble in TROUBLES.values():
        html = html.replace(f"<code>{trouble.name}</code>", _anchor(trouble.name), 1)
    return str(html)


def as_markdown(openapi: JsonObject) -> str:
    """Return the reference as Markdown."""
    lines = [f"# {openapi['info']['title']}: the HTTP service", "", openapi["info"]["summary"], ""]
    lines += ["The OpenAPI document is at [/openapi.json](/openapi.json).", "", "## Paths", ""]
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
    for status, trouble in TROUBLES.items():
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
