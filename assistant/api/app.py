"""The front door and the settings -> the HTTP application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.api import answers, documents, health, records, search, uploads, web
from assistant.api.callers import Authenticate
from assistant.api.envelope import Envelope
from assistant.api.ingesting import Ingest, ingest_apart
from assistant.api.jobs import Jobs
from assistant.api.limits import MAX_UPLOAD_BYTES, BodyLimit
from assistant.api.openapi import describe
from assistant.api.problems import on_error, on_http_error, on_invalid
from assistant.api.rates import Rates
from assistant.api.service import Service
from assistant.assistant import Assistant
from assistant.corpus.uploads import Uploads
from assistant.errors import GoldenThreadError
from assistant.records.answers import Answers
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.settings import Settings

logger = logging.getLogger(__name__)

ROUTERS = (
    answers.router,
    search.router,
    documents.router,
    records.router,
    uploads.router,
    health.router,
    web.router,
)


def create_app(
    open_assistant: Callable[[], Assistant], settings: Settings, ingest: Ingest | None = None
) -> FastAPI:
    """Return the application; `open_assistant` returns the front door over the current snapshot.

    `ingest` builds a new one when documents are added; by default in a process of its own.
    """
    service = _service(open_assistant, settings, ingest or ingest_apart(settings))
    app = FastAPI(
        title="Golden Thread",
        summary="Answers about visions, strategies and board papers, with checked citations.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.service = service
    app.add_middleware(BodyLimit, limits={"/v1/documents": MAX_UPLOAD_BYTES})
    app.add_middleware(
        Authenticate, keys=service.keys, rates=Rates(), public_url=settings.public_url
    )
    app.add_middleware(Envelope, metrics=service.metrics)
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(GoldenThreadError, on_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    describe(app)
    return app


def _service(
    open_assistant: Callable[[], Assistant], settings: Settings, ingest: Ingest
) -> Service:
    database = Database.open(settings.records_path)
    answers = Answers(database)
    return Service(
        open_assistant=open_assistant,
        public_url=settings.public_url,
        keys=Keys(database),
        answers=answers,
        uploads=Uploads(settings.corpus_dir),
        jobs=Jobs(ingest, answers.forget_document),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Erase what is past its retention, now and then daily; at the end let the last job finish."""
    service: Service = app.state.service
    chore = asyncio.create_task(_purge_daily(service.answers))
    yield
    chore.cancel()
    await run_in_threadpool(service.jobs.close)


async def _purge_daily(answers: Answers) -> None:
    while True:
        try:
            await run_in_threadpool(answers.purge_old)
        except GoldenThreadError:
            logger.exception("Old records could not be erased")
        await asyncio.sleep(24 * 3600)


def _version() -> str:
    try:
        return version("golden-thread")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
