"""Threads that take jobs from the store and do them, until they are told to stop."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from slack_sdk.errors import SlackApiError

from bot.jobs import Job, LaterError
from bot.owner import Owner, is_alive
from bot.slack import TOKEN_ERRORS, error_code
from bot.store import Store

logger = logging.getLogger(__name__)

THREADS = 8
# Another process may have put a job back, or a job may have come due.
LOOK_AGAIN_SECONDS = 0.5
CARE_SECONDS = 3.0
TIDY_SECONDS = 3600.0
GIVE_UP_SECONDS = 900
LONGEST_WAIT_SECONDS = 60
# Slack will say the same the next time: the place is gone, or the bot may not speak there.
FINAL_ERRORS = frozenset(
    {
        "cannot_reply_to_message", "channel_is_archived", "channel_not_found", "ekm_access_denied",
        "is_archived", "message_not_found", "missing_scope", "no_permission", "not_in_channel",
        "restricted_action", "restricted_action_read_only_channel", "thread_not_found",
        "user_not_found", "user_disabled",
    }
)  # fmt: skip

Doer = Callable[[Job], None]


class Workers:
    """The threads of one process."""

    def __init__(self, store: Store, state_path: Path, doers: Mapping[str, Doer]) -> None:
        self._store = store
        self._state_path = state_path
        self._doers = doers
        self._woken = threading.Condition()
        self._wakings = 0
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._owner: Owner | None = None

    def start(self) -> None:
        """Begin to work, with what a dead process left first."""
        self._owner = Owner.start(self._state_path)
        self._care()
        targets = [self._take_care] + [self._work] * THREADS
        self._threads = [
            threading.Thread(target=target, name=f"bot-{number}", daemon=True)
            for number, target in enumerate(targets)
        ]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Say that there is a new job."""
        with self._woken:
            self._wakings += 1
            self._woken.notify()

    def stop(self, *, grace_seconds: float) -> None:
        """Take no new job and wait for those in hand; what is left is done after the restart."""
        self._stopping.set()
        with self._woken:
            self._woken.notify_all()
        end = time.monotonic() + grace_seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        if self._owner and not any(thread.is_alive() for thread in self._threads):
            self._owner.stop()

    def _work(self) -> None:
        while not self._stopping.is_set():
            seen = self._wakings
            try:
                job = self._store.claim(self._owner.id) if self._owner else None
            except sqlite3.Error:
                logger.exception("the bot's file cannot be read")
                job = None
            if job is None:
                self._wait(seen)
            else:
                self._do(job)

    def _wait(self, seen: int) -> None:
        with self._woken:
            if self._wakings == seen and not self._stopping.is_set():
                self._woken.wait(LOOK_AGAIN_SECONDS)

    def _do(self, job: Job) -> None:
        pause: float | None = None
        try:
            self._doers[job.kind](job)
        except LaterError as later:
            pause = later.seconds
        except Exception as error:  # noqa: BLE001 - the edge: a thread must outlive any job
            pause = self._pause_after(job, error)
        self._note(job, pause)
        # The next job of the same lane may go on.
        self.wake()

    def _note(self, job: Job, pause: float | None) -> None:
        """Note that the job is done, or due again; a job that nobody notes would block its lane."""
        while True:
            try:
                if pause is None:
                    self._store.finish(job.key)
                else:
                    self._store.postpone(job.key, pause)
            except sqlite3.Error:
                logger.exception("the bot's file cannot be written")
                if self._stopping.wait(1.0):
                    return
            else:
                return

    def _pause_after(self, job: Job, error: Exception) -> float | None:
        """Return when to try a failed job again; None when that is of no use."""
        code = error_code(error) if isinstance(error, SlackApiError) else ""
        if code in TOKEN_ERRORS:
            logger.critical("Slack refuses the token (%s): set a new one and restart", code)
        if code in FINAL_ERRORS or time.time() - job.created > GIVE_UP_SECONDS:
            logger.error("job %s is dropped: %s", job.key, code or error)
            return None
        logger.warning("job %s fails, attempt %d: %s", job.key, job.attempts, code or repr(error))
        return _pause(job, error)

    def _take_care(self) -> None:
        tidied = time.monotonic()
        while not self._stopping.wait(CARE_SECONDS):
            try:
                self._care()
                if time.monotonic() - tidied > TIDY_SECONDS:
                    tidied = time.monotonic()
                    self._store.forget_old()
            except sqlite3.Error:
                logger.exception("the bot's file cannot be read")

    def _care(self) -> None:
        for owner in self._store.owners():
            if not is_alive(self._state_path, owner) and self._store.release(owner):
                logger.warning("took over the jobs of a worker that died")
                self.wake()


def _pause(job: Job, error: Exception) -> float:
    """Return how long to wait: as Slack says, else twice as long each time."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    told = headers.get("Retry-After") or headers.get("retry-after")
    if told:
        return float(told)
    return float(min(2 ** min(job.attempts - 1, 6), LONGEST_WAIT_SECONDS))
