"""Ingestions asked for -> jobs that run one after another, and how far each has come."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Literal

from assistant.api.ingesting import Ingest, Progress
from assistant.errors import GoldenThreadError
from assistant.records.database import now

JobStatus = Literal["queued", "running", "done", "failed"]
MAX_JOBS = 1_000

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


class Jobs:
    """The jobs of this process; one runs at a time, since an index has one writer."""

    def __init__(self, ingest: Ingest, forget: Callable[[str], object]) -> None:
        self._ingest = ingest
        self._forget = forget
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
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
            while len(self._jobs) > MAX_JOBS:
                self._jobs.popitem(last=False)
        build = partial(self._ingest, withdrawn=withdrawn, left_out=left_out)
        self._worker.submit(self._run, job.id, build)
        return job

    def get(self, job_id: str) -> Job | None:
        """Return how far a job has come."""
        with self._lock:
            return self._jobs.get(job_id)

    def close(self) -> None:
        """Start no more jobs, and wait for the one that runs."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _run(self, job_id: str, build: Callable[[Progress], list[str]]) -> None:
        self._note(job_id, status="running")
        try:
            removed = build(
                lambda stage, done, total: self._note(job_id, stage=stage, done=done, total=total)
            )
            for document_id in removed:
                self._forget(document_id)
            self._note(job_id, status="done", finished=now())
        except GoldenThreadError as error:
            self._note(job_id, status="failed", finished=now(), detail=str(error))
        except Exception:
            logger.exception("Unexpected error in job %s", job_id)
            detail = f"Something went wrong here; it is logged under {job_id}."
            self._note(job_id, status="failed", finished=now(), detail=detail)

    def _note(self, job_id: str, **changes: object) -> None:
        with self._lock:
            if job_id in self._jobs:
                self._jobs[job_id] = replace(self._jobs[job_id], **changes)  # type: ignore[arg-type]
