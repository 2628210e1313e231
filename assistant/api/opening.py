"""Settings -> the service's objects, and what goes on beside the requests while it runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from mcp.server.mcpserver import MCPServer

from assistant import wiring
from assistant.api.aligning import OpenAligner, ServedAligner
from assistant.api.idempotency import Replies
from assistant.api.ingesting import Ingest, ingest_apart
from assistant.api.jobs import Jobs
from assistant.api.service import Service, state_of
from assistant.api.tracing import open_tracing
from assistant.assistant import Assistant
from assistant.corpus.uploads import Uploads
from assistant.errors import GoldenThreadError
from assistant.records.answers import Answers
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.settings import Settings
from assistant.types import EVERYTHING

_DAY_SECONDS = 24 * 3600

logger = logging.getLogger(__name__)


def open_service(
    open_assistant: Callable[[], Assistant],
    settings: Settings,
    ingest: Ingest | None = None,
    open_aligner: Callable[[], OpenAligner] | None = None,
) -> Service:
    """Open the records and return what the routes and the tools share."""
    database = Database.open(settings.records_path)
    answers = Answers(database)
    replies = Replies()

    def forget(document_id: str) -> None:
        answers.forget_document(document_id)
        replies.clear()

    service = Service(
        open_assistant=open_assistant,
        open_aligner=_aligner(open_assistant, settings, open_aligner),
        public_url=settings.public_url,
        keys=Keys(database),
        answers=answers,
        corpus_dir=settings.corpus_dir,
        uploads=Uploads(settings.corpus_dir),
        jobs=Jobs(ingest or ingest_apart(settings), forget),
        forget=forget,
        withdrawals=wiring.open_withdrawals(settings),
        replies=replies,
        tracing=open_tracing(settings.otlp_endpoint),
    )
    if isinstance(open_assistant, wiring.ServedAssistant):
        open_assistant.tell(service.observe)
    return service


def _aligner(
    open_assistant: Callable[[], Assistant],
    settings: Settings,
    open_aligner: Callable[[], OpenAligner] | None,
) -> Callable[[], OpenAligner]:
    """Return what opens the alignment: the assistant's own, since two would be twice the memory."""
    if open_aligner is None and isinstance(open_assistant, wiring.ServedAssistant):
        return open_assistant.aligner
    opened = open_aligner or partial(wiring.open_aligner, settings)
    return ServedAligner(opened, partial(state_of, open_assistant))


def upkeep(
    service: Service, tools: MCPServer[Any]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what runs from the start to the end of the application."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        purging = asyncio.create_task(_purge_daily(service.answers))
        await run_in_threadpool(_finish_what_was_cut_short, service)
        async with tools.session_manager.run():
            yield
        purging.cancel()
        await run_in_threadpool(service.jobs.close)
        await run_in_threadpool(service.tracing.close)

    return lifespan


def _finish_what_was_cut_short(service: Service) -> None:
    """Read in what was uploaded, take out what was withdrawn, before the service was stopped."""
    left = list(service.withdrawals.all().values())
    try:
        unread = _unread(service)
    except (GoldenThreadError, OSError):
        unread = []
    if left or unread:
        service.jobs.start(
            unread,
            audiences=None,
            withdrawn=[one.path for one in left],
            left_out=[one.left_out for one in left if one.left_out],
        )


def _unread(service: Service) -> list[str]:
    assistant = service.open_assistant()
    served = {one.path for one in assistant.documents(reader=EVERYTHING)}
    published = datetime.fromisoformat(assistant.snapshot().created).timestamp()
    return service.uploads.unread(served, published)


async def _purge_daily(answers: Answers) -> None:
    """Erase what is past its retention, now and then every day."""
    while True:
        try:
            await run_in_threadpool(answers.purge_old)
        except GoldenThreadError:
            logger.exception("Old records could not be erased")
        await asyncio.sleep(_DAY_SECONDS)
