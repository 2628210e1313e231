"""The front door and the settings -> the HTTP application."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.api import answers, documents, health, records, search, web
from assistant.api.callers import Authenticate
from assistant.api.envelope import Envelope
from assistant.api.limits import BodyLimit
from assistant.api.openapi import describe
from assistant.api.problems import on_error, on_http_error, on_invalid
from assistant.api.rates import Rates
from assistant.api.service import Service
from assistant.assistant import Assistant
from assistant.errors import GoldenThreadError
from assistant.records.answers import Answers
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.settings import Settings

ROUTERS = (
    answers.router,
    search.router,
    documents.router,
    records.router,
    health.router,
    web.router,
)


def create_app(open_assistant: Callable[[], Assistant], settings: Settings) -> FastAPI:
    """Return the application; `open_assistant` returns the front door over the current snapshot."""
    database = Database.open(settings.records_path)
    keys = Keys(database)
    service = Service(
        open_assistant=open_assistant,
        public_url=settings.public_url,
        keys=keys,
        answers=Answers(database),
    )
    app = FastAPI(
        title="Golden Thread",
        summary="Answers about visions, strategies and board papers, with checked citations.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    app.add_middleware(BodyLimit, limits={})
    app.add_middleware(Authenticate, keys=keys, rates=Rates(), public_url=settings.public_url)
    app.add_middleware(Envelope, metrics=service.metrics)
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(GoldenThreadError, on_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    describe(app)
    return app


def _version() -> str:
    try:
        return version("golden-thread")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
