"""Answers, passages, documents and reports -> text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import click

from assistant.types import (
    Answer,
    Block,
    Citation,
    Document,
    DocumentText,
    IngestReport,
    Locator,
    SearchResult,
    Snapshot,
    is_reworded,
)

_WIDTH = 96
_PASSAGE_SHOWN = 400


def print_answer(answer: Answer) -> None:
    """Print an answer, its numbered sources with their quotes, and what was searched."""
    if is_reworded(answer.question, answer.standalone_question):
        click.echo(_wrapped(f"Understood as: {answer.standalone_question}") + "\n")
    for paragraph in answer.text.split("\n"):
        click.echo(_wrapped(paragraph))
    _print_citations("Sources", answer.citations)
    if answer.status == "not_found":
        _print_citations("Nearest in the documents", answer.nearest)
    if answer.scope:
        click.echo(f"\n{answer.scope}")


def print_results(results: Sequence[SearchResult]) -> None:
    """Print ranked passages with their places."""
    if not results:
        click.echo("No passage fits these words.")
    for result in results:
        click.echo(f"{result.rank}. {place(result.locator)}  ({result.score:.3f})")
        text = " ".join(result.text.split())
        shown = text if len(text) <= _PASSAGE_SHOWN else text[:_PASSAGE_SHOWN] + " …"
        click.echo(_wrapped(shown, indent="   ") + "\n")


def print_documents(documents: Sequence[Document]) -> None:
    """Print a line a document."""
    for document in documents:
        audience = ",".join(document.audience)
        marks = [document.status or "", "stale" if document.stale else ""]
        click.echo(
            f"{document.id}  [{document.kind}] {document.date or 'undated'}  {audience}"
            f"{''.join(f'  {mark}' for mark in marks if mark)}\n   {document.title}"
        )


def print_problems(documents: Sequence[Document]) -> None:
    """Print what went wrong in reading, a paragraph a document; nothing for those read well."""
    troubled = [one for one in documents if one.problems or one.reading != "read" or one.stale]
    if not troubled:
        click.echo("Every document was read without a problem.")
    for document in troubled:
        state = document.reading + (f", {document.reason}" if document.reason else "")
        click.echo(f"{document.path}: {'stale, ' if document.stale else ''}{state}")
        for problem in document.problems:
            click.echo(_wrapped(problem, indent="   "))


def print_ingest_report(report: IngestReport) -> None:
    """Print what an ingestion did."""
    snapshot = report.snapshot
    click.echo(
        f"Snapshot {snapshot.id}: {snapshot.documents} documents, {snapshot.chunks} passages."
    )
    click.echo(
        f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed, "
        f"{report.unchanged} unchanged; {report.embedded} texts embedded."
    )
    for note in report.notes:
        click.echo(_wrapped(f"Note: {note}"))
    for document in report.refused:
        click.echo(_wrapped(f"Not read: {document.path} ({document.reason})"), err=True)
        for problem in document.problems[-1:]:
            click.echo(_wrapped(problem, indent="   "), err=True)


def print_blocks(document: DocumentText, blocks: Sequence[Block]) -> None:
    """Print a document as it was read: each block with its kind, place and number."""
    for block in blocks:
        marks = [block.kind if block.level is None else f"{block.kind} {block.level}"]
        marks += [f"p. {block.page_label or block.page}"] if block.page else []
        marks += [f"no. {block.number}"] if block.number else []
        marks += ["ocr"] if block.ocr else []
        click.echo(f"[{', '.join(marks)}]")
        click.echo(_wrapped(document.text[block.start : block.end], indent="   "))


def print_status(snapshot: Snapshot, *, index_dir: str, documents: int, refused: int) -> None:
    """Print what is served."""
    click.echo(f"Index      {index_dir}")
    click.echo(f"Snapshot   {snapshot.id}, built {snapshot.created}")
    click.echo(f"Documents  {documents} ({refused} could not be read)")
    click.echo(f"Passages   {snapshot.chunks}, {snapshot.units} sentences, items and rows")
    click.echo(f"Embedding  {snapshot.embedding_model}, by {snapshot.embedding_backend}")


def place(locator: Locator) -> str:
    """Return where something stands, in words."""
    parts = [locator.title]
    if locator.date:
        parts[0] += f" ({locator.date})"
    if locator.section:
        parts.append(" › ".join(locator.section[-2:]))
    if locator.paragraph:
        parts.append(f"paragraph {locator.paragraph}")
    if locator.page:
        parts.append(f"page {locator.page_label or locator.page}")
    return ", ".join(parts)


def _print_citations(heading: str, citations: Sequence[Citation]) -> None:
    if citations:
        click.echo(f"\n{heading}")
    for citation in citations:
        click.echo(_wrapped(f"[{citation.number}] {place(citation.locator)}"))
        quote = " ".join(citation.quote.split())
        click.echo(_wrapped(f"“{quote}”", indent="    "))


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )
