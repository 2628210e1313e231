"""`serve` and `bot`: the HTTP service and the Slack bot."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from assistant.cli.options import index_option, settings_for


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@index_option
def serve(host: str, port: int, index_dir: Path | None) -> None:
    """Run the HTTP service."""
    settings = settings_for(index_dir)
    from assistant.api.app import create_app
    from assistant.api.serve import serve as serve_app
    from assistant.wiring import ServedAssistant

    serve_app(create_app(ServedAssistant(settings), settings), host=host, port=port)


@click.command()
@click.option("--host", default=None, help="Where to listen for Slack (default: 127.0.0.1).")
@click.option("--port", default=None, type=click.IntRange(0, 65535), help="Default: 3000.")
def bot(host: str | None, port: int | None) -> int:
    """Run the Slack bot: Socket Mode when SLACK_APP_TOKEN is set, else HTTP."""
    settings_for()
    # By name: the assistant may not depend on the bot, which is a voice beside it.
    code: int = importlib.import_module("bot.__main__").main(host, port)
    return code
