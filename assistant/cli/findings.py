"""`findings` and `changes`: what people decided on findings, and what moved between snapshots."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from assistant.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from assistant.alignment_types import AlignmentReport
    from assistant.records.decisions import Decisions

vision_option = click.option("--vision", help="Id of the vision, when there are several.")
_STANCES = click.Choice(["supports", "partly", "mentions", "silent", "conflicts"])


@click.group()
def findings() -> None:
    """List findings, and accept or override them with a name and a reason."""


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

    report, _ = _report(vision, audiences, index_dir)
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
@vision_option
@index_option
def accept(
    finding_id: str, name: str, reason: str, vision: str | None, index_dir: Path | None
) -> None:
    """Accept the finding FINDING_ID as it is."""
    _decide(finding_id, None, (name, reason), vision, index_dir)


@findings.command()
@click.argument("finding_id")
@click.option("--stance", type=_STANCES, required=True, help="The stance that holds instead.")
@click.option("--name", required=True, help="Who decides.")
@click.option("--reason", required=True, help="Why.")
@vision_option
@index_option
def override(
    finding_id: str, stance: str, name: str, reason: str, vision: str | None, index_dir: Path | None
) -> None:
    """Put another stance in place of that of the finding FINDING_ID."""
    _decide(finding_id, stance, (name, reason), vision, index_dir)


@findings.command()
@click.option(
    "-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
def export(output: Path | None) -> None:
    """Write all decisions as JSON."""
    rows = [asdict(one) for one in _decisions().all().values()]
    content = json.dumps({"decisions": rows}, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_text(content, encoding="utf-8")


@findings.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_decisions(path: Path) -> None:
    """Read decisions from a file that `export` wrote."""
    from assistant.alignment_types import Decision

    try:
        rows: Any = json.loads(path.read_text(encoding="utf-8"))["decisions"]
        read = [Decision(**row) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no file of decisions: {error}") from error
    kept = _decisions()
    for decision in read:
        kept.keep(decision)
    click.echo(f"Read {len(read)} decisions.")


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
) -> int:
    """Say which findings moved since an earlier snapshot, and why."""
    from assistant.alignment.changing import changed

    report, kept = _report(vision, audiences, index_dir)
    earlier = [one for one in kept.snapshots() if one != report.snapshot]
    if since is None and not earlier:
        click.echo("There is no earlier snapshot to compare with.", err=True)
        return NOTHING_FOUND
    chosen = since or earlier[-1]
    before = kept.of_snapshot(chosen)
    if not before:
        raise NotFoundError(f"The findings of the snapshot {chosen!r} are not known.")
    moved = changed(before, report.findings)
    if as_json:
        print_json({"from": chosen, "to": report.snapshot, "changes": [asdict(m) for m in moved]})
        return 0
    for one in moved:
        click.echo(f"{one.finding_id}: {one.before} → {one.after}. {one.why}")
    if not moved:
        click.echo("No finding has moved.")
    return 0


def _report(
    vision: str | None, audiences: tuple[str, ...], index_dir: Path | None
) -> tuple[AlignmentReport, Decisions]:
    from assistant.alignment.findings import fingerprint
    from assistant.wiring import open_aligner

    settings = settings_for(index_dir)
    report = open_aligner(settings).align(reader=reader_of(audiences), vision=vision)
    kept = _decisions()
    if not audiences:
        rows = [(f.id, f.stance, fingerprint(f), f.reason) for f in report.findings]
        kept.remember(report.snapshot, rows)
    return report, kept


def _decide(
    finding_id: str,
    stance: str | None,
    who: tuple[str, str],
    vision: str | None,
    index_dir: Path | None,
) -> None:
    from assistant.alignment.changing import decision_on

    report, kept = _report(vision, (), index_dir)
    finding = next((one for one in report.findings if one.id == finding_id), None)
    if finding is None:
        raise NotFoundError(f"There is no finding {finding_id!r}. List them: findings list")
    decision = decision_on(finding, stance, *who)
    kept.keep(decision)
    click.echo(f"{finding_id}: {decision.stance}, decided by {decision.name}.")


def _decisions() -> Decisions:
    from assistant.records.database import Database
    from assistant.records.decisions import Decisions

    return Decisions(Database.open(settings_for().records_path))
