"""The corpus folder -> a new snapshot, built by the command line in a process of its own.

Apart, so that reading a damaged file or building an index slows no answer and takes none down.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Protocol

from assistant.errors import CorpusError, GoldenThreadError
from assistant.settings import PREFIX, Settings

Progress = Callable[[str, int, int], None]
_STEP = re.compile(r"(?P<stage>[A-Z][A-Za-z ]*?)(?: (?P<done>\d+) of (?P<total>\d+))?")
# What decides which index is built; everything else the process reads as the service did.
_PASSED_ON = ("corpus_dir", "indexes_dir", "embedding_model", "chroma_url")


class Ingest(Protocol):
    """Builds and publishes a snapshot of the corpus folder."""

    def __call__(self, progress: Progress, *, allow_empty: bool) -> list[str]:
        """Return the ids of the documents that have left the index.

        Raises:
            GoldenThreadError: nothing was published; says why.
        """
        ...


def ingest_apart(settings: Settings) -> Ingest:
    """Return what ingests by running `golden-thread ingest`."""

    def ingest(progress: Progress, *, allow_empty: bool) -> list[str]:
        command = [sys.executable, "-m", "assistant.cli", "ingest", "--json"]
        process = subprocess.Popen(
            [*command, "--allow-empty"] if allow_empty else command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=_environment(settings),
        )
        assert process.stderr is not None
        assert process.stdout is not None
        with process:
            try:
                lines = [_follow(line.strip(), progress) for line in process.stderr]
                output = process.stdout.read()
            except BaseException:
                process.terminate()
                raise
        return _removed(output, lines)

    return ingest


def _environment(settings: Settings) -> dict[str, str]:
    chosen = {PREFIX + name.upper(): getattr(settings, name) for name in _PASSED_ON}
    return {**os.environ, **{name: str(value) for name, value in chosen.items() if value}}


def _follow(line: str, progress: Progress) -> str:
    step = _STEP.fullmatch(line)
    if step is not None:
        progress(step["stage"], int(step["done"] or 0), int(step["total"] or 0))
    return line


def _removed(output: str, lines: list[str]) -> list[str]:
    try:
        report: dict[str, Any] = json.loads(output)
    except ValueError:
        reason = next((line for line in reversed(lines) if line), "it gave no reason")
        raise (CorpusError if lines else GoldenThreadError)(
            f"The documents could not be read in: {reason}"
        ) from None
    return list(report["removed"])
