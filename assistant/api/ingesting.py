"""What is served and the corpus folder -> a new snapshot, built in a process of its own.

Apart, so that reading a damaged file or building an index slows no answer and takes none down.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from assistant.errors import CorpusError
from assistant.settings import Settings

Progress = Callable[[str, int, int], None]
# What decides which index is built, and from what.
_PASSED_ON = ("corpus_dir", "indexes_dir", "embedding_model", "chroma_url")


class Ingest(Protocol):
    """Builds and publishes a snapshot of what is served and the corpus folder."""

    def __call__(
        self, progress: Progress, *, withdrawn: Sequence[str] = (), left_out: Sequence[str] = ()
    ) -> list[str]:
        """Return the ids of the documents that have left the index.

        `withdrawn` names documents whose files were deleted or are to be passed over; `left_out`
        are the paths of the latter.

        Raises:
            GoldenThreadError: nothing was published; says why.
        """
        ...


def ingest_apart(settings: Settings) -> Ingest:
    """Return what ingests in a process of its own."""

    def ingest(
        progress: Progress, *, withdrawn: Sequence[str] = (), left_out: Sequence[str] = ()
    ) -> list[str]:
        request = _request(settings, withdrawn, left_out)
        command = [sys.executable, "-m", "assistant.api.ingest_process"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(json.dumps(request))
                process.stdin.close()
                return _followed(process.stdout, progress)
            except BaseException:
                process.terminate()
                raise

    return ingest


def _request(
    settings: Settings, withdrawn: Sequence[str], left_out: Sequence[str]
) -> dict[str, Any]:
    chosen = {name: getattr(settings, name) for name in _PASSED_ON}
    return {
        "withdrawn": list(withdrawn),
        "left_out": list(left_out),
        "settings": {name: str(value) for name, value in chosen.items() if value is not None},
    }


def _followed(lines: Iterable[str], progress: Progress) -> list[str]:
    for line in lines:
        message = json.loads(line)
        if "removed" in message:
            return list(message["removed"])
        if "error" in message:
            raise CorpusError(message["error"])
        progress(message["stage"], message["done"], message["total"])
    raise CorpusError(
        "Reading the documents in ended without a word; perhaps memory ran out. What was indexed "
        "before is still served."
    )
