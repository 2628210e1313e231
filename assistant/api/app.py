"""The front door and the settings -> the HTTP application."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.api import (
    alignment,
    answers,
    chat,
    documents,
    findings,
    health,
    records,
    reports,
    search,
    uploads,
    web,
)
from assistant.api.aligning import OpenAligner
from assistant.api.callers import Authenticate
from assistant.api.envelope import Envelope
from assistant.api.etags import Etags
from assistant.api.idempotency import Idempotency
from assistant.api.ingesting import Ingest
from assistant.api.limits import UPLOAD_LIMITS, BodyLimit
from assistant.api.openapi import describe
from assistant.api.opening import open_service, upkeep
from assistant.api.problems import on_error, on_http_error, on_invalid
from assistant.api.rates import Rates
from assistant.api.service import state_of
from assistant.api.tools import build_tools, caller_of, http_route
from assistant.assistant import Assistant
from assistant.errors import GoldenThreadError
from assistant.settings import Settings

ROUTERS = (
    answers.router,
    search.router,
    alignment.router,
    reports.router,
    findings.router,
    chat.router,
    documents.router,
    records.router,
    uploads.router,
    health.router,
    web.router,
)


def create_app(
    open_assistant: Callable[[], Assistant],
    settings: Settings,
    ingest: Ingest | None = None,
    open_aligner: Callable[[], OpenAligner] | None = None,
) -> FastAPI:
    """Return the application; `open_assistant` returns the front door over the current snapshot.

    `ingest` builds a new one when documents are added, by default in a process of its own;
    `open_aligner` opens the alignment, by default over the settings' index.
    """
    service = open_service(open_assistant, settings, ingest, open_aligner)
    tools = build_tools(service, caller_of)
    app = FastAPI(
        title="Golden Thread",
        summary="Answers about visions, strategies and board papers, with checked citations.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=upkeep(service, tools),
    )
    app.state.service = service
    app.add_middleware(Etags)
    app.add_middleware(
        Idempotency, replies=service.replies, snapshot=partial(state_of, open_assistant)
    )
    app.add_middleware(BodyLimit, limits=UPLOAD_LIMITS)
    app.add_middleware(
        Authenticate, keys=service.keys, rates=Rates(), public_url=settings.public_url
    )
    app.add_middleware(Envelope, metrics=service.metrics, tracing=service.tracing)
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(GoldenThreadError, on_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.router.routes.append(http_route(tools))
    describe(app)
    return app


def _version() -> str:
    try:
        return version("golden-thread")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
