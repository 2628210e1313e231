"""The front door -> tools of the Model Context Protocol, at /mcp or on standard input."""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field
from starlette.routing import BaseRoute

from assistant.api.alignment_tools import Identify, Words, add_alignment_tools, told
from assistant.api.bodies import document_of, document_text_of, search_result_of
from assistant.api.callers import Caller
from assistant.api.schemas import AnswerBody, DocumentsBody, DocumentTextBody, SearchBody
from assistant.api.service import Service
from assistant.api.turns import in_turn
from assistant.records.answers import Asker
from assistant.types import Filters, Kind, Question, Reader

INSTRUCTIONS = (
    "Answers questions about an organisation's visions, strategies and board papers. Every "
    "statement carries a verbatim quote; show the citation numbers and their links. When the "
    "documents do not answer, say so."
)
Kinds = Annotated[list[Kind] | None, Field(description="Only these kinds of document.")]
Documents = Annotated[list[str] | None, Field(description="Only documents with these ids.")]


def build_tools(service: Service, identify: Identify) -> MCPServer[Any]:
    """Return the server with its tools; `identify` says who makes a request."""
    server: MCPServer[Any] = MCPServer(
        "golden-thread", instructions=INSTRUCTIONS, log_level="WARNING"
    )

    @server.tool()
    @in_turn
    def ask(
        question: Words,
        context: Context[Any, Any],
        kinds: Kinds = None,
        documents: Documents = None,
    ) -> AnswerBody:
        """Answer a question with numbered, verbatim citations, or say plainly that nothing does."""
        reader, asker = identify(context)
        asked = Question(question, filters=_filters(kinds, documents))
        with told():
            return service.answer(service.open_assistant(), asked, reader=reader, asker=asker)

    @server.tool()
    def search(
        query: Words,
        context: Context[Any, Any],
        top: Annotated[int, Field(ge=1, le=100)] = 10,
        kinds: Kinds = None,
        documents: Documents = None,
    ) -> SearchBody:
        """Find the passages that fit best, verbatim and with where they stand."""
        reader, _ = identify(context)
        with told():
            assistant = service.open_assistant()
            filters = _filters(kinds, documents)
            found = assistant.search(query, reader=reader, filters=filters, top=top)
            return SearchBody(
                results=[search_result_of(result, service.public_url) for result in found],
                snapshot=assistant.snapshot().id,
                took_ms=0,
            )

    @server.tool()
    def list_documents(context: Context[Any, Any]) -> DocumentsBody:
        """List the documents with their kind, organisation and date."""
        reader, _ = identify(context)
        with told():
            found = service.open_assistant().documents(reader=reader)
            return DocumentsBody(documents=[document_of(document) for document in found])

    @server.tool()
    def read_document(
        document_id: str,
        context: Context[Any, Any],
        version: Annotated[str | None, Field(description="An earlier text's version.")] = None,
    ) -> DocumentTextBody:
        """Read the whole text of a document; all offsets of citations refer to it."""
        reader, _ = identify(context)
        with told():
            return document_text_of(service.text(document_id, reader, version))

    add_alignment_tools(server, service, identify)
    return server


def http_route(server: MCPServer[Any]) -> BaseRoute:
    """Return the route /mcp; each request stands alone, so a restart loses nobody's session."""
    # Who may call from where is decided by Authenticate, as for every other path.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        stateless_http=True, json_response=True, transport_security=security
    )
    return app.routes[0]


def caller_of(context: Context[Any, Any]) -> tuple[Reader, Asker]:
    """Return who makes a request at /mcp."""
    request = context.request_context.request
    assert request is not None
    caller: Caller = request.scope["state"]["caller"]
    return caller.reader, caller.asker


def _filters(kinds: list[Kind] | None, documents: list[str] | None) -> Filters:
    return Filters(kinds=tuple(kinds or ()), documents=tuple(documents or ()))
