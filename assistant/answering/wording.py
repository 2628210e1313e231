"""A quote -> a readable sentence made of its words; nothing is said that the quote does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.quoting import Quote
from assistant.language.names import looks_like_person, names
from assistant.language.sentences import sentence_spans
from assistant.language.wordlists import word_set
from assistant.types import Block

_NUMBERING = re.compile(
    r"^\s*(?:[-*•–—]\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,3}(?:\.\d{1,3})+\s+)+"
)
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_ATTRIBUTES = re.compile(r"\s*\{:[^}]*\}")
_TIE = re.compile(
    r"^(?:However|For example|Moreover|Furthermore|In addition|And|But|So),?\s+(?=\w)"
)
_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_LOOSE_END = re.compile(r"[\s,;:]+$|(?:[;,]\s*(?:and|or))\s*$")
_LONGEST_LEAD = 160
# Fewer words say nothing without the heading that they stand under.
_FEWEST_WORDS = 3
_FEWEST_CELLS = 2
# What only numbers a row stands under such a head, or under none.
_NUMBERS = re.compile(r"(?:no\.?|nr\.?|#|number|ref\.?|item|row|id|action|line)?", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*\W*)?")
_SMALL_WORDS = word_set(
    """the a an we our in from by on at for to this these those it its they their there if when
    where as with all each every most many some after before since until over under you your"""
)


def statement_text(quote: Quote, blocks: Sequence[Block], text: str) -> str:
    """Return what the quote says, as a sentence."""
    first, last = quote.blocks
    inside = blocks[first:last]
    if any(block.kind == "list_item" for block in inside) and len(inside) > 1:
        return _list_sentence(inside, text)
    block = quote.evidence.block
    words = text[quote.start : quote.end]
    if len(words.split()) < _FEWEST_WORDS and block.kind == "paragraph" and block.section:
        return finished(_under_heading(words, block.section[-1]))
    if block.kind == "table_row":
        return finished(_row_sentence(words))
    if block.kind == "list_item":
        return finished(_led(clean(words), _lead(block, blocks, text)))
    return finished(clean(words))


def clean(words: str) -> str:
    """Return the words on one line without what only the page needs.

    That is their printed number or bullet, marks of notes ("[3]" would pass for a citation),
    attributes of Markdown, and a word that only ties them to the sentence before.
    """
    plain = _NOTE_MARK.sub("", _ATTRIBUTES.sub("", " ".join(words.split())))
    plain = _TIE.sub("", _NUMBERING.sub("", plain.strip()))
    return _without_loose_quotation_mark(plain)


def _without_loose_quotation_mark(words: str) -> str:
    """Drop a mark that opens and never closes: the speech goes on in another paragraph."""
    opened, closed = words.count("“"), words.count("”")
    if words.startswith("“") and opened > closed:
        return words[1:]
    return words[:-1] if words.endswith("”") and closed > opened else words


def finished(words: str) -> str:
    """Return the words with a capital in front and an end mark behind."""
    words = words.strip()
    if not _END.search(words):
        words = f"{_LOOSE_END.sub('', words)}."
    return words[:1].upper() + words[1:]


def after_opening(opening: str, words: str) -> str:
    """Return a sentence behind "According to ...,", its first word small unless it is a name.

    Behind a title and a colon it stays as it is.
    """
    first = words.split(" ", 1)[0].rstrip(",")
    if opening.endswith(":"):
        return f"{opening} {words}"
    if first.lower() in _SMALL_WORDS and "?" not in words:
        words = words[:1].lower() + words[1:]
    return f"{opening} {words}"


def _list_sentence(blocks: Sequence[Block], text: str) -> str:
    items = [clean(text[block.start : block.end]) for block in blocks if block.kind == "list_item"]
    joined = "; ".join(_LOOSE_END.sub("", item).rstrip(".") for item in items)
    opening = blocks[0]
    if opening.kind == "list_item":
        return finished(joined)
    lead = clean(text[opening.start : opening.end]).rstrip(" :.")
    return finished(f"{lead}: {joined}")


def _under_heading(words: str, heading: str) -> str:
    """Return a word or two behind the heading that says what they answer; a name stands alone."""
    if any(looks_like_person(name) for name in names(words)):
        return clean(words)
    head = re.sub(r"^\d+\s+", "", clean(heading)).rstrip(" .:")
    return f"{head.capitalize() if head.isupper() else head}: {clean(words)}"


def _row_sentence(words: str) -> str:
    """Return a row's cells as they are read: what the row is of, then each head with its value."""
    cells = [_cell(cell) for cell in " ".join(words.split()).split(" | ")]
    while len(cells) > _FEWEST_CELLS and _is_number_of_row(*cells[0]):
        cells.pop(0)
    (_, subject), *rest = cells
    told = [f"{_small(head)}: {value}" if head else value for head, value in rest if value]
    return f"{subject} – {'; '.join(told)}" if told and subject else "; ".join([subject, *told])


def _is_number_of_row(head: str, value: str) -> bool:
    """Say whether a cell only numbers its row; a year or an amount is what the row tells."""
    is_empty = not re.search(r"\w", value)
    return is_empty or bool(_NUMBERS.fullmatch(head) and _ROW_NUMBER.fullmatch(value))


def _cell(cell: str) -> tuple[str, str]:
    head, colon, value = cell.partition(": ")
    return (head.strip(), value.strip()) if colon else ("", cell.strip())


def _small(head: str) -> str:
    """Return a column's head with a small first letter, unless it is a name or short form."""
    is_word = head[1:2].islower() and not re.search(r"[A-Z\d]", head[1:])
    return head[:1].lower() + head[1:] if is_word else head


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
