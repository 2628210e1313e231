"""The alignment -> the tools golden_thread and check_draft of the Model Context Protocol."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from assistant.alignment import showing
from assistant.api.alignment import ThreadBody, shown
from assistant.api.reports import CheckBody
from assistant.api.requests import MAX_QUESTION
from assistant.api.service import Service
from assistant.api.turns import in_turn
from assistant.errors import GoldenThreadError, UnreadableDocumentError
from assistant.parsing.parse import parse_safely
from assistant.records.answers import Asker
from assistant.types import ParsedText, Reader

MAX_DRAFT = 500_000

# Who calls: the reader and the asker of one request.
Identify = Callable[[Context[Any, Any]], tuple[Reader, Asker]]
Words = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]
Draft = Annotated[
    str,
    Field(min_length=1, max_length=MAX_DRAFT, description="The draft's words, as Markdown."),
]
Vision = Annotated[
    str | None, Field(max_length=200, description="Id of the vision; needed when there are several")
]


def add_alignment_tools(server: MCPServer[Any], service: Service, identify: Identify) -> None:
    """Add the tools to a server; `identify` says who makes a request."""

    @server.tool()
    @in_turn
    def golden_thread(
        subject: Words, context: Context[Any, Any], vision: Vision = None
    ) -> ThreadBody:
        """Follow a subject or ambition from the vision through strategies to board papers.

        Every link carries a verbatim quote; `gaps` names the kinds of document without one.
        """
        reader, _ = identify(context)
        with told():
            found = service.open_aligner().thread(subject, reader=reader, vision=vision)
            return shown(ThreadBody, showing.thread_body(found), service.public_url)

    @server.tool()
    @in_turn
    def check_draft(
        text: Draft,
        context: Context[Any, Any],
        title: Annotated[str, Field(min_length=1, max_length=200)] = "Draft",
        vision: Vision = None,
    ) -> CheckBody:
        """Check a draft against the ambitions and the approved documents; nothing is kept."""
        # Here, since the forms of a report load the libraries of their files.
        from assistant.alignment.draft_reports import draft_body

        reader, _ = identify(context)
        with told():
            found = service.open_aligner().check(title, _read(text), reader=reader, vision=vision)
            return shown(CheckBody, draft_body(found), service.public_url)


@contextmanager
def told() -> Iterator[None]:
    """Tell the caller of errors that are fit to show; any other is a bug."""
    try:
        yield
    except GoldenThreadError as error:
        raise ToolError(str(error)) from error


def _read(text: str) -> ParsedText:
    """Read the draft in a process apart, with limits on time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        [(_, parsed)] = parse_safely([path], workers=1)
    if isinstance(parsed, UnreadableDocumentError):
        raise parsed
    return parsed
