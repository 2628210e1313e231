"""A path -> the open records file, with its tables; whoever runs the service alone may read it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.exc import DatabaseError

from assistant.errors import StoreUnavailableError

BUSY_SECONDS = 10

metadata = MetaData()

# A revoked key keeps its row, so that a service with keys never becomes one without.
keys = Table(
    "keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("audiences", JSON, nullable=False),
    Column("secret_sha256", String, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String),
    Column("revoked", String),
    Column("requests_per_minute", Integer),
)

answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("asked", String, nullable=False, index=True),
    Column("key_id", String),
    Column("person", String, index=True),
    Column("audiences", JSON),
    Column("question", Text, nullable=False),
    Column("status", String, nullable=False, index=True),
    # What was answered; null once a document that it quotes was withdrawn.
    Column("body", JSON(none_as_null=True)),
)

# Which documents an answer quotes, so that a withdrawn one is found in all of them.
quoted = Table(
    "quoted",
    metadata,
    Column("answer_id", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String, primary_key=True, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer_id", ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("given", String, nullable=False),
    Column("key_id", String),
    Column("person", String),
    Column("helpful", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
)


class Database:
    """The open records file; every transaction ends in a commit or leaves no trace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> Database:
        """Open the file, making it when it is not there, readable for its owner only.

        Raises:
            StoreUnavailableError: it cannot be opened; says where it should lie.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise _unavailable(path, error) from error
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare)
        database = cls(engine)
        with database.transaction() as connection:
            metadata.create_all(connection)
        return database

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction that commits at the end of the block.

        Raises:
            StoreUnavailableError: the file cannot be read or written.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise _unavailable(Path(self._engine.url.database or ""), error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def now() -> str:
    """Return the time as the records write it: UTC, to the millisecond, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _prepare(connection: Any, _record: object) -> None:
    # Readers do not wait for the writer; what is erased is overwritten, not only unlinked.
    for setting in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def _unavailable(path: Path, error: Exception) -> StoreUnavailableError:
    return StoreUnavailableError(
        f"The records in {path} cannot be used ({getattr(error, 'orig', error)}). Check that the "
        "folder exists, can be written and has room, or set GOLDEN_THREAD_RECORDS_PATH."
    )
