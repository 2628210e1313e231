"""The Slack of the tests refuses what Slack would: without this, no test of a payload counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack_server.limits import check_blocks, check_view
from tests.slack_server.newer_blocks import check_chunks

RUN = {"type": "text", "text": "x"}
TEXT = {"type": "plain_text", "text": "words"}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": TEXT, **more}


def actions(*elements: Any, kind: str = "actions") -> list[dict[str, Any]]:
    return [{"type": kind, "elements": list(elements)}]


def rich(*elements: Any) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "elements": list(elements)}]


def section(*runs: Any) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(runs)}


def table(rows: int, columns: int, text: str = "x") -> list[dict[str, Any]]:
    cell = {"type": "raw_text", "text": text}
    return [{"type": "table", "rows": [[cell] * columns] * rows}]


def feedback(**more: Any) -> dict[str, Any]:
    choice = {"text": TEXT, "value": "v", **more}
    return {
        "type": "feedback_buttons", "action_id": "f",
        "positive_button": choice, "negative_button": choice,
    }  # fmt: skip


GOOD: list[Any] = [
    [{"type": "section", "text": TEXT}],
    [{"type": "header", "text": TEXT}],
    [{"type": "context", "elements": [TEXT]}],
    [{"type": "markdown", "text": "# words"}],
    [{"type": "divider"}],
    actions(button(), button(action_id="b", value="v" * 2000)),
    actions(feedback(), kind="context_actions"),
    rich(section({"type": "text", "text": "x", "style": {"bold": True}})),
    rich({"type": "rich_text_list", "style": "bullet", "elements": [section(RUN)]}),
    table(100, 20),
]  # fmt: skip

BAD: list[Any] = [
    "no list",
    [{"type": "poll"}],
    [{"type": "divider"}] * 51,
    [{"type": "section"}],
    [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}],
    [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    [{"type": "context", "elements": [TEXT] * 11}],
    [{"type": "context", "elements": []}],
    [{"type": "markdown", "text": "x" * 12_001}],
    [{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}],
    actions(),
    actions(*(button(action_id=str(n)) for n in range(26))),
    actions(button(), button()),
    actions(button(action_id="a" * 256)),
    actions({"type": "button", "text": TEXT}),
    actions(button(value="v" * 2001)),
    actions(button(text={"type": "plain_text", "text": "x" * 76})),
    actions(button(url="https://" + "x" * 3000)),
    actions(feedback()),
    actions(button(), kind="context_actions"),
    actions(feedback(value="v" * 2001), kind="context_actions"),
    actions(feedback(text={"type": "mrkdwn", "text": "x"}), kind="context_actions"),
    actions(*(feedback(action_id=str(n)) for n in range(6)), kind="context_actions"),
    rich(),
    rich(section()),
    rich(section({"type": "text", "text": ""})),
    rich(section({"type": "link", "url": "javascript:x"})),
    rich(section({"type": "text", "text": "x", "style": {"blink": True}})),
    rich({"type": "rich_text_list", "elements": [section(RUN)]}),
    rich(section({"type": "text", "text": "x" * 13_001})),
    table(101, 2),
    table(2, 21),
    table(2, 2, ""),
    table(100, 11, "x" * 10),
    [{"type": "alert", "text": TEXT, "level": "loud"}],
    [{"type": "card", "title": {"type": "plain_text", "text": "x" * 151}}],
    [{"type": "carousel", "elements": [{}] * 11}],
    [{"type": "task_card", "task_id": "1", "title": "t", "status": "lost"}],
]


@pytest.mark.parametrize("number", range(len(GOOD)))
def test_what_slack_takes_is_taken(number: int) -> None:
    assert check_blocks(GOOD[number]) == []


@pytest.mark.parametrize("number", range(len(BAD)))
def test_what_slack_refuses_is_refused(number: int) -> None:
    assert check_blocks(BAD[number])


@pytest.mark.parametrize(
    "view",
    [
        {"type": "home", "blocks": []},
        {"type": "modal", "blocks": []},
        {"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": []},
        {"type": "modal", "title": TEXT, "blocks": [{"type": "divider"}] * 101},
        {"type": "modal", "title": TEXT, "blocks": [], "private_metadata": "x" * 3001},
        {"type": "modal", "title": TEXT, "blocks": [{"type": "input", "label": TEXT}]},
    ],
    ids=lambda view: str(len(str(view))),
)  # fmt: skip
def test_a_modal_that_slack_refuses_is_refused(view: Any) -> None:
    assert check_view(view)


@pytest.mark.parametrize(
    "chunks",
    [
        {},
        [{"type": "text", "text": "x"}],
        [{"type": "markdown_text", "text": ""}],
        [{"type": "task_update", "id": "1", "status": "complete"}],
        [{"type": "task_update", "id": "1", "title": "t", "status": "done"}],
    ],
    ids=str,
)
def test_a_chunk_that_slack_refuses_is_refused(chunks: Any) -> None:
    assert check_chunks(chunks)
