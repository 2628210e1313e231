"""Options and set-up that several commands share."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from assistant.assistant import LONGEST_QUESTION, checked_words
from assistant.cli.logs import set_up
from assistant.errors import UsageError
from assistant.settings import Settings, load_settings
from assistant.types import EVERYTHING, KINDS, Filters, Reader

_LONGEST_INPUT = 64_000

index_option = click.option(
    "--index",
    "index_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the index (default: indexes/).",
)
audience_option = click.option(
    "--audience",
    "audiences",
    multiple=True,
    help="Read as someone with this audience; repeat for several. Default: everything.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
kind_option = click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind of document."
)
document_option = click.option(
    "--document", "documents", multiple=True, help="Only the document with this id."
)


def settings_for(index_dir: Path | None = None, **flags: Any) -> Settings:
    """Return the settings with a command's flags on top, and set up logging by them."""
    settings = load_settings(indexes_dir=index_dir, **flags)
    set_up(settings)
    return settings


def reader_of(audiences: tuple[str, ...]) -> Reader:
    """Return who reads: everything, unless audiences are given."""
    return Reader(frozenset(audiences)) if audiences else EVERYTHING


def filters_of(kinds: tuple[str, ...], documents: tuple[str, ...]) -> Filters:
    """Return the filters of the options --kind and --document."""
    chosen = tuple(kind for kind in KINDS if kind in kinds)
    return Filters(kinds=chosen, documents=documents)


def words_of(argument: str, field: str) -> str:
    """Return the checked words of the argument, or of standard input when it is a hyphen.

    Raises:
        UsageError: they are empty, too long or not text.
    """
    return checked_words(_standard_input(field) if argument == "-" else argument, field)


def _standard_input(field: str) -> str:
    content = sys.stdin.buffer.read(_LONGEST_INPUT + 1)
    if len(content) > _LONGEST_INPUT:
        raise UsageError(
            f"The {field} on standard input is too long. Use at most {LONGEST_QUESTION:,} "
            "characters."
        )
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"The {field} on standard input is not UTF-8 text.") from error


def print_json(body: Any) -> None:
    """Print JSON for people and programs."""
    click.echo(json.dumps(body, indent=2, ensure_ascii=False))


class ProgressOnStderr:
    """Shows how far the work is, once it has taken over a second."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show one step of the work."""
        now = time.monotonic()
        if now - self._started < 1 or (now - self._shown < 1 and done < total):
            return
        self._shown = now
        how_far = f" {done} of {total}" if total else ""
        click.echo(f"{stage}{how_far}", err=True)
