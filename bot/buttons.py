"""The buttons under an answer, and what each carries back when it is pressed; pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.types import Answer, Citation
from bot.mrkdwn import cut, literal

FEEDBACK = "golden_thread_feedback"
PASSAGE = "golden_thread_passage"
EVIDENCE = "golden_thread_evidence"
WHOLE = "golden_thread_whole"
SHARE = "golden_thread_share"
PRIVATELY = "golden_thread_privately"
COMMENT = "golden_thread_comment"
CHECK = "golden_thread_check"

# Slack's limit of a button's value.
VALUE_CHARACTERS = 2_000
PASSAGE_BUTTONS = 10

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that a button opens."""

    document_id: str
    version: str
    start: int
    end: int

    def to_value(self) -> str:
        """Return what the button carries."""
        return json.dumps([self.document_id, self.version, self.start, self.end])

    @classmethod
    def of(cls, value: str) -> Span:
        """Return the passage of a button; ValueError when there is none in it."""
        document_id, version, start, end = json.loads(value)
        return cls(str(document_id), str(version), int(start), int(end))


def answer_buttons(
    answer: Answer, question: str, *, opens_links: bool, private: bool, is_cut: bool
) -> list[Block]:
    """Return the rows of buttons for an answer that was given to a question."""
    carried = cut(literal(question), VALUE_CHARACTERS)
    row: list[Block] = []
    if not opens_links:
        row += _passage_buttons(answer.citations or answer.nearest)
    if is_cut and answer.id:
        row.append(button(WHOLE, "The whole answer", answer.id))
    row.append(button(EVIDENCE, "More evidence", carried))
    if private and answer.status != "not_found":
        row.append(button(SHARE, "Share in the channel", carried))
    blocks = [{"type": "actions", "elements": row}]
    return [*blocks, feedback_buttons(answer.id)] if answer.id else blocks


def feedback_buttons(answer_id: str) -> Block:
    """Return Slack's own two buttons of judgement."""

    def choice(word: str, *, helpful: bool) -> Block:
        value = json.dumps([answer_id, helpful])
        label = {"type": "plain_text", "text": word}
        return {"text": label, "value": value, "accessibility_label": f"This was {word.lower()}"}

    element = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": choice("Helpful", helpful=True),
        "negative_button": choice("Not helpful", helpful=False),
    }
    return {"type": "context_actions", "elements": [element]}


def button(action_id: str, label: str, value: str) -> Block:
    """Return one button."""
    text = {"type": "plain_text", "text": label, "emoji": False}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def _passage_buttons(citations: Sequence[Citation]) -> list[Block]:
    return [
        button(f"{PASSAGE}_{number}", f"Open [{citation.number}]", _span(citation).to_value())
        for number, citation in enumerate(citations[:PASSAGE_BUTTONS])
    ]


def _span(citation: Citation) -> Span:
    locator = citation.locator
    return Span(locator.document_id, locator.version, locator.start, locator.end)
