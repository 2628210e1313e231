"""`ingest`, `documents` and `show`: what is in the corpus, and how it was read."""

from __future__ import annotations

from pathlib import Path

import click
from pydantic import TypeAdapter

from assistant.cli.exits import FAILED
from assistant.cli.options import (
    ProgressOnStderr,
    audience_option,
    index_option,
    json_option,
    print_json,
    reader_of,
    settings_for,
)
from assistant.cli.printing import (
    print_blocks,
    print_documents,
    print_ingest_report,
    print_problems,
)
from assistant.errors import NotFoundError
from assistant.types import IngestReport


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option("--allow-empty", is_flag=True, help="Publish even when nothing could be read.")
@json_option
def ingest(
    paths: tuple[Path, ...], index_dir: Path | None, allow_empty: bool, as_json: bool
) -> int:
    """Read the documents in PATHS (default: corpus/ without its sample) and publish a snapshot."""
    settings = settings_for(index_dir)
    from assistant.corpus.sources import Sources
    from assistant.wiring import open_ingester

    ingester = open_ingester(settings, progress=ProgressOnStderr())
    if paths:
        report = ingester.ingest(paths, allow_empty=allow_empty)
    else:
        own = Sources.corpus(settings.corpus_dir)
        report = ingester.ingest(own.roots, skip=own.skipped, allow_empty=allow_empty)
    if as_json:
        print_json(TypeAdapter(IngestReport).dump_python(report, mode="json"))
    else:
        print_ingest_report(report)
    return FAILED if report.refused else 0


@click.command()
@click.option("--problems", is_flag=True, help="What went wrong in reading, and why.")
@audience_option
@index_option
@json_option
def documents(
    problems: bool, audiences: tuple[str, ...], index_dir: Path | None, as_json: bool
) -> None:
    """List the documents with their kind, date and audience."""
    from assistant.wiring import open_index

    found = open_index(settings_for(index_dir)).documents(reader=reader_of(audiences))
    if as_json:
        from assistant.api.bodies import documents_body

        print_json(documents_body(found))
    elif problems:
        print_problems(found)
    else:
        print_documents(found)


@click.command()
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--page", type=click.IntRange(1), help="Only this page.")
@audience_option
@index_option
def show(
    document_id: str, page: int | None, audiences: tuple[str, ...], index_dir: Path | None
) -> None:
    """Print DOCUMENT as it was read, block by block."""
    from assistant.wiring import open_index

    index = open_index(settings_for(index_dir))
    document = index.text(document_id, reader=reader_of(audiences), version=None)
    blocks = [block for block in document.blocks if page in (None, block.page)]
    if not blocks:
        raise NotFoundError(f"{document_id} has no page {page}.")
    print_blocks(document, blocks)
