"""`records`: erase what was asked and answered."""

from __future__ import annotations

import click

from assistant.cli.options import settings_for
from assistant.errors import UsageError
from assistant.records.answers import RETENTION_DAYS, Answers
from assistant.records.database import Database


@click.group()
def records() -> None:
    """Look after the questions, answers and feedback that are kept."""


@records.command()
@click.option(
    "--before", type=click.DateTime(["%Y-%m-%d"]), help="Asked before this day (YYYY-MM-DD)."
)
@click.option("--person", help="Asked by this person, or with the key of this id.")
@click.option(
    "--expired",
    is_flag=True,
    help=f"All older than {RETENTION_DAYS} days.",
)
def purge(before: object, person: str | None, expired: bool) -> None:
    """Erase answers and their feedback for good."""
    answers = Answers(Database.open(settings_for().records_path))
    if expired and (before or person):
        raise UsageError("Use --expired alone.")
    day = None if before is None else str(before)[:10]
    erased = answers.purge_old() if expired else answers.purge(before=day, person=person)
    click.echo(f"Erased {erased} answers.")
