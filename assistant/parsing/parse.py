"""A file -> its canonical text and blocks; picks the format by content, parses apart on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import UnreadableDocumentError
from assistant.parsing.assemble import assemble
from assistant.parsing.detect import Format, detect
from assistant.parsing.formats import read
from assistant.parsing.workers import read_in_workers
from assistant.types import ParsedText

# Raised whenever the same file may give another text or other blocks than before.
PARSER_VERSION = "5"

MOST_BYTES = 300 * 1024 * 1024
_SUFFIXES: dict[str, tuple[Format, ...]] = {
    ".pdf": ("pdf",),
    ".docx": ("docx",),
    ".docm": ("docx",),
    ".pptx": ("pptx",),
    ".pptm": ("pptx",),
    ".xlsx": ("xlsx",),
    ".xlsm": ("xlsx",),
    ".odt": ("odt",),
    ".msg": ("msg",),
    ".doc": ("doc",),
    ".ppt": ("ppt",),
    ".rtf": ("rtf",),
}


def parse(path: Path) -> ParsedText:
    """Read one file in this process; raises UnreadableDocumentError with a reason."""
    _check_file(path)
    form = detect(path)
    reading = read(path, form)
    if form not in _SUFFIXES.get(path.suffix.lower(), (form,)):
        reading.problems.append(f"The file is named {path.suffix}, but it is {form}.")
    if path.suffix.lower() in (".docm", ".pptm", ".xlsm"):
        reading.problems.append("The file holds macros; they were not run.")
    parsed = assemble(reading)
    if not parsed.blocks:
        raise UnreadableDocumentError(f"{path.name} holds no text.", reason="empty")
    return parsed


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise UnreadableDocumentError(f"{path.name} is not a file.", reason="wrong_type")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocumentError(f"{path.name} is empty.", reason="empty")
    if size > MOST_BYTES:
        limit = MOST_BYTES // (1024 * 1024)
        raise UnreadableDocumentError(
            f"{path.name} is larger than the {limit} MB that are read.", reason="too_large"
        )


def parse_safely(
    paths: Sequence[Path], *, workers: int
) -> Iterator[tuple[Path, ParsedText | UnreadableDocumentError]]:
    """Read files in worker processes, each with limits on time and memory; in the given order."""
    return read_in_workers(paths, workers=workers)
