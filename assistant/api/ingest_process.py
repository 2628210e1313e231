"""What is served, and a request on standard input -> a published snapshot, told line by line.

Run by `assistant.api.ingesting` as a process of its own; each line of its output is one message.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

from assistant.errors import GoldenThreadError
from assistant.settings import Settings
from assistant.wiring import open_ingester

logger = logging.getLogger(__name__)


def main() -> None:
    """Ingest what the request on standard input asks for."""
    request = json.load(sys.stdin)
    try:
        _tell(removed=_ingest(request))
    except GoldenThreadError as error:
        _tell(error=str(error))
    except Exception:
        logger.exception("Unexpected error while reading documents in")
        _tell(error="Something went wrong in reading the documents in; the log has the details.")


def _ingest(request: dict[str, Any]) -> list[str]:
    settings = Settings.model_validate(request["settings"])
    ingester = open_ingester(
        settings,
        progress=lambda stage, done, total: _tell(stage=stage, done=done, total=total),
    )
    report = ingester.refresh(
        settings.corpus_dir,
        withdrawn=request["withdrawn"],
        left_out=[Path(path) for path in request["left_out"]],
    )
    return list(report.removed)


def _tell(**message: object) -> None:
    """Tell the service; when it was killed meanwhile, what was begun is finished all the same."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
