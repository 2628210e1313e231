"""A parsed document -> its parts of another kind: appendices, and the papers of an agenda pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.parsing.dates import date_in
from assistant.types import Block, Kind, ParsedText, Part

_ATTACHED = re.compile(
    r"\b(?:attached|appended|set out|sets out|enclosed|included)\b.{0,60}\b(?:appendix|annex)\b"
    r"|\b(?:appendix|annex)\s+\w{1,3}\b.{0,80}\b(?:attached|sets out|contains|provides)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:attached|appended|enclosed)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(Appendix|Annex) (\d{1,2}|[A-H])\b")
_APPENDIX = re.compile(
    r"^(?:appendix|annex|attachment|enclosure)\s+(?:\d{1,2}|[A-Z])\b", re.IGNORECASE
)
_AGENDA = re.compile(
    r"^(?:agenda\s+)?item\s+(?:no\.?\s*)?\d{1,2}\b|^report\s+\d{1,2}\b", re.IGNORECASE
)
_BOOKMARK = re.compile(r"^(\d+): (.+)$")
_LEAST_PART = 400  # characters; less is a heading with a note under it
_OPENING = 300  # characters of a part in which its date may stand
_FEWEST_ITEMS = 3
_STRATEGY = re.compile(r"strateg|plan\b|road ?map|framework|recommendation|analysis|delivery", re.I)
_VISION = re.compile(r"vision|ambitions?\b|future of|our priorities|20[3-5]\d", re.I)
_BOARD = re.compile(r"minutes|agenda|report (?:to|of)|decision|implications|apologies", re.I)


def find_parts(parsed: ParsedText, kind: Kind | None) -> tuple[Part, ...]:
    """Return the parts of a document; what tells no kind of its own has that of the document."""
    parts = _from_bookmarks(parsed) or _from_agenda(parsed) or _appendices(parsed)
    return tuple(
        replace(part, kind=kind) if part.kind == "other" and kind is not None else part
        for part in parts
    )


def kind_of(texts: list[str]) -> Kind:
    """Tell the kind of a paper by its title first, then by its headings."""
    title, headings = texts[0], " ".join(texts)
    for text in (title, headings):
        if _BOARD.search(text):
            return "board"
        visions, strategies = len(_VISION.findall(text)), len(_STRATEGY.findall(text))
        if visions or strategies:
            return "vision" if visions > strategies else "strategy"
    return "other"


def _from_bookmarks(parsed: ParsedText) -> list[Part]:
    """Return the papers of a pack whose bookmarks name them as items, reports or minutes."""
    entries = []
    for entry in parsed.properties.get("bookmarks", "").split(" | "):
        match = _BOOKMARK.match(entry)
        if match:
            entries.append((int(match[1]), match[2]))
    like_papers = [t for _, t in entries if _AGENDA.match(t) or _APPENDIX.match(t) or (
        re.match(r"^(?:agenda|minutes)\b|^\d{1,2}[.)]?\s+\w", t, re.IGNORECASE))]  # fmt: skip
    named = any(_AGENDA.match(title) or title.lower().startswith("agenda") for _, title in entries)
    if len(like_papers) < _FEWEST_ITEMS or not named:
        return []
    starts = []
    for page, title in entries:
        block = next((b for b in parsed.blocks if b.page is not None and b.page >= page), None)
        if block is not None:
            starts.append((block.start, title))
    return _between(parsed, starts)


def _from_agenda(parsed: ParsedText) -> list[Part]:
    starts = [(b.start, _text(parsed, b)) for b in _headings(parsed)
              if _AGENDA.match(_text(parsed, b))]  # fmt: skip
    return _between(parsed, starts) if len(starts) >= _FEWEST_ITEMS else []


def _appendices(parsed: ParsedText) -> list[Part]:
    """Return what a report carries as its appendices, when it says that it carries some."""
    named = any(_APPENDIX.match(_text(parsed, block)) for block in _headings(parsed))
    if not _ATTACHED.search(parsed.text) and not (named and _SAID.search(parsed.text)):
        return []
    first = next(iter(_headings(parsed)), None)
    starts = []
    for block in _headings(parsed):
        text = _text(parsed, block)
        own_title = block.level == 1 and block is not first
        if (_APPENDIX.match(text) and len(block.section) <= 1) or own_title:
            starts.append((block.start, text))
    starts += _untitled(parsed)
    cuts = sorted(dict(starts).items())
    return _between(parsed, cuts)


def _untitled(parsed: ParsedText) -> list[tuple[int, str]]:
    """Return where text begins that stands under no heading though headings stand before it."""
    names = list(dict.fromkeys(match[0] for match in _NAMED.finditer(parsed.text)))
    for before, block in pairwise(parsed.blocks):
        if before.section and not block.section and block.kind != "heading":
            return [(block.start, names[-1] if names else "Appendix")]
    return []


def _between(parsed: ParsedText, starts: list[tuple[int, str]]) -> list[Part]:
    """Return a part from each start to the next, those too short left to the one before."""
    parts = []
    ends = [*(start for start, _ in starts[1:]), len(parsed.text)][: len(starts)]
    for (start, title), end in zip(starts, ends, strict=True):
        if end - start < _LEAST_PART:
            continue
        inside = [_text(parsed, b) for b in _headings(parsed) if start <= b.start < end]
        stop = start + len(parsed.text[start:end].rstrip())
        date = date_in(parsed.text[start : start + _OPENING])
        parts.append(Part(start, stop, kind_of([title, *inside]), title, date=date))
    return parts


def _headings(parsed: ParsedText) -> Iterator[Block]:
    return (block for block in parsed.blocks if block.kind == "heading")


def _text(parsed: ParsedText, block: Block) -> str:
    return parsed.text[block.start : block.end]
