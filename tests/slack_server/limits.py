"""Slack's documented limits for messages, blocks and views, as pure checks.

Each check returns messages in the form that Slack uses in response_metadata.messages; an empty
list means that the input is acceptable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.slack_server.newer_blocks import (
    check_alert,
    check_card,
    check_carousel,
    check_container,
    check_plan,
    check_table,
    check_task,
)
from tests.slack_server.problems import Problems
from tests.slack_server.workspace import Json

TEXT_MAX = 40_000
MARKDOWN_MAX = 12_000
# Not documented; measured by others on messages of several blocks.
MESSAGE_CHARACTERS_MAX = 13_000
MESSAGE_BLOCKS_MAX = 50
VIEW_BLOCKS_MAX = 100
ACTION_BLOCKS = ("actions", "context_actions")


def check_blocks(blocks: Any, surface: str = "message", pointer: str = "/blocks") -> list[str]:
    """`surface` is "message", "modal" or "home"."""
    problems = Problems()
    if not isinstance(blocks, list):
        problems.add("must be an array", pointer)
        return problems
    maximum = MESSAGE_BLOCKS_MAX if surface == "message" else VIEW_BLOCKS_MAX
    problems.items(blocks, maximum, pointer)
    seen_ids: set[str] = set()
    for index, block in enumerate(blocks):
        here = f"{pointer}/{index}"
        if not isinstance(block, dict) or block.get("type") not in _CHECKS:
            kind = block.get("type") if isinstance(block, dict) else block
            problems.add(f"unsupported type: {kind}", f"{here}/type")
            continue
        _check_block_id(problems, block, seen_ids, here)
        _CHECKS[block["type"]](problems, block, here)
    if surface == "message" and characters(blocks) > MESSAGE_CHARACTERS_MAX:
        problems.add(f"over {MESSAGE_CHARACTERS_MAX} characters in all", pointer)
    return problems


def characters(value: Any) -> int:
    """The characters of all texts in blocks together."""
    if isinstance(value, dict):
        own = value["text"] if isinstance(value.get("text"), str) else ""
        return len(own) + sum(characters(v) for v in value.values() if not isinstance(v, str))
    return sum(map(characters, value)) if isinstance(value, list) else 0


def markdown_length(blocks: Any) -> int:
    """The characters in all markdown blocks together; Slack limits the sum to 12,000."""
    found = blocks if isinstance(blocks, list) else []
    return sum(
        len(str(block.get("text", "")))
        for block in found
        if isinstance(block, dict) and block.get("type") == "markdown"
    )


def check_view(view: Any, surfaces: tuple[str, ...] = ("modal",)) -> list[str]:
    problems = Problems()
    if not isinstance(view, dict) or view.get("type") not in surfaces:
        problems.add(f"must be one of {', '.join(surfaces)}", "/view/type")
        return problems
    is_modal = view["type"] == "modal"
    for name in ("title", "submit", "close"):
        required = name == "title" and is_modal
        problems.text(view.get(name), 24, f"/view/{name}", required=required, plain=True)
    blocks = view.get("blocks")
    problems.extend(check_blocks(blocks, view["type"], "/view/blocks"))
    inputs = [b for b in blocks or [] if isinstance(b, dict) and b.get("type") == "input"]
    if is_modal and inputs and not view.get("submit"):
        problems.add("submit is required when an input block is used", "/view/submit")
    problems.length(view.get("private_metadata"), 3000, "/view/private_metadata")
    problems.length(view.get("callback_id"), 255, "/view/callback_id")
    problems.length(view.get("external_id"), 255, "/view/external_id")
    return problems


def _check_block_id(problems: Problems, block: Json, seen: set[str], here: str) -> None:
    if "block_id" not in block:
        return
    problems.length(block["block_id"], 255, f"{here}/block_id")
    if block["block_id"] in seen:
        problems.add("block_id already exists", f"{here}/block_id")
    seen.add(block["block_id"])


def _check_section(problems: Problems, block: Json, here: str) -> None:
    problems.present(block.get("text") or block.get("fields"), "text or fields", here)
    problems.text(block.get("text"), 3000, f"{here}/text")
    problems.items(block.get("fields"), 10, f"{here}/fields")
    for index, item in enumerate(block.get("fields") or []):
        problems.text(item, 2000, f"{here}/fields/{index}")
    if block.get("accessory"):
        _check_element(problems, block["accessory"], f"{here}/accessory")


def _check_header(problems: Problems, block: Json, here: str) -> None:
    problems.text(block.get("text"), 150, f"{here}/text", required=True, plain=True)


def _check_context(problems: Problems, block: Json, here: str) -> None:
    problems.filled(block.get("elements"), f"{here}/elements")
    problems.items(block.get("elements"), 10, f"{here}/elements")
    for index, item in enumerate(block.get("elements") or []):
        if isinstance(item, dict) and item.get("type") != "image":
            problems.text(item, 3000, f"{here}/elements/{index}")


def _check_actions(problems: Problems, block: Json, here: str) -> None:
    problems.filled(block.get("elements"), f"{here}/elements")
    kind = block["type"]
    maximum = 25 if kind == "actions" else 5
    problems.items(block.get("elements"), maximum, f"{here}/elements")
    ids: set[str] = set()
    for index, item in enumerate(block.get("elements") or []):
        _check_element(problems, item, f"{here}/elements/{index}")
        found = item if isinstance(item, dict) else {}
        problems.one_of(found.get("type"), _ELEMENTS[kind], f"{here}/elements/{index}/type")
        problems.present(found.get("action_id"), "action_id", f"{here}/elements/{index}")
        action_id = str(found.get("action_id"))
        if action_id in ids:
            problems.add("action_id already exists", f"{here}/elements/{index}/action_id")
        ids.add(action_id)


def _check_image(problems: Problems, block: Json, here: str) -> None:
    problems.length(block.get("image_url"), 3000, f"{here}/image_url")
    problems.length(block.get("alt_text"), 2000, f"{here}/alt_text")
    problems.present("alt_text" in block, "alt_text", here)
    problems.present(block.get("image_url") or block.get("slack_file"), "image_url", here)


def _check_input(problems: Problems, block: Json, here: str) -> None:
    problems.text(block.get("label"), 2000, f"{here}/label", required=True, plain=True)
    problems.text(block.get("hint"), 2000, f"{here}/hint")
    _check_element(problems, block.get("element"), f"{here}/element")


def _check_markdown(problems: Problems, block: Json, here: str) -> None:
    problems.present(isinstance(block.get("text"), str) and block["text"], "text", here)
    problems.length(block.get("text"), MARKDOWN_MAX, f"{here}/text")


def _check_rich_text(problems: Problems, block: Json, here: str) -> None:
    problems.filled(block.get("elements"), f"{here}/elements")
    for index, element in enumerate(block.get("elements") or []):
        _check_rich_element(problems, element, f"{here}/elements/{index}")


def _check_rich_element(problems: Problems, element: Any, here: str) -> None:
    kind = element.get("type") if isinstance(element, dict) else None
    if kind == "rich_text_list":
        problems.one_of(element.get("style"), ("bullet", "ordered"), f"{here}/style")
        problems.filled(element.get("elements"), f"{here}/elements")
        for index, item in enumerate(element.get("elements") or []):
            _check_rich_element(problems, item, f"{here}/elements/{index}")
        return
    if kind not in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
        problems.add(f"unsupported rich text element: {kind}", here)
        return
    problems.filled(element.get("elements"), f"{here}/elements")
    for index, run in enumerate(element.get("elements") or []):
        _check_run(problems, run, f"{here}/elements/{index}")


def _check_run(problems: Problems, run: Json, here: str) -> None:
    if set(run.get("style") or {}) - {"bold", "italic", "strike", "code"}:
        problems.add("unknown style", f"{here}/style")
    problems.one_of(run.get("type"), ("text", "link", "emoji", "user"), f"{here}/type")
    if run.get("type") == "link":
        problems.present(str(run.get("url", "")).startswith("http"), "url", here)
        problems.length(run.get("url"), 3000, f"{here}/url")
    elif run.get("type") == "text":
        problems.length(run.get("text"), MESSAGE_CHARACTERS_MAX, here, 1)


def _check_divider(problems: Problems, block: Json, here: str) -> None:
    extra = set(block) - {"type", "block_id"}
    if extra:
        problems.add(f"unexpected: {', '.join(sorted(extra))}", here)


# Blocks that are not here the bot never sends: their limits are not known well enough to check.
_CHECKS: dict[str, Callable[[Problems, Json, str], None]] = {
    "section": _check_section, "header": _check_header, "context": _check_context,
    "actions": _check_actions, "context_actions": _check_actions, "image": _check_image,
    "input": _check_input, "markdown": _check_markdown, "rich_text": _check_rich_text,
    "divider": _check_divider, "alert": check_alert, "card": check_card,
    "carousel": check_carousel, "container": check_container, "plan": check_plan,
    "table": check_table, "task_card": check_task,
}  # fmt: skip
# What may stand in a row of buttons, and in a row of judgements.
_ELEMENTS = {
    "actions": (
        "button", "checkboxes", "datepicker", "overflow", "radio_buttons", "static_select",
        "users_select", "channels_select", "conversations_select", "timepicker",
    ),
    "context_actions": ("feedback_buttons", "icon_button"),
}  # fmt: skip


def _check_element(problems: Problems, element: Any, here: str) -> None:
    if not isinstance(element, dict) or not element.get("type"):
        problems.add("must be a block element", here)
        return
    problems.length(element.get("action_id"), 255, f"{here}/action_id")
    if element["type"] == "button":
        problems.text(element.get("text"), 75, f"{here}/text", required=True, plain=True)
        problems.length(element.get("value"), 2000, f"{here}/value")
        problems.length(element.get("url"), 3000, f"{here}/url")
    elif element["type"] == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            button = element.get(name) or {}
            problems.text(button.get("text"), 75, f"{here}/{name}/text", required=True, plain=True)
            problems.present(button.get("value"), "value", f"{here}/{name}")
            problems.length(button.get("value"), 2000, f"{here}/{name}/value")
            problems.length(button.get("accessibility_label"), 75, f"{here}/{name}")
    if "placeholder" in element:
        problems.text(element["placeholder"], 150, f"{here}/placeholder", plain=True)
