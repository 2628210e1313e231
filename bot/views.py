"""Modals and the App Home, as Slack shows them; pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Document, DocumentText, SearchResult
from bot.blocks import Block, context, paragraphs, rich_text, run, section
from bot.buttons import COMMENT, Span
from bot.mrkdwn import cut
from bot.words import EXAMPLES, HELP

# How much of the document stands around a passage that is opened.
AROUND_CHARACTERS = 600
PASSAGE_CHARACTERS = 1_200
LISTED_DOCUMENTS = 60


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
    before = found.text[max(0, span.start - AROUND_CHARACTERS) : span.start]
    after = found.text[span.end : span.end + AROUND_CHARACTERS]
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
        where = " › ".join(result.locator.section[-2:])
        runs = [run(f"{result.rank}. {result.locator.title}", bold=True)]
        quote = {
            "type": "rich_text_quote",
            "elements": [run(cut(result.text, PASSAGE_CHARACTERS) or " ")],
        }
        blocks.append(
            rich_text([section([*runs, *([run(f" · {where}")] if where else [])]), quote])
        )
    return modal("More evidence", blocks)


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
    lines = [f"- {_titled(document)}" for document in readable[:LISTED_DOCUMENTS]]
    if len(readable) > LISTED_DOCUMENTS:
        lines.append(f"and {len(readable) - LISTED_DOCUMENTS} more")
    blocks.append(rich_text(paragraphs("\n".join(lines) or "None yet.")))
    return {"type": "home", "blocks": blocks}


def _titled(document: Document) -> str:
    about = ", ".join(part for part in (document.kind, document.date or "") if part)
    return f"{cut(document.title, 150)} ({about})"


def _counted(number: int) -> str:
    return f"{number} document" + ("" if number == 1 else "s")


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}
