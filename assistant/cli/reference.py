"""Every command and every setting -> docs/reference/cli.md, settings.md and .env.example.

`python -m assistant.cli.reference FOLDER` writes them; a test checks that they are fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli.main import golden_thread
from assistant.settings import PREFIX, TOML_FILE, Settings

_WIDTH = 88


def cli_page() -> str:
    """Return the help of every command, as printed."""
    lines = ["# Command line", "", "Made by `make docs` from the commands' own help.", ""]
    context = click.Context(golden_thread, info_name="golden-thread", terminal_width=_WIDTH)
    for name in golden_thread.list_commands(context):
        command = golden_thread.get_command(context, name)
        if command is not None:
            lines += _help_of(command, name, context)
    return "\n".join(lines)


def settings_page() -> str:
    """Return a table of the settings."""
    lines = [
        "# Settings",
        "",
        "Made by `make docs`. Flags beat the environment, the environment beats "
        f"`{TOML_FILE}` (same names in lower case without the prefix), that beats the defaults. "
        f"An unknown `{PREFIX}*` name is an error.",
        "",
        "| environment variable | default | what it is |",
        "| --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join([*lines, ""])


def env_example() -> str:
    """Return an environment file with every setting, commented out."""
    lines = ["# Copy to .env and load it, for example with `set -a; . ./.env; set +a`.", ""]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else field.default
        lines += [f"# {field.description}", f"#{PREFIX}{name.upper()}={default}", ""]
    return "\n".join(lines)


def write(repository: Path) -> None:
    """Write all three into a checkout."""
    reference = repository / "docs" / "reference"
    reference.mkdir(parents=True, exist_ok=True)
    (reference / "cli.md").write_text(cli_page(), encoding="utf-8")
    (reference / "settings.md").write_text(settings_page(), encoding="utf-8")
    (repository / ".env.example").write_text(env_example(), encoding="utf-8")


def _help_of(command: click.Command, path: str, parent: click.Context) -> list[str]:
    context = click.Context(command, info_name=path, parent=parent, terminal_width=_WIDTH)
    lines = [f"## golden-thread {path}", "", "```", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            lines += _help_of(inner, f"{path} {name}", parent) if inner else []
    return lines


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
