"""`mcp`: the tools of the Model Context Protocol on standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.options import audience_option, index_option, reader_of, settings_for


@click.command()
@audience_option
@index_option
def mcp(audiences: tuple[str, ...], index_dir: Path | None) -> None:
    """Offer the tools to a program that starts this command (MCP over standard input)."""
    settings = settings_for(index_dir)
    from assistant.api.opening import open_service
    from assistant.api.tools import build_tools
    from assistant.records.answers import Asker
    from assistant.wiring import ServedAssistant

    service = open_service(ServedAssistant(settings), settings)
    reader = reader_of(audiences)
    build_tools(service, lambda _context: (reader, Asker())).run("stdio")
