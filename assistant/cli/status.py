"""`status`: what is served, and whether its parts work."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.options import index_option, json_option, print_json, settings_for
from assistant.cli.printing import print_status
from assistant.types import EVERYTHING


@click.command()
@index_option
@json_option
def status(index_dir: Path | None, as_json: bool) -> None:
    """Print the snapshot that is served, its counts, models and stores."""
    settings = settings_for(index_dir)
    from assistant.wiring import open_index

    index = open_index(settings)
    found = index.documents(reader=EVERYTHING)
    refused = sum(document.reading == "refused" for document in found)
    if as_json:
        store = settings.chroma_url or "embedded"
        counts = {"documents": len(found), "refused": refused}
        model = {"configured": settings.embedding_model, "language_model": settings.llm}
        print_json({**asdict(index.snapshot), **counts, **model, "store": store, "health": "ok"})
    else:
        print_status(
            index.snapshot,
            index_dir=str(settings.indexes_dir),
            documents=len(found) - refused,
            refused=refused,
        )
