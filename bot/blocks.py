"""Answer -> what Slack shows: blocks that carry no markup of Slack's, and a plain text; pure.

All words of documents stand in rich_text elements, which show text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from assistant.types import Answer, Citation, Locator, Statement, is_reworded
from bot.buttons import answer_buttons
from bot.mrkdwn import cut, escape, literal, markdown
from bot.words import CONFLICT, DISAGREE, NEAREST, SOURCES, UNDERSTOOD

# Slack refuses a message of about 13,000 characters in all, and cuts a text of over 4,000.
ANSWER_CHARACTERS = 4_000
SHOWN_SOURCES = 10
QUOTE_CHARACTERS = 240
# With many sources each is shorter, so that a message holds them.
MANY_SOURCES, SHORT_QUOTE = 6, 120
WHOLE_QUOTE = 1_200
TITLE_CHARACTERS = 120
MODAL_BLOCKS = 98
TEXT_CHARACTERS = 3_800

Block = dict[str, Any]
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_BULLET = re.compile(r"\s*[-•*]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A message: the text for notifications and screen readers, and the blocks.

    `markdown` says what the first block says, for a message that is streamed.
    """

    text: str
    blocks: list[Block]
    markdown: str


def answer_message(
    answer: Answer, *, question: str, public_url: str | None, private: bool = False
) -> Shown:
    """Return an answer with its numbered sources and the buttons under it."""
    text = cut(one_a_line(answer), ANSWER_CHARACTERS)
    blocks = [rich_text(paragraphs(text))]
    if answer.no == "not_searched" and not answer.nearest:
        # Thanks, a greeting, an order: there is nothing to look up or to judge.
        return Shown(_text(answer, text), blocks, markdown(text))
    if answer.conflicts and DISAGREE not in answer.text.lower():
        blocks.append(rich_text([section([run(_conflict(answer))])]))
    for heading, citations in _shown_citations(answer):
        blocks.append(rich_text(_sources(heading, citations, public_url)))
    if is_reworded(answer.question, answer.standalone_question):
        blocks.append(context(UNDERSTOOD + answer.standalone_question))
    if answer.scope:
        blocks.append(context(answer.scope))
    is_cut = len(answer.citations) > SHOWN_SOURCES or len(answer.text) > len(text)
    blocks += answer_buttons(
        answer, question, opens_links=bool(public_url), private=private, is_cut=is_cut
    )
    return Shown(_text(answer, text), blocks, markdown(text))


def whole_answer(answer: Answer, *, public_url: str | None) -> list[Block]:
    """Return all of an answer that was too long for a message, for a modal."""
    lines = one_a_line(answer).split("\n")
    blocks = [rich_text(paragraphs(line)) for line in lines if line.strip()]
    for citation in answer.citations:
        blocks.append(rich_text(_source(citation, public_url, quote_characters=WHOLE_QUOTE)))
    return blocks[:MODAL_BLOCKS]


def one_a_line(answer: Answer) -> str:
    """Return the text of an answer with each statement, and what stands between, on its line."""
    lines, done = [], 0
    for statement in answer.statements:
        said = said_with_marks(statement)
        at = answer.text.find(said, done)
        if at < 0:
            continue
        lines += [answer.text[done:at], said]
        done = at + len(said)
    lines.append(answer.text[done:])
    return "\n".join(line.strip() for line in lines if line.strip())


def said_with_marks(statement: Statement) -> str:
    """Return a statement as it stands in the text of its answer."""
    marks = "".join(f"[{number}]" for number in statement.citations)
    return f"{statement.text} {marks}".strip()


def plain_message(text: str) -> Shown:
    """Return a message of the bot's own words."""
    shown = [rich_text(paragraphs(text))]
    return Shown(cut(escape(text), TEXT_CHARACTERS), shown, markdown(text))


def with_note(shown: Shown, note: str) -> Shown:
    """Return a message with a small line in front of its buttons."""
    at = next((i for i, b in enumerate(shown.blocks) if b["type"] == "actions"), len(shown.blocks))
    blocks = [*shown.blocks[:at], context(note), *shown.blocks[at:]]
    return replace(shown, blocks=blocks, text=joined([shown.text, escape(note)]))


def rich_text(elements: Sequence[Block]) -> Block:
    """Return a block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def section(runs: Sequence[Block]) -> Block:
    """Return a paragraph of runs."""
    return {"type": "rich_text_section", "elements": list(runs)}


def run(text: str, **style: bool) -> Block:
    """Return a run of text, shown as it is."""
    return {"type": "text", "text": literal(text), **({"style": style} if style else {})}


def context(text: str) -> Block:
    """Return a small grey line."""
    return {
        "type": "context",
        "elements": [{"type": "plain_text", "text": cut(literal(text), 300), "emoji": False}],
    }


def paragraphs(text: str) -> list[Block]:
    """Return the lines of a text as paragraphs and bullet lists."""
    elements: list[Block] = []
    for line in text.strip().splitlines() or [" "]:
        bullet = _BULLET.match(line)
        if bullet is None:
            elements.append(section([run(line + "\n")]))
            continue
        if not elements or elements[-1]["type"] != "rich_text_list":
            elements.append({"type": "rich_text_list", "style": "bullet", "elements": []})
        elements[-1]["elements"].append(section([run(line[bullet.end() :])]))
    return elements


def citation_url(citation: Citation, public_url: str | None) -> str | None:
    """Return the address at which a citation opens on its words; None without a public address."""
    if not public_url:
        return None
    place = citation.locator
    query = f"v={place.version}&c={place.start}-{place.end}"
    return f"{public_url.rstrip('/')}/documents/{quote(place.document_id, safe='')}?{query}#c"


def where_stands(locator: Locator) -> str:
    """Return where a passage stands: date, section, paragraph and page, as far as known."""
    section = [heading for heading in locator.section if heading != locator.title]
    page = locator.page_label or (str(locator.page) if locator.page else "")
    parts = [
        _dated(locator),
        cut(" › ".join(section[-2:]), TITLE_CHARACTERS),
        _numbered(locator.paragraph or ""),
        f"page {page}" if page else "",
    ]
    return ", ".join(part for part in parts if part)


def _shown_citations(answer: Answer) -> Iterable[tuple[str, Sequence[Citation]]]:
    if answer.citations:
        yield SOURCES, answer.citations
    if answer.status == "not_found" and answer.nearest:
        yield NEAREST, answer.nearest


def _sources(heading: str, citations: Sequence[Citation], public_url: str | None) -> list[Block]:
    elements = [section([run(heading, bold=True)])]
    length = SHORT_QUOTE if len(citations) > MANY_SOURCES else QUOTE_CHARACTERS
    for citation in citations[:SHOWN_SOURCES]:
        elements += _source(citation, public_url, quote_characters=length)
    if len(citations) > SHOWN_SOURCES:
        elements.append(section([run(f"and {len(citations) - SHOWN_SOURCES} more")]))
    return elements


def _source(citation: Citation, public_url: str | None, *, quote_characters: int) -> list[Block]:
    where = where_stands(citation.locator)
    runs = [run(f"[{citation.number}] "), _title(citation, public_url)]
    quoted = cut(" ".join(citation.quote.split()), quote_characters)
    return [
        section([*runs, *([run(f" · {where}")] if where else [])]),
        {"type": "rich_text_quote", "elements": [run(f"“{quoted}”")]},
    ]


def _title(citation: Citation, public_url: str | None) -> Block:
    title = cut(citation.locator.title or citation.locator.document_id, TITLE_CHARACTERS)
    url = citation_url(citation, public_url)
    if url is None:
        return run(title, bold=True)
    return {"type": "link", "url": url, "text": literal(title), "style": {"bold": True}}


def _numbered(paragraph: str) -> str:
    """Return "para 4.3", but "Ambition 1" as it is."""
    return f"para {paragraph}" if paragraph[:1].isdigit() else paragraph


def _dated(locator: Locator) -> str:
    """Return the date of a document in words, unless its title says the year."""
    date = locator.date
    if not date or date[:4] in locator.title:
        return ""
    year, *rest = date.split("-")
    named = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([str(int(rest[1])) if len(rest) > 1 else "", *named, year]).strip()


def _conflict(answer: Answer) -> str:
    pairs = ["".join(f"[{number}]" for number in group) for group in answer.conflicts]
    return cut(CONFLICT + " ".join(pairs), QUOTE_CHARACTERS)


def _text(answer: Answer, text: str) -> str:
    lines = [escape(cut(text, TEXT_CHARACTERS * 2 // 3))]
    for heading, citations in _shown_citations(answer):
        lines += ["", heading, *map(_text_line, citations[:SHOWN_SOURCES])]
    return joined(lines)


def _text_line(citation: Citation) -> str:
    title = cut(citation.locator.title or citation.locator.document_id, TITLE_CHARACTERS)
    where = where_stands(citation.locator)
    line = f"[{citation.number}] {title}" + (f", {where}" if where else "")
    quoted = cut(" ".join(citation.quote.split()), QUOTE_CHARACTERS)
    return escape(f"{line}: “{quoted}”")


def joined(texts: Iterable[str]) -> str:
    """Join the lines of escaped texts, as many as fit.

    A cut inside a line could fall into an escaped character.
    """
    lines = [line for text in texts for line in text.split("\n")]
    text = lines[0]
    for line in lines[1:]:
        if len(text) + 1 + len(line) > TEXT_CHARACTERS:
            break
        text += "\n" + line
    return text
