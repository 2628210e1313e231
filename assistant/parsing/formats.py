"""A file and its format -> what the reader of that format found; readers load when needed."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from assistant.errors import UnreadableDocumentError
from assistant.parsing.decode import decode, repair
from assistant.parsing.detect import Format
from assistant.parsing.office import convert
from assistant.parsing.pieces import Reading

MOST_TEXT_BYTES = 32 * 1024 * 1024  # of a file of plain text, Markdown, HTML or mail
_TEXTS: dict[Format, str] = {
    "markdown": "markdown:read_markdown",
    "html": "html:read_html",
    "plain": "plain:read_plain",
}
_FILES: dict[Format, str] = {
    "pdf": "pdf:read_pdf",
    "docx": "docx:read_docx",
    "pptx": "pptx:read_pptx",
    "xlsx": "xlsx:read_xlsx",
    "odt": "odt:read_odt",
    "eml": "mail:read_eml",
    "msg": "mail:read_msg",
}


def read(path: Path, form: Format) -> Reading:
    """Read a file by the reader of its format."""
    if form in _TEXTS:
        return _read_text(path, form)
    if form in _FILES:
        if form == "eml":
            _check_size(path)
        return cast("Callable[[Path], Reading]", _reader(_FILES[form]))(path)
    with tempfile.TemporaryDirectory(prefix="golden-thread-") as folder:
        newer, newer_form = convert(path, form, Path(folder))
        return read(newer, newer_form)


def _read_text(path: Path, form: Format) -> Reading:
    _check_size(path)
    text, problem = repair(decode(path.read_bytes()))
    reading = cast("Callable[[str], Reading]", _reader(_TEXTS[form]))(text)
    reading.problems += [problem] if problem else []
    return reading


def _check_size(path: Path) -> None:
    if path.stat().st_size > MOST_TEXT_BYTES:
        limit = MOST_TEXT_BYTES // (1024 * 1024)
        raise UnreadableDocumentError(
            f"{path.name} is larger than the {limit} MB of text that are read.", reason="too_large"
        )


def _reader(name: str) -> object:
    module, function = name.split(":")
    return getattr(importlib.import_module(f"assistant.parsing.{module}"), function)
