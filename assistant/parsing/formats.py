"""A file and its format -> what the reader of that format found; readers load only when needed."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import UnreadableDocumentError
from assistant.parsing.decode import decode
from assistant.parsing.detect import Format
from assistant.parsing.pieces import Reading


def read(path: Path, form: Format) -> Reading:
    """Read a file by the reader of its format."""
    match form:
        case "markdown":
            from assistant.parsing.markdown import read_markdown

            return read_markdown(decode(path.read_bytes()))
        case "html":
            from assistant.parsing.html import read_html

            return read_html(decode(path.read_bytes()))
        case "plain":
            from assistant.parsing.plain import read_plain

            return read_plain(decode(path.read_bytes()))
        case "docx":
            from assistant.parsing.docx import read_docx

            return read_docx(path)
        case "pptx":
            from assistant.parsing.pptx import read_pptx

            return read_pptx(path)
        case "pdf":
            from assistant.parsing.pdf import read_pdf

            return read_pdf(path)
    raise UnreadableDocumentError(
        f"{path.name}: save it as DOCX, {form} is not read yet.", reason="wrong_type"
    )
