"""`golden-thread`: finds the command, loads only what it needs, turns errors into exit codes.

Exit codes: 0 done, 1 the work failed, 2 bad usage, 3 nothing found.
"""

from __future__ import annotations

import importlib
import logging
import sys
import uuid

import click

from assistant.cli.exits import BAD_USAGE, FAILED, NOTHING_FOUND
from assistant.errors import GoldenThreadError, NotFoundError, SettingsError, UsageError

logger = logging.getLogger(__name__)

# Where each command lives. Loading them by name keeps `ask` quick: it never imports a web server.
_COMMANDS = {
    "ingest": "assistant.cli.corpus:ingest",
    "ask": "assistant.cli.asking:ask",
    "search": "assistant.cli.asking:search",
    "documents": "assistant.cli.corpus:documents",
    "show": "assistant.cli.corpus:show",
    "status": "assistant.cli.status:status",
    "doctor": "assistant.cli.doctor:doctor",
    "goals": "assistant.cli.alignment:goals",
    "match": "assistant.cli.alignment:match",
    "verify": "assistant.cli.alignment:verify",
    "align": "assistant.cli.alignment:align",
    "thread": "assistant.cli.alignment:thread",
    "check": "assistant.cli.alignment:check",
    "findings": "assistant.cli.findings:findings",
    "changes": "assistant.cli.findings:changes",
    "eval": "assistant.cli.evaluate:evaluate",
    "keys": "assistant.cli.keys:keys",
    "mcp": "assistant.cli.mcp:mcp",
    "records": "assistant.cli.records:records",
    "serve": "assistant.cli.serving:serve",
    "bot": "assistant.cli.serving:bot",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every command's name, in the order of the table."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return one command."""
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="golden-thread")
def golden_thread() -> None:
    """Ask your vision, strategies and board papers, and get answers with citations."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; return its exit code. All errors end here."""
    try:
        code = golden_thread.main(arguments, prog_name="golden-thread", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.exceptions.Abort, GoldenThreadError, OSError, SystemExit) as error:
        return _ended_by(error)
    except Exception:  # the one place where a bug becomes an apology
        reference = uuid.uuid4().hex[:8]
        logger.exception("reference %s", reference)
        return _fail(
            f"Something went wrong that should not have (reference {reference}). "
            "The log above has the details; please report it.",
            FAILED,
        )
    return code if isinstance(code, int) else 0


def _ended_by(error: BaseException) -> int:
    """Say what ended a command, in one line, and return its exit code."""
    match error:
        case GoldenThreadError():
            return _fail(str(error), _exit_code(error))
        case BrokenPipeError():
            # Whoever read our output has closed it, as `head` does: leave without a word.
            sys.stderr.close()
            return 0
        case OSError():
            return _fail(f"{error.filename or 'A file'}: {error.strerror or error}.", FAILED)
        case SystemExit():
            # The web server leaves so when it cannot listen; it has said why.
            return FAILED if error.code else 0
        case _:
            return _fail("Stopped.", FAILED)


def _exit_code(error: GoldenThreadError) -> int:
    if isinstance(error, NotFoundError):
        return NOTHING_FOUND
    return BAD_USAGE if isinstance(error, UsageError | SettingsError) else FAILED


def _fail(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code
