"""A quote -> a readable sentence made of its words; nothing is said that the quote does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.quoting import Quote
from assistant.language.sentences import sentence_spans
from assistant.types import Block

_NUMBERING = re.compile(
    r"^\s*(?:[-*•–—]\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,3}(?:\.\d{1,3})+\s+)+"
)
_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_LOOSE_END = re.compile(r"[\s,;:]+$|(?:[;,]\s*(?:and|or))\s*$")
_LONGEST_LEAD = 160


def statement_text(quote: Quote, blocks: Sequence[Block], text: str) -> str:
    """Return what the quote says, as a sentence."""
    first, last = quote.blocks
    inside = blocks[first:last]
    if any(block.kind == "list_item" for block in inside) and len(inside) > 1:
        return _list_sentence(inside, text)
    block = quote.evidence.block
    words = text[quote.start : quote.end]
    if block.kind == "list_item":
        return finished(_led(clean(words), _lead(block, blocks, text)))
    return finished(clean(words))


def clean(words: str) -> str:
    """Return the words on one line without their printed number or bullet."""
    return _NUMBERING.sub("", " ".join(words.split()))


def finished(words: str) -> str:
    """Return the words with a capital in front and an end mark behind."""
    words = words.strip()
    if not _END.search(words):
        words = f"{_LOOSE_END.sub('', words)}."
    return words[:1].upper() + words[1:]


def _list_sentence(blocks: Sequence[Block], text: str) -> str:
    items = [clean(text[block.start : block.end]) for block in blocks if block.kind == "list_item"]
    joined = "; ".join(_LOOSE_END.sub("", item).rstrip(".") for item in items)
    opening = blocks[0]
    if opening.kind == "list_item":
        return finished(joined)
    lead = clean(text[opening.start : opening.end]).rstrip(" :.")
    return finished(f"{lead}: {joined}")


def _lead(block: Block, blocks: Sequence[Block], text: str) -> str:
    """Return the last sentence of the item's lead when it is short and ends in a colon."""
    if block.lead is None:
        return ""
    words = text[blocks[block.lead].start : blocks[block.lead].end].strip()
    spans = sentence_spans(words)
    last = words[spans[-1][0] :] if spans else words
    return clean(last) if last.endswith(":") and len(last) <= _LONGEST_LEAD else ""


def _led(item: str, lead: str) -> str:
    return f"{lead.rstrip(' :')}: {item}" if lead else item
