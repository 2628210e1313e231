"""A file -> its canonical text and blocks; picks the format by content, parses apart on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import UnreadableDocumentError
from assistant.parsing.assemble import assemble
from assistant.parsing.detect import detect
from assistant.parsing.formats import read
from assistant.parsing.workers import read_in_workers
from assistant.types import ParsedText

# Raised whenever the same file may give another text or other blocks than before.
PARSER_VERSION = "1"


def parse(path: Path) -> ParsedText:
    """Read one file in this process; raises UnreadableDocumentError with a reason."""
    parsed = assemble(read(path, detect(path)))
    if not parsed.blocks:
        raise UnreadableDocumentError(f"{path.name} holds no text.", reason="empty")
    return parsed


def parse_safely(
    paths: Sequence[Path], *, workers: int
) -> Iterator[tuple[Path, ParsedText | UnreadableDocumentError]]:
    """Read files in worker processes, each with limits on time and memory; in the given order."""
    return read_in_workers(paths, workers=workers)
