"""The documents say what the program does: generated pages are fresh, README commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from assistant.cli.main import golden_thread
from assistant.cli.reference import cli_page, env_example, settings_page
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("docs/reference/cli.md", cli_page),
        ("docs/reference/settings.md", settings_page),
        (".env.example", env_example),
    ],
)
def test_generated_pages_are_what_the_program_would_print_now(path: str, page) -> None:  # type: ignore[no-untyped-def]
    assert (REPOSITORY / path).read_text(encoding="utf-8") == page(), "run `make docs`"


@pytest.mark.parametrize(
    "path",
    [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))],
    ids=lambda path: str(path.relative_to(REPOSITORY)),
)
def test_every_command_in_the_documents_exists(path: Path) -> None:
    context = click.Context(golden_thread)
    known = set(golden_thread.list_commands(context))

    named = set(re.findall(r"golden-thread ([a-z]+)\b", path.read_text(encoding="utf-8")))

    assert named <= known


def test_every_make_target_in_the_readme_exists() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")

    for target in re.findall(r"\bmake ([a-z]+)\b", readme):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
