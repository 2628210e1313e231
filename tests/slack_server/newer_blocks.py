"""The limits of Slack's newer blocks and of the chunks of a stream; pure."""

from __future__ import annotations

from typing import Any

from tests.slack_server.problems import Problems
from tests.slack_server.workspace import Json

TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 100, 20, 10_000
TASK_STATUSES = ("pending", "in_progress", "complete", "error")
ALERT_LEVELS = ("default", "info", "warning", "error", "success")
CHUNKS = ("markdown_text", "task_update", "plan_update", "blocks")


def check_table(problems: Problems, block: Json, here: str) -> None:
    rows = block.get("rows")
    problems.filled(rows, f"{here}/rows")
    problems.items(rows, TABLE_ROWS, f"{here}/rows")
    size = 0
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        problems.filled(row, f"{here}/rows/{number}")
        problems.items(row, TABLE_COLUMNS, f"{here}/rows/{number}")
        for at, cell in enumerate(row if isinstance(row, list) else []):
            size += _check_cell(problems, cell, f"{here}/rows/{number}/{at}")
    if size > TABLE_CHARACTERS:
        problems.add(f"over {TABLE_CHARACTERS} characters in all cells", f"{here}/rows")


def check_alert(problems: Problems, block: Json, here: str) -> None:
    problems.one_of(block.get("level", "default"), ALERT_LEVELS, f"{here}/level")
    problems.text(block.get("text"), 3000, f"{here}/text", required=True)


def check_card(problems: Problems, block: Json, here: str) -> None:
    problems.text(block.get("title"), 150, f"{here}/title")
    problems.text(block.get("body"), 200, f"{here}/body")


def check_carousel(problems: Problems, block: Json, here: str) -> None:
    problems.filled(block.get("elements"), f"{here}/elements")
    problems.items(block.get("elements"), 10, f"{here}/elements")


def check_container(problems: Problems, block: Json, here: str) -> None:
    problems.items(block.get("child_blocks"), 10, f"{here}/child_blocks")


def check_task(problems: Problems, block: Json, here: str) -> None:
    for name in ("id" if "id" in block else "task_id", "title"):
        problems.present(block.get(name), name, here)
        problems.length(block.get(name), 255, f"{here}/{name}")
    problems.one_of(block.get("status", "pending"), TASK_STATUSES, f"{here}/status")


def check_plan(problems: Problems, block: Json, here: str) -> None:
    problems.present(block.get("title"), "title", here)


def check_chunks(chunks: Any, pointer: str = "/chunks") -> list[str]:
    """The chunks of a stream, but for the blocks in them."""
    problems = Problems()
    if not isinstance(chunks, list):
        problems.add("must be an array", pointer)
        return problems
    for number, chunk in enumerate(chunks):
        here = f"{pointer}/{number}"
        kind = chunk.get("type") if isinstance(chunk, dict) else None
        problems.one_of(kind, CHUNKS, f"{here}/type")
        if kind == "markdown_text":
            problems.present(chunk.get("text"), "text", here)
        elif kind == "task_update":
            check_task(problems, chunk, here)
        elif kind == "plan_update":
            check_plan(problems, chunk, here)
    return problems


def _check_cell(problems: Problems, cell: Any, here: str) -> int:
    """Check a cell; return its characters. An empty one is refused: a dash says that it is."""
    kind = cell.get("type") if isinstance(cell, dict) else None
    problems.one_of(kind, ("raw_text", "raw_number", "rich_text"), f"{here}/type")
    if kind == "raw_text":
        problems.present(cell.get("text"), "text", here)
        return len(str(cell.get("text") or ""))
    return len(str(cell.get("value", ""))) if isinstance(cell, dict) else 0
