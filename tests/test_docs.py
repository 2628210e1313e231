"""The documents say what the program does: generated pages are fresh, README commands exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from assistant.cli.main import golden_thread
from tests.conftest import REPOSITORY


@pytest.fixture(name="generated", scope="module")
def _generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as a process of its own writes them: click keeps what other tests asked of it."""
    folder = tmp_path_factory.mktemp("generated")
    command = [sys.executable, "-m", "assistant.cli.reference", str(folder)]
    subprocess.run(command, check=True, cwd=REPOSITORY)
    return folder


@pytest.mark.parametrize(
    "path", ["docs/reference/cli.md", "docs/reference/settings.md", ".env.example"]
)
def test_generated_pages_are_what_the_program_would_print_now(path: str, generated: Path) -> None:
    fresh = (generated / path).read_text(encoding="utf-8")

    assert (REPOSITORY / path).read_text(encoding="utf-8") == fresh, "run `make docs`"


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
