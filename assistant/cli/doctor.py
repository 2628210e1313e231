"""`doctor`: checks the whole installation and says what to mend."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from assistant.cli.checkup.findings import Check, Checked, run_checks
from assistant.cli.exits import FAILED
from assistant.cli.options import index_option, json_option, print_json, settings_for
from assistant.errors import SettingsError
from assistant.settings import Settings

_MARKS = {"ok": "ok     ", "note": "note   ", "problem": "PROBLEM"}


@click.command()
@index_option
@json_option
def doctor(index_dir: Path | None, as_json: bool) -> int:
    """Check the whole installation and say what to mend.

    Exit 0 when nothing must be mended, 1 otherwise. A configured language model is asked for one
    word, Slack for the scopes of the token.
    """
    found = list(_found(index_dir, show=not as_json))
    problems = sum(one.state == "problem" for one in found)
    if as_json:
        print_json({"healthy": not problems, "checks": [asdict(one) for one in found]})
    else:
        click.echo("Nothing must be mended." if not problems else f"{problems} to mend.")
    return FAILED if problems else 0


def _found(index_dir: Path | None, *, show: bool) -> Iterable[Checked]:
    for one in _checked(index_dir):
        if show:
            _print(one)
        yield one


def _checked(index_dir: Path | None) -> Iterable[Checked]:
    try:
        settings = settings_for(index_dir)
    except SettingsError as error:
        return [Checked("settings", "problem", str(error))]
    return run_checks(_checks(settings))


def _checks(settings: Settings) -> list[tuple[str, Check]]:
    # Here, since together they load everything that is installed.
    from assistant.cli.checkup import machine, services, stores

    return [
        ("python", machine.check_python),
        ("model", partial(machine.check_model, settings)),
        ("readers", machine.check_readers),
        ("corpus", partial(stores.check_corpus, settings)),
        ("index", partial(stores.check_index, settings)),
        ("records", partial(stores.check_records, settings)),
        ("keys", partial(stores.check_keys, settings)),
        ("chroma", partial(services.check_chroma, settings)),
        ("language model", partial(services.check_language_model, settings)),
        ("slack", services.check_slack),
        ("public address", partial(services.check_addresses, settings)),
        ("disk", partial(machine.check_disk, settings)),
        ("clock", partial(machine.check_clock, settings)),
    ]


def _print(one: Checked) -> None:
    click.echo(f"{_MARKS[one.state]}  {one.part}: {one.found}")
    if one.remedy:
        click.echo(f"         {one.remedy}")
    sys.stdout.flush()
