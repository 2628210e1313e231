"""A message or view of the bot -> what a person reads in Slack, as plain text; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.slack_server.workspace import Json


def as_read(shown: Json) -> str:
    """Return a message's or a view's blocks as lines; its text when it has no blocks."""
    title = shown.get("title")
    lines = [f"== {title['text']} =="] if isinstance(title, dict) else []
    lines += [_BLOCKS.get(block["type"], _unknown)(block) for block in shown.get("blocks") or []]
    lines += [f"FILE {file['name']}" for file in shown.get("files") or []]
    for name in ("submit", "close"):
        if isinstance(shown.get(name), dict):
            lines.append(f"[ {shown[name]['text']} ]")
    return "\n".join(lines) or str(shown.get("text") or "")


def _rich_text(block: Json) -> str:
    return "\n".join(map(_rich_element, block["elements"]))


def _rich_element(element: Json) -> str:
    match element["type"]:
        case "rich_text_list":
            return "\n".join(f"  • {_runs(item['elements'])}" for item in element["elements"])
        case "rich_text_quote":
            return "\n".join(f"  | {line}" for line in _runs(element["elements"]).split("\n"))
        case _:
            return _runs(element["elements"]).rstrip("\n")


def _runs(runs: Sequence[Json]) -> str:
    return "".join(map(_run, runs))


def _run(run: Json) -> str:
    text = str(run.get("text") or run.get("url") or run.get("type"))
    if run["type"] == "link":
        return f"{text} <{run['url']}>"
    return f"*{text.strip()}*" if (run.get("style") or {}).get("bold") else text


def _elements(block: Json) -> str:
    return " ".join(map(_element, block["elements"]))


def _element(element: Json) -> str:
    match element["type"]:
        case "button":
            return f"[ {element['text']['text']} ]"
        case "feedback_buttons":
            buttons = (element["positive_button"], element["negative_button"])
            return f"( {' | '.join(button['text']['text'] for button in buttons)} )"
        case _:
            return str(element.get("text") or element["type"])


def _table(block: Json) -> str:
    return "\n".join(" | ".join(str(cell.get("text")) for cell in row) for row in block["rows"])


def _unknown(block: Json) -> str:
    return f"<{block['type']}>"


_BLOCKS: dict[str, Callable[[Any], str]] = {
    "rich_text": _rich_text,
    "actions": _elements,
    "context_actions": _elements,
    "context": lambda block: f"  ({_elements(block)})",
    "header": lambda block: f"# {block['text']['text']}",
    "markdown": lambda block: str(block["text"]),
    "section": lambda block: str(block["text"]["text"]),
    "input": lambda block: f"{block['label']['text']} [__________]",
    "divider": lambda _block: "-----",
    "table": _table,
}
