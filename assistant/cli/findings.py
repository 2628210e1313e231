"""`findings` and `changes`: what people decided on findings, and what moved between snapshots."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.exits import NOTHING_FOUND
from assistant.cli.options import (
    audience_option,
    index_option,
    json_option,
    print_json,
    reader_of,
    settings_for,
)

if TYPE_CHECKING:
    from assistant.alignment.aligner import Aligner
    from assistant.records.decisions import Decisions

vision_option = click.option("--vision", help="Id of the vision, when there are several.")
_STANCES = click.Choice(["supports", "partly", "mentions", "silent", "conflicts"])


@click.group()
def findings() -> None:
    """List findings; accept, override and withdraw with a name and a reason."""


@findings.command("list")
@vision_option
@click.option("--all", "show_all", is_flag=True, help="Silent ones too.")
@audience_option
@index_option
@json_option
def list_findings(
    vision: str | None,
    show_all: bool,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> None:
    """List every finding with its id, stance and any decision."""
    from assistant.alignment.showing import finding_body

    report = _aligner(index_dir).align(reader=reader_of(audiences), vision=vision)
    shown = [one for one in report.findings if show_all or one.stance != "silent" or one.decision]
    if as_json:
        print_json({"findings": [finding_body(one) for one in shown]})
        return
    for one in shown:
        stance = one.decision.stance if one.decision else one.stance
        decided = (
            f" (decided by {one.decision.name}: {one.decision.reason})" if one.decision else ""
        )
        click.echo(f"{one.id:50} {stance:9} {one.reason}{decided}")


@findings.command()
@click.argument("finding_id")
@click.option("--name", required=True, help="Who decides.")
@click.option("--reason", required=True, help="Why.")
@audience_option
@index_option
def accept(
    finding_id: str, name: str, reason: str, audiences: tuple[str, ...], index_dir: Path | None
) -> None:
    """Accept the finding FINDING_ID as it is."""
    _decide(finding_id, None, (name, reason), audiences, index_dir)


@findings.command()
@click.argument("finding_id")
@click.option("--stance", type=_STANCES, required=True, help="The stance that holds instead.")
@click.option("--name", required=True, help="Who decides.")
@click.option("--reason", required=True, help="Why.")
@audience_option
@index_option
def override(
    finding_id: str,
    stance: str,
    name: str,
    reason: str,
    audiences: tuple[str, ...],
    index_dir: Path | None,
) -> None:
    """Put another stance in place of that of the finding FINDING_ID."""
    _decide(finding_id, stance, (name, reason), audiences, index_dir)


@findings.command()
@click.argument("finding_id")
@click.option("--name", required=True, help="Who withdraws it.")
@click.option("--reason", required=True, help="Why.")
@audience_option
@index_option
def withdraw(
    finding_id: str, name: str, reason: str, audiences: tuple[str, ...], index_dir: Path | None
) -> None:
    """Take back the decision on the finding FINDING_ID; what was found holds again."""
    found = _aligner(index_dir).withdraw(
        finding_id, name=name, reason=reason, reader=reader_of(audiences)
    )
    stands = f"{found.stance} as found" if found.version else found.reason.rstrip(".").lower()
    click.echo(f"{finding_id}: {stands}; the decision was withdrawn by {name}.")


@findings.command()
@click.argument("finding_id", required=False)
@audience_option
@index_option
@json_option
def history(
    finding_id: str | None, audiences: tuple[str, ...], index_dir: Path | None, as_json: bool
) -> int:
    """Show who decided and withdrew what and why, on FINDING_ID or on all, oldest first."""
    found = _aligner(index_dir).history(reader=reader_of(audiences), finding_id=finding_id)
    if as_json:
        print_json({"events": [asdict(one) for one in found]})
    for one in [] if as_json else found:
        click.echo(
            f"{one.made[:10]} {one.finding_id}: {one.action} {one.stance}, {one.name}: {one.reason}"
        )
    if not found and not as_json:
        click.echo("Nothing has been decided.")
    return 0 if found else NOTHING_FOUND


@findings.command()
@click.option(
    "-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@audience_option
@index_option
def export(output: Path | None, audiences: tuple[str, ...], index_dir: Path | None) -> None:
    """Write decisions and withdrawals as JSON; with --audience those that it may read."""
    from assistant.records.decision_files import exported

    seen = None
    if audiences:
        seen = _aligner(index_dir).finding_ids(reader=reader_of(audiences))
    content = exported(_decisions(), seen)
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_text(content, encoding="utf-8")


@findings.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_decisions(path: Path) -> None:
    """Read decisions from a file that `export` wrote; of two on one finding the later holds."""
    from assistant.records.decision_files import import_file

    taken, older, withdrawn = import_file(path, _decisions())
    left = f" Left out {older} older than what is kept." if older else ""
    undone = f" Withdrew {withdrawn}." if withdrawn else ""
    click.echo(f"Read {taken} decisions.{left}{undone}")


@click.command()
@click.option("--from", "since", help="Id of the earlier snapshot (default: the one before).")
@vision_option
@audience_option
@index_option
@json_option
def changes(
    since: str | None,
    vision: str | None,
    audiences: tuple[str, ...],
    index_dir: Path | None,
    as_json: bool,
) -> None:
    """Say which findings moved since an earlier snapshot, and why."""
    found = _aligner(index_dir).changes(reader=reader_of(audiences), vision=vision, since=since)
    if as_json:
        rows = [asdict(one) for one in found.changes]
        print_json({"from": found.since, "to": found.now, "changes": rows})
        return
    for one in found.changes:
        click.echo(f"{one.finding_id}: {one.before} → {one.after}. {one.why}")
    if not found.changes:
        click.echo(f"No finding has moved since {found.since}.")


def _aligner(index_dir: Path | None) -> Aligner:
    from assistant.wiring import open_aligner

    return open_aligner(settings_for(index_dir))


def _decide(
    finding_id: str,
    stance: str | None,
    who: tuple[str, str],
    audiences: tuple[str, ...],
    index_dir: Path | None,
) -> None:
    name, reason = who
    found = _aligner(index_dir).decide(
        finding_id, stance=stance, name=name, reason=reason, reader=reader_of(audiences)
    )
    if found.decision is not None:
        click.echo(f"{finding_id}: {found.decision.stance}, decided by {found.decision.name}.")


def _decisions() -> Decisions:
    from assistant.records.database import Database
    from assistant.records.decisions import Decisions

    return Decisions(Database.open(settings_for().records_path))
