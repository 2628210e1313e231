"""`keys`: who may use the HTTP service."""

from __future__ import annotations

from datetime import timedelta

import click

from assistant.cli.options import json_option, print_json, settings_for
from assistant.records.database import Database
from assistant.records.keys import ROLES, Key, Keys, Role


@click.group()
def keys() -> None:
    """Make, list and revoke the API keys of the HTTP service."""


@keys.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="read", show_default=True)
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    default=("public",),
    show_default=True,
    help="What the key may read; repeat for several.",
)
@click.option("--days", type=click.IntRange(1), help="Expires after so many days.")
@click.option("--rate", type=click.IntRange(1), help="Requests a minute (default: 12,000).")
@json_option
def create(
    name: str,
    role: Role,
    audiences: tuple[str, ...],
    days: int | None,
    rate: int | None,
    as_json: bool,
) -> None:
    """Make a key for NAME. It is shown once; only its hash is kept."""
    lifetime = None if days is None else timedelta(days=days)
    key, text = _keys().create(
        name, role=role, audiences=audiences, lifetime=lifetime, requests_per_minute=rate
    )
    if as_json:
        print_json({**_body(key), "key": text})
        return
    click.echo("Keep this key safe: it is not shown again.", err=True)
    click.echo(text)


@keys.command(name="list")
@json_option
def list_keys(as_json: bool) -> None:
    """List the keys without their secrets, revoked and expired ones included."""
    found = _keys().list()
    if as_json:
        print_json({"keys": [_body(key) for key in found]})
        return
    for key in found:
        state = "revoked" if key.revoked else ("usable" if key.is_usable else "expired")
        until = f" until {key.expires[:10]}" if key.expires else ""
        click.echo(f"{key.id}  {state}{until}  {key.role}  {','.join(key.audiences)}  {key.name}")


@keys.command()
@click.argument("key_id", metavar="ID")
def revoke(key_id: str) -> None:
    """Refuse the key with this ID from now on."""
    _keys().revoke(key_id)
    click.echo(f"The key {key_id} is revoked.")


def _keys() -> Keys:
    return Keys(Database.open(settings_for().records_path))


def _body(key: Key) -> dict[str, object]:
    body = {field: getattr(key, field) for field in Key.__slots__}
    return {**body, "audiences": list(key.audiences)}
