"""Ingestions asked for -> jobs that run one after another, and how far each has come."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock, Timer
from typing import Literal

from assistant.api.ingesting import Ingest
from assistant.errors import GoldenThreadError
from assistant.records.database import now

JobStatus = Literal["queued", "running", "done", "failed"]
MAX_JOBS = 1_000
# After how long a withdrawal that failed is tried again; the last of them from then on.
RETRY_SECONDS = (30, 120, 600, 3600)
STILL_HIDDEN = " Nobody can read it meanwhile; taking it out of the index will be tried again."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One ingestion: who may see it, the files that it is about, and how far it has come."""

    id: str
    audiences: frozenset[str] | None
    files: tuple[str, ...]
    created: str
    status: JobStatus = "queued"
    stage: str = ""
    done: int = 0
    total: int = 0
    finished: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a queued job asks of the next ingestion."""

    job_id: str
    withdrawn: tuple[str, ...]
    left_out: tuple[str, ...]
    detail: str | None


class Jobs:
    """The jobs of this process; one ingestion runs at a time, since an index has one writer.

    Those that queued up meanwhile are done by the next ingestion together: it reads everything.
    A withdrawal that failed is tried again until it is done.
    """

    def __init__(
        self,
        ingest: Ingest,
        forget: Callable[[str], object],
        retry_seconds: Sequence[float] = RETRY_SECONDS,
    ) -> None:
        self._ingest = ingest
        self._forget = forget
        self._retry_seconds = retry_seconds
        self._failed_in_a_row = 0
        self._retry: Timer | None = None
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
        self._waiting: list[Waiting] = []
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")

    def start(
        self,
        files: Sequence[str],
        *,
        audiences: frozenset[str] | None,
        withdrawn: Sequence[str] = (),
        left_out: Sequence[str] = (),
        detail: str | None = None,
    ) -> Job:
        """Queue an ingestion of the corpus because of these files."""
        job = Job(secrets.token_hex(8), audiences, tuple(files), now(), detail=detail)
        with self._lock:
            self._jobs[job.id] = job
            self._waiting.append(Waiting(job.id, tuple(withdrawn), tuple(left_out), detail))
            while len(self._jobs) > MAX_JOBS:
                self._jobs.popitem(last=False)
        self._worker.submit(self._run_waiting)
        return job

    def get(self, job_id: str) -> Job | None:
        """Return how far a job has come."""
        with self._lock:
            return self._jobs.get(job_id)

    def close(self) -> None:
        """Start no more jobs, and wait for the one that runs."""
        with self._lock:
            if self._retry:
                self._retry.cancel()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _run_waiting(self) -> None:
        with self._lock:
            batch, self._waiting = self._waiting, []
        if not batch:
            return
        note = partial(self._note, [one.job_id for one in batch])
        note(status="running")
        try:
            removed = self._ingest(
                lambda stage, done, total: note(stage=stage, done=done, total=total),
                withdrawn=[name for one in batch for name in one.withdrawn],
                left_out=[path for one in batch for path in one.left_out],
            )
            for document_id in removed:
                self._forget(document_id)
            self._failed_in_a_row = 0
            for one in batch:
                self._note([one.job_id], status="done", finished=now(), detail=one.detail)
        except GoldenThreadError as error:
            self._failed(batch, str(error))
        except Exception:
            reference = batch[0].job_id
            logger.exception("Unexpected error in job %s", reference)
            self._failed(batch, f"Something went wrong here; it is logged under {reference}.")

    def _failed(self, batch: Sequence[Waiting], why: str) -> None:
        """Say why; what was withdrawn stays hidden, and is tried again after a while."""
        again = [one for one in batch if one.withdrawn]
        for one in batch:
            detail = why + (STILL_HIDDEN if one in again else "")
            self._note([one.job_id], status="failed", finished=now(), detail=detail)
        if again:
            with self._lock:
                self._waiting = [*again, *self._waiting]
                self._retry_later()

    def _retry_later(self) -> None:
        if self._retry:
            self._retry.cancel()
        seconds = self._retry_seconds[min(self._failed_in_a_row, len(self._retry_seconds) - 1)]
        self._failed_in_a_row += 1
        self._retry = Timer(seconds, self._run_again)
        self._retry.daemon = True
        self._retry.start()

    def _run_again(self) -> None:
        with contextlib.suppress(RuntimeError):  # the service is shutting down
            self._worker.submit(self._run_waiting)

    def _note(self, job_ids: Sequence[str], **changes: object) -> None:
        with self._lock:
            for job_id in job_ids:
                if job_id in self._jobs:
                    changed = replace(self._jobs[job_id], **changes)  # type: ignore[arg-type]
                    self._jobs[job_id] = changed
