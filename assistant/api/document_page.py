"""A document's text and a cited span -> a readable page with exactly that span marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal
from urllib.parse import quote as percent_encoded

from assistant.api.pages import page
from assistant.language.dates import in_words
from assistant.types import Block, BlockKind, Document, DocumentText

Span = tuple[int, int]
RunKind = BlockKind | Literal["verbatim"]
CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text shown as one element; `block` is None for text between blocks."""

    kind: RunKind
    start: int
    end: int
    block: Block | None = None


def document_page(text: DocumentText, span: Span | None, *, misplaced: bool = False) -> str:
    """Return the page of a document's version; `misplaced` says that its link names no place."""
    runs = _with_span_whole(_runs(text.text, text.blocks), span)
    body = "\n".join(_elements(text.text, runs, span))
    notes = "\n".join(_notes(text, span, misplaced=misplaced))
    heading = f"<h1>{escape(text.document.title)}</h1>\n{_facts(text.document)}"
    return page(
        text.document.title,
        f"<header>\n{heading}\n{notes}\n</header>\n<main>\n{body}\n</main>",
    )


def _runs(text: str, blocks: Sequence[Block]) -> list[Run]:
    """Cover the whole text: the blocks, and paragraphs for whatever stands between them."""
    runs: list[Run] = []
    position = 0
    for block in sorted(blocks, key=lambda block: (block.start, block.end)):
        start = max(block.start, position)
        if block.end <= start:
            continue
        runs += _paragraphs(text, position, start)
        runs.append(Run(block.kind, start, block.end, block))
        position = block.end
    return [*runs, *_paragraphs(text, position, len(text))]


def _paragraphs(text: str, start: int, end: int) -> Iterable[Run]:
    for line in text[start:end].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            yield Run("paragraph", first, first + len(stripped))
        start += len(line)


def _with_span_whole(runs: list[Run], span: Span | None) -> list[Run]:
    """Join the runs that the span crosses, since one mark cannot reach over several elements."""
    if span is None:
        return runs
    start, end = span
    crossed = [run for run in runs if run.start < end and start < run.end]
    if len(crossed) == 1 and crossed[0].start <= start and end <= crossed[0].end:
        return runs
    joined = Run(
        "verbatim",
        min([start, *(run.start for run in crossed)]),
        max([end, *(run.end for run in crossed)]),
    )
    rest = [run for run in runs if run not in crossed]
    return sorted([*rest, joined], key=lambda run: run.start)


def _elements(text: str, runs: Sequence[Run], span: Span | None) -> Iterable[str]:
    for (family, _), grouped in groupby(runs, key=_family):
        members = list(grouped)
        if family == "list":
            yield _list(text, members, span)
        elif family == "table":
            yield _table(text, members, span)
        else:
            yield from (_single(text, run, span) for run in members)


def _family(run: Run) -> tuple[str, int | None]:
    group = run.block.group if run.block else None
    families = {"list_item": "list", "table_row": "table", "table_head": "table"}
    family = families.get(run.kind, "single")
    return family, None if family == "single" else group


def _single(text: str, run: Run, span: Span | None) -> str:
    words = _marked(text, run, span)
    if run.kind == "verbatim":
        return f'<div class="verbatim">{words}</div>'
    if run.kind == "heading":
        level = min(max((run.block.level if run.block else 1) or 1, 1), 5) + 1
        return f"<h{level}>{words}</h{level}>"
    return f"<p>{words}</p>"


def _list(text: str, runs: Sequence[Run], span: Span | None) -> str:
    numbered = any(run.block and run.block.number for run in runs)
    items = "\n".join(f"<li>{_marked(text, run, span)}</li>" for run in runs)
    return f'<ul class="{"plain" if numbered else "dots"}">\n{items}\n</ul>'


def _table(text: str, runs: Sequence[Run], span: Span | None) -> str:
    width = max(text[run.start : run.end].count(CELL_SEPARATOR) + 1 for run in runs)
    rows = "\n".join(_row(text, run, span, width) for run in runs)
    return f'<div class="wide"><table>\n{rows}\n</table></div>'


def _row(text: str, run: Run, span: Span | None, width: int) -> str:
    """Show a row by cells, or as one cell when a mark would have to reach over several."""
    cell = "th" if run.kind == "table_head" else "td"
    cells = text[run.start : run.end].split(CELL_SEPARATOR)
    if _overlaps(run, span) or len(cells) < width:
        return f'<tr><{cell} colspan="{width}">{_marked(text, run, span)}</{cell}></tr>'
    return "<tr>" + "".join(f"<{cell}>{escape(words)}</{cell}>" for words in cells) + "</tr>"


def _marked(text: str, run: Run, span: Span | None) -> str:
    if span is None or not _overlaps(run, span):
        return escape(text[run.start : run.end])
    start, end = span
    return (
        f'{escape(text[run.start : start])}<mark id="c">{escape(text[start:end])}</mark>'
        f"{escape(text[end : run.end])}"
    )


def _overlaps(run: Run, span: Span | None) -> bool:
    return span is not None and run.start < span[1] and span[0] < run.end


def _facts(document: Document) -> str:
    date = in_words(document.date or "")
    facts = (document.kind.capitalize(), document.organisation, date, document.status)
    return f"<p>{escape(' · '.join(fact for fact in facts if fact))}</p>"


def _notes(text: DocumentText, span: Span | None, *, misplaced: bool) -> Iterable[str]:
    document = text.document
    link = f"/documents/{percent_encoded(document.id, safe='')}"
    if text.version != document.version:
        yield _note(
            "You are reading an earlier version of this document, as it was quoted. "
            f'<a href="{escape(link)}">Read the current version</a>.'
        )
    if document.superseded_by:
        newer = f"/documents/{percent_encoded(document.superseded_by, safe='')}"
        yield _note(f'This document was superseded. <a href="{escape(newer)}">Its successor</a>.')
    if misplaced:
        yield _note("The link names a place that this version of the document does not have.")
    if span is not None:
        yield '<nav><a href="#c">Go to the quoted words</a></nav>'


def _note(words: str) -> str:
    return f'<p class="note" role="note">{words}</p>'
