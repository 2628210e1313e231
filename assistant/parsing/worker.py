"""One worker process: paths come in on stdin, what was read goes out, a JSON line each."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any, TextIO

from assistant.errors import UnreadableDocumentError
from assistant.parsing.parse import parse
from assistant.types import ParsedText

_TIRED = 0.3  # share of the memory allowed from which on a worker is replaced


def main() -> None:
    """Serve until stdin ends."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    replies = _private_stdout()
    _limit_memory(memory)
    for line in sys.stdin:
        # If the parent cannot end a hanging native call, the alarm's default action does.
        signal.alarm(seconds)
        answer = _answer(Path(json.loads(line)))
        # Memory that one file took is seldom given back: the next file gets a new process.
        answer["tired"] = _resident() > memory * _TIRED
        replies.write(json.dumps(answer) + "\n")
        replies.flush()
        signal.alarm(0)


def _resident() -> int:
    """Return the memory that this process holds, in bytes; its peak where that is all we know."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _private_stdout() -> TextIO:
    """Keep stdout for replies alone: what libraries print goes nowhere."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return replies


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: Path) -> dict[str, Any]:
    try:
        return {"parsed": _packed(parse(path))}
    except UnreadableDocumentError as error:
        return {"reason": error.reason, "message": str(error)}
    except MemoryError:
        return {
            "reason": "too_large",
            "message": f"{path.name} needs more memory than reading may take.",
        }
    except RecursionError:
        return {"reason": "damaged", "message": f"{path.name} is nested too deeply to be read."}
    except Exception as error:  # noqa: BLE001  a reader's bug must cost one file, not the ingest
        return {"reason": "damaged", "message": f"{path.name} could not be read ({error!r:.200})."}


def _packed(parsed: ParsedText) -> dict[str, Any]:
    return {
        "text": parsed.text,
        "blocks": [astuple(block) for block in parsed.blocks],
        "pages": parsed.pages,
        "properties": dict(parsed.properties),
        "problems": parsed.problems,
        "reading": parsed.reading,
    }


if __name__ == "__main__":
    main()
