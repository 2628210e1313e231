"""Events and jobs in one SQLite file: kept before they are acknowledged, done once, by any worker.

The file outlives the process: what was acknowledged is done after a restart. Several processes
share it; each job has one owner at a time, and a dead owner's jobs return to the queue.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import StoreUnavailableError
from bot.jobs import Job

T = TypeVar("T")

KEPT_SECONDS = 30 * 86_400
BUSY_MS = 2_000  # less than Slack's three seconds: a locked file must not cost the answer to it

_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (
    scope TEXT NOT NULL, event_id TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (scope, event_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY, scope TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
    lane TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
    owner TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL, created REAL NOT NULL, notice TEXT NOT NULL DEFAULT '',
    UNIQUE (scope, key)
);
CREATE TABLE IF NOT EXISTS refusals (scope TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state, due);
CREATE INDEX IF NOT EXISTS jobs_by_lane ON jobs (scope, lane, state);
"""

_IS_DUE = """
SELECT 1 FROM jobs WHERE state = 'waiting' AND scope = :scope AND due <= :now LIMIT 1
"""

_CLAIM = """
UPDATE jobs SET state = 'working', owner = :owner, attempts = attempts + 1
WHERE number = (
    SELECT number FROM jobs AS job
    WHERE state = 'waiting' AND scope = :scope AND due <= :now AND NOT EXISTS (
        SELECT 1 FROM jobs AS other
        WHERE other.scope = job.scope AND other.lane = job.lane AND (
            other.state = 'working' OR (other.state = 'waiting' AND other.number < job.number)))
    ORDER BY due, number LIMIT 1)
RETURNING kind, key, lane, payload, attempts, created, notice
"""


class Store:
    """The file, for one workspace: `scope` keeps the events of another one apart."""

    def __init__(self, connection: sqlite3.Connection, *, scope: str) -> None:
        self._connection = connection
        self._scope = scope
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path, *, scope: str) -> Store:
        """Open the file, making it when there is none.

        Raises:
            StoreUnavailableError: it cannot be opened or written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # it holds questions that are not answered yet
            connection = sqlite3.connect(
                path, check_same_thread=False, isolation_level=None, timeout=BUSY_MS / 1000
            )
            # Write-ahead: a commit survives the death of the process without a sync of the disk.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise StoreUnavailableError(
                f"The bot's file {path} cannot be opened: {error}. Set SLACK_STATE_PATH."
            ) from error
        return cls(connection, scope=scope)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def add(self, job: Job, *, event_id: str = "") -> bool:
        """Keep a job; say whether it is new, by its event and by its key."""

        def keep(connection: sqlite3.Connection) -> bool:
            now = time.time()
            if event_id and not self._is_first(connection, event_id, now):
                return False
            row = (
                *(self._scope, job.key, job.kind, job.lane),
                *(json.dumps(job.payload), now, now),
            )
            statement = (
                "INSERT INTO jobs (scope, key, kind, lane, payload, due, created)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (scope, key) DO NOTHING"
            )
            return connection.execute(statement, row).rowcount == 1

        return self._write(keep)

    def claim(self, owner: str) -> Job | None:
        """Give the next job that is due to `owner`; None when there is none."""
        values = {"owner": owner, "scope": self._scope, "now": time.time()}
        # Looking first: a claim that finds nothing would still keep writers out for a moment.
        if self._one(_IS_DUE, values) is None:
            return None
        row = self._one(_CLAIM, values)
        if row is None:
            return None
        kind, key, lane, payload, attempts, created, notice = row
        return Job(kind, key, lane, json.loads(payload), attempts, created, notice)

    def finish(self, key: str) -> None:
        """Mark a job as done; what was asked is forgotten, that it was asked is not."""
        self._change("state = 'done', owner = '', payload = '{}'", key)

    def postpone(self, key: str, seconds: float) -> None:
        """Put a job back into the queue, due in so many seconds."""
        changed = "state = 'waiting', owner = '', due = :due"
        self._change(changed, key, only="state = 'working'", due=time.time() + seconds)

    def set_notice(self, key: str, ts: str) -> None:
        """Remember the message that stands where the answer will be."""
        self._change("notice = :notice", key, notice=ts)

    def change_text(self, key: str, text: str | None) -> None:
        """Change the question of a job that nobody has begun; None drops it, begun or not."""
        if text is None:
            self._change("state = 'done', owner = '', payload = '{}'", key)
        else:
            changed = "payload = json_set(payload, '$.text', :text)"
            self._change(changed, key, only="state = 'waiting'", text=text)

    def drop_lane(self, lane: str) -> None:
        """Drop all that is waiting or in hand in a thread: the person has stopped it."""
        statement = (
            "UPDATE jobs SET state = 'done', owner = '', payload = '{}'"
            " WHERE scope = ? AND lane = ? AND state != 'done'"
        )
        self._write(lambda connection: connection.execute(statement, (self._scope, lane)))

    def join(self, lane: str) -> None:
        """Take part in a thread that nobody has asked in yet."""
        now = time.time()
        statement = (
            "INSERT INTO jobs (scope, key, kind, lane, payload, state, due, created)"
            " VALUES (?, ?, 'ask', ?, '{}', 'done', ?, ?) ON CONFLICT (scope, key) DO NOTHING"
        )
        row = (self._scope, f"joined:{lane}", lane, now, now)
        self._write(lambda connection: connection.execute(statement, row))

    def takes_part(self, lane: str) -> bool:
        """Say whether the bot has been asked in this thread."""
        statement = "SELECT 1 FROM jobs WHERE scope = ? AND lane = ? AND kind = 'ask' LIMIT 1"
        return self._one(statement, (self._scope, lane)) is not None

    def is_wanted(self, key: str) -> bool:
        """Say whether the job is still to be done: its question was not deleted or stopped."""
        statement = "SELECT 1 FROM jobs WHERE scope = ? AND key = ? AND state != 'done'"
        return self._one(statement, (self._scope, key)) is not None

    def owners(self) -> Sequence[str]:
        """List those who have a job in hand."""
        with self._lock:
            rows = self._connection.execute("SELECT DISTINCT owner FROM jobs WHERE owner != ''")
            return [owner for (owner,) in rows.fetchall()]

    def note_refusal(self, seconds: float) -> None:
        """Remember that Slack has refused a call for haste, and for how many seconds."""
        statement = (
            "INSERT INTO refusals VALUES (?, ?)"
            " ON CONFLICT (scope) DO UPDATE SET until = max(until, excluded.until)"
        )
        row = (self._scope, time.time() + seconds)
        self._write(lambda connection: connection.execute(statement, row))

    def release(self, owner: str) -> int:
        """Put a dead owner's jobs back into the queue; return how many.

        Its calls may have been waiting as Slack had told it to: whoever takes the jobs over
        keeps to that time.
        """
        statement = (
            "UPDATE jobs SET state = 'waiting', owner = '', due = max(due, coalesce("
            "(SELECT until FROM refusals WHERE refusals.scope = jobs.scope), 0)) WHERE owner = ?"
        )
        return self._write(lambda connection: connection.execute(statement, (owner,)).rowcount)

    def forget_old(self) -> None:
        """Remove what is older than any repetition by Slack."""
        before = (time.time() - KEPT_SECONDS,)

        def forget(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM seen WHERE at < ?", before)
            connection.execute("DELETE FROM jobs WHERE state = 'done' AND created < ?", before)

        self._write(forget)

    def _is_first(self, connection: sqlite3.Connection, event_id: str, now: float) -> bool:
        statement = "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        return connection.execute(statement, (self._scope, event_id, now)).rowcount == 1

    def _change(self, assignment: str, key: str, *, only: str = "1", **values: Any) -> None:
        statement = f"UPDATE jobs SET {assignment} WHERE scope = :scope AND key = :key AND {only}"
        self._write(
            lambda connection: connection.execute(
                statement, {"scope": self._scope, "key": key, **values}
            )
        )

    def _one(self, statement: str, values: Any) -> tuple[Any, ...] | None:
        with self._lock, closing(self._connection.execute(statement, values)) as cursor:
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row

    def _write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                result = change(self._connection)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            return result
