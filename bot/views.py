"""Modals and the App Home, as Slack shows them; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.types import KINDS, Document, DocumentText, Kind, SearchResult
from bot.blocks import Block, context, paragraphs, rich_text, run, section, where_stands
from bot.buttons import COMMENT, Span
from bot.mrkdwn import cut
from bot.words import EXAMPLES, HELP

# How much of the document stands around a passage that is opened.
AROUND_CHARACTERS = 600
PASSAGE_CHARACTERS = 1_200
LISTED_DOCUMENTS = 60
_BLANK_LINES = re.compile(r"\n\s*\n")
_KIND_HEADINGS: Mapping[Kind, str] = {
    "vision": "Visions",
    "strategy": "Strategies",
    "board": "Board papers",
    "other": "Others",
}


def modal(title: str, blocks: Sequence[Block]) -> Block:
    """Return a modal that only shows something."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": cut(title, 24)},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": list(blocks),
    }


def message_modal(title: str, text: str) -> Block:
    """Return a modal of the bot's own words."""
    return modal(title, [rich_text(paragraphs(text))])


def passage_modal(found: DocumentText, span: Span) -> Block:
    """Return the modal of one passage, with what stands around it."""
    before = _end_of(found.text[: span.start])
    after = cut(found.text[span.end :], AROUND_CHARACTERS)
    quote = cut(found.text[span.start : span.end], 3 * PASSAGE_CHARACTERS)
    around = [run(before)] if before else [], [run(after)] if after else []
    runs = [*around[0], run(quote or " ", bold=True), *around[1]]
    heading = rich_text([section([run(found.document.title, bold=True)])])
    notes = []
    if found.version != found.document.version:
        notes = [context("The document has changed since; this is the text that was quoted.")]
    return modal("Passage", [heading, *notes, rich_text([section(runs)])])


def evidence_modal(results: Sequence[SearchResult]) -> Block:
    """Return the modal of more passages for a question."""
    if not results:
        return message_modal("More evidence", "There are no more passages on this.")
    blocks: list[Block] = []
    for result in results:
        where = where_stands(result.locator)
        runs = [run(f"{result.rank}. {result.locator.title}", bold=True)]
        text = cut(_BLANK_LINES.sub("\n", result.text), PASSAGE_CHARACTERS)
        quote = {"type": "rich_text_quote", "elements": [run(text or " ")]}
        blocks.append(
            rich_text([section([*runs, *([run(f" · {where}")] if where else [])]), quote])
        )
    return modal("More evidence", blocks)


def _end_of(text: str) -> str:
    """Return the end of a text, from a line or at least a word on."""
    if len(text) <= AROUND_CHARACTERS:
        return text
    end = text[-AROUND_CHARACTERS:]
    starts = [at + 1 for at in (end.find("\n"), end.find(" ")) if 0 <= at < AROUND_CHARACTERS // 2]
    return "…" + end[starts[0] if starts else 0 :]


def comment_modal(answer_id: str) -> Block:
    """Return the modal that asks what was wrong with an answer."""
    entry = {"type": "plain_text_input", "action_id": "comment", "multiline": True}
    return {
        **modal("What was missing?", []),
        "callback_id": COMMENT,
        "private_metadata": answer_id,
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": "comment",
                "optional": True,
                "label": {"type": "plain_text", "text": "What should the answer have said?"},
                "element": entry,
            }
        ],
    }


def home_view(documents: Sequence[Document]) -> Block:
    """Return the App Home of a person who may read these documents."""
    blocks = [_header("What I do"), rich_text(paragraphs(HELP)), _header("Ask, for example")]
    blocks.append(rich_text(paragraphs("\n".join(f"- {example}" for example in EXAMPLES))))
    readable = [document for document in documents if document.reading != "refused"]
    blocks.append(_header(f"What I read for you: {_counted(len(readable))}"))
    blocks.append(rich_text(_by_kind(readable[:LISTED_DOCUMENTS])))
    if len(readable) > LISTED_DOCUMENTS:
        blocks.append(context(f"and {len(readable) - LISTED_DOCUMENTS} more"))
    return {"type": "home", "blocks": blocks}


def _by_kind(documents: Sequence[Document]) -> list[Block]:
    elements: list[Block] = []
    for kind in KINDS:
        lines = [f"- {_titled(document)}" for document in documents if document.kind == kind]
        if lines:
            elements += [section([run(f"{_KIND_HEADINGS[kind]}\n", bold=True)])]
            elements += paragraphs("\n".join(lines))
    return elements or paragraphs("None yet.")


def _titled(document: Document) -> str:
    status = document.status if document.status != "approved" else None
    about = ", ".join(part for part in (document.date, status) if part)
    return cut(document.title, 150) + (f" ({about})" if about else "")


def _counted(number: int) -> str:
    return f"{number} document" + ("" if number == 1 else "s")


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}
