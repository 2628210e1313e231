"""The shape of the code: short files with a purpose line, data folders without code."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGES = ("assistant", "bot")
MODULES = sorted(path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py"))
# The before-last word on size: past this a file holds more than one idea.
LONGEST_FILE = 350
# The glossary: one page of nouns, which reads better whole.
LONGEST_OF = {"types.py": 450}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_module_begins_with_a_line_that_says_what_it_is_for(path: Path) -> None:
    purpose = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert purpose
    assert len(purpose.splitlines()[0]) <= 100


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_module_grows_past_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_OF.get(
        path.name, LONGEST_FILE
    )


@pytest.mark.parametrize("folder", ["corpus", "indexes"])
def test_data_folders_hold_no_code(folder: str) -> None:
    assert not list((REPOSITORY / folder).rglob("*.py"))


def test_importing_the_package_loads_no_heavy_library() -> None:
    script = (
        "import sys, assistant\n"
        "heavy = ('torch', 'llama_index', 'chromadb', 'numpy', 'onnxruntime', 'fastapi')\n"
        "print([name for name in heavy if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert done.stdout.strip() == "[]", done.stderr


def test_the_architecture_page_names_every_package_and_top_level_module() -> None:
    page = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    children = [path for package in PACKAGES for path in (REPOSITORY / package).iterdir()]
    names = [
        f"{path.parent.name}/{path.name}{'/' if path.is_dir() else ''}"
        for path in children
        if (path.suffix == ".py" or (path / "__init__.py").exists())
        and path.name not in {"__init__.py", "__main__.py"}
    ]

    missing = [name for name in names if name.partition("/")[2] not in page]

    assert missing == []
