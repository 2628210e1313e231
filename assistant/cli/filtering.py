"""Flags of a command -> filters of documents by kind, id, organisation, status and date."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, get_args

import click

from assistant.cli.options import document_option, kind_option
from assistant.errors import UsageError
from assistant.types import Filters, Status

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_OPTIONS = (
    kind_option,
    document_option,
    click.option("--organisation", "organisations", multiple=True, help="Only of this body."),
    click.option(
        "--status", "statuses", multiple=True, type=click.Choice(get_args(Status)),
        help="Only documents of this status.",
    ),
    click.option("--dated-from", help="Only documents of this date or later: YYYY[-MM[-DD]]."),
    click.option("--dated-to", help="Only documents of this date or earlier."),
)  # fmt: skip


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the flags, and hand them to it as `filters`."""

    @wraps(command)
    def filtered(*args: Any, **flags: Any) -> Any:
        filters = Filters(
            kinds=tuple(dict.fromkeys(flags.pop("kinds"))),
            documents=tuple(flags.pop("documents")),
            organisations=tuple(flags.pop("organisations")),
            statuses=tuple(dict.fromkeys(flags.pop("statuses"))),
            dated_from=_date(flags.pop("dated_from"), "--dated-from"),
            dated_to=_date(flags.pop("dated_to"), "--dated-to"),
        )
        return command(*args, filters=filters, **flags)

    for option in reversed(_OPTIONS):
        filtered = option(filtered)
    return filtered


def _date(text: str | None, flag: str) -> str | None:
    if text is not None and not _DATE.fullmatch(text):
        raise UsageError(f"{flag} {text!r} is no date. Write YYYY, YYYY-MM or YYYY-MM-DD.")
    return text
