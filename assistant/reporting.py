"""A draft or a vision -> a report, as JSON and as a file: the front door for reports."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from assistant.alignment.aligner import Aligner
from assistant.alignment_types import Report
from assistant.corpus.uploads import safe_name
from assistant.errors import UnreadableDocumentError
from assistant.parsing.parse import parse_safely
from assistant.types import Filters, ParsedText, Reader

NO_FILTERS = Filters()


class Reporting:
    """Makes reports over the snapshot of the moment; nothing of a draft is kept.

    `open_aligner` returns the alignment of that snapshot, opened once for each.
    """

    def __init__(self, open_aligner: Callable[[], Aligner]) -> None:
        self._aligner = open_aligner

    def visions(self, *, reader: Reader) -> list[tuple[str, str]]:
        """Return the id and the title of every vision whose goals the reader may read."""
        found = self._aligner().frameworks(reader=reader)
        return [(framework.vision, framework.title) for framework in found]

    def check(
        self,
        name: str,
        content: bytes,
        *,
        reader: Reader,
        vision: str | None = None,
        form: str = "docx",
    ) -> Report:
        """Check a draft against a vision and the approved documents.

        Raises:
            UnreadableDocumentError: the draft cannot be read.
            UsageError: there are several visions and none is named.
        """
        # Here, since the forms of a report load the libraries of their files.
        from assistant.alignment.draft_reports import draft_body, draft_bytes

        draft = _read(name, content)
        found = self._aligner().check(Path(name).stem, draft, reader=reader, vision=vision)
        return Report(draft_body(found), form, draft_bytes(found, form))

    def matrix(
        self,
        *,
        reader: Reader,
        filters: Filters = NO_FILTERS,
        vision: str | None = None,
        form: str = "xlsx",
    ) -> Report:
        """Hold every document that the reader may read against the goals of a vision.

        Raises:
            UsageError: there are several visions and none is named.
        """
        from assistant.alignment.reports import report_body, report_bytes

        found = self._aligner().align(reader=reader, vision=vision, filters=filters)
        return Report(report_body(found), form, report_bytes(found, form))


def _read(name: str, content: bytes) -> ParsedText:
    """Read a draft in a process apart, with limits on time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(content)
        [(_, parsed)] = parse_safely([path], workers=1)
    if isinstance(parsed, UnreadableDocumentError):
        raise parsed
    return parsed
