"""schemathesis against a running service: every check, some thousand cases, with keys and without.

python -m benchmarks.service.schema [--program st] [--cases 60]

schemathesis is not installed with the project (`pip install schemathesis` in an environment of its
own, then `--program PATH/st`). The service runs over a corpus of its own, since it is asked to add
and withdraw documents. Exit 0 when nothing was found; the number of cases is printed at the end.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.indexing.folder import IndexesFolder
from assistant.ingest import Ingester
from assistant.models.embedding import open_embedding_model
from assistant.records.database import Database
from assistant.records.keys import Keys
from benchmarks.service.clients import free_port, running
from benchmarks.service.corpus import KEPT, MODEL, SAMPLE

CONFIG = Path(__file__).with_name("schemathesis.toml")
WANTED = 5_000
_CASES = re.compile(r"(\d[\d,]*) generated")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", default="st")
    arguments.add_argument("--cases", type=int, default=60, help="examples an operation")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    found_program = shutil.which(given.program)
    if found_program is None:
        print("schemathesis is not installed here: see the first lines of this file.")
        return 2
    # It keeps notes in its working folder, which is not ours.
    program = str(Path(found_program).absolute())
    cases, failed = 0, 0
    for with_key in (True, False):
        found, code = run(
            [program, "--config-file", str(CONFIG), "run"],
            given.cases,
            given.seed,
            with_key=with_key,
        )
        cases, failed = cases + found, failed | code
    print(f"{cases:,} cases (wanted {WANTED:,}), {'something' if failed else 'nothing'} found")
    return int(failed != 0 or cases < WANTED)


def run(command: Sequence[str], cases: int, seed: int, *, with_key: bool) -> tuple[int, int]:
    """Run one pass; return how many cases there were, and the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _installed(Path(folder))
        key = _key(environment) if with_key else None
        port = free_port()
        serve = ["assistant.cli", "serve", "--port", str(port)]
        with running(serve, port, "/readyz", environment):
            header = ["--header", f"Authorization: Bearer {key}"] if key else []
            output = subprocess.run(
                [*command, f"http://127.0.0.1:{port}/openapi.json",
                 "--max-examples", str(cases), "--seed", str(seed), "--request-timeout", "300",
                 "--max-response-time", "300",
                 "--continue-on-failure", "--no-color", *header],
                capture_output=True, text=True, check=False, cwd=folder,
            )  # fmt: skip
        print(output.stdout[-12_000:], output.stderr[-2_000:])
        found = sum(int(one.replace(",", "")) for one in _CASES.findall(output.stdout)[-1:])
        return found, output.returncode


def _installed(folder: Path) -> dict[str, str]:
    """Return the environment of a service over a copy of the sample."""
    corpus, indexes = folder / "corpus", folder / "indexes"
    shutil.copytree(SAMPLE, corpus)
    indexes.mkdir()
    models = KEPT / "models"
    models.mkdir(parents=True, exist_ok=True)
    (indexes / "models").symlink_to(models)
    model = open_embedding_model(MODEL, models, threads=2)
    Ingester(IndexesFolder(indexes), model).ingest([corpus], skip=[corpus / "source"])
    return {
        **os.environ,
        "GOLDEN_THREAD_INDEXES_DIR": str(indexes),
        "GOLDEN_THREAD_CORPUS_DIR": str(corpus),
        "GOLDEN_THREAD_RECORDS_PATH": str(folder / "records.sqlite"),
    }


def _key(environment: dict[str, str]) -> str:
    keys = Keys(Database.open(Path(environment["GOLDEN_THREAD_RECORDS_PATH"])))
    _, text = keys.create("schema", role="administer", audiences=("public", "board", "partners"))
    return text


if __name__ == "__main__":
    raise SystemExit(main())
