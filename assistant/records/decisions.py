"""What people decided on findings, and the findings of each snapshot, in the records file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Row, String, Table, Text, delete, insert, select

from assistant.alignment_types import Decision, SeenFinding
from assistant.records.database import Database, metadata

decisions = Table(
    "finding_decisions",
    metadata,
    Column("finding_id", String, primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("stance", String, nullable=False),
    Column("name", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("made", String, nullable=False),
)
seen = Table(
    "findings_of_snapshots",
    metadata,
    Column("snapshot", String, primary_key=True),
    Column("vision", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("stance", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("version", String, nullable=False),
    # Who might read the goal and who the document, so that a change shows to readers of both.
    Column("audiences", JSON, nullable=False),
)


class Decisions:
    """People's decisions, and the stances of earlier snapshots."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, Decision]:
        """Return every decision by its finding's id."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(decisions)).mappings().all()
        return {row["finding_id"]: Decision(**row) for row in rows}

    def keep(self, decision: Decision) -> None:
        """Store a decision in place of an earlier one on the same finding."""
        with self._database.transaction() as connection:
            connection.execute(
                delete(decisions).where(decisions.c.finding_id == decision.finding_id)
            )
            connection.execute(insert(decisions).values(asdict(decision)))

    def remember(self, snapshot: str, vision: str, findings: Sequence[SeenFinding]) -> None:
        """Store the findings of a snapshot in place of those stored of it before."""
        rows = [{"snapshot": snapshot, "vision": vision, **asdict(one)} for one in findings]
        with self._database.transaction() as connection:
            connection.execute(
                delete(seen).where(seen.c.snapshot == snapshot, seen.c.vision == vision)
            )
            if rows:
                connection.execute(insert(seen), rows)

    def snapshots(self, vision: str) -> list[str]:
        """Return the snapshots whose findings are known, oldest first."""
        chosen = select(seen.c.snapshot).where(seen.c.vision == vision).distinct()
        with self._database.transaction() as connection:
            return sorted(connection.execute(chosen).scalars().all())

    def of_snapshot(self, snapshot: str, vision: str) -> dict[str, SeenFinding]:
        """Return the findings of a snapshot by their ids."""
        chosen = select(seen).where(seen.c.snapshot == snapshot, seen.c.vision == vision)
        with self._database.transaction() as connection:
            rows = connection.execute(chosen).all()
        return {row.id: _seen(row) for row in rows}


def _seen(row: Row[Any]) -> SeenFinding:
    audiences = tuple(tuple(some) for some in row.audiences)
    return SeenFinding(row.id, row.stance, row.fingerprint, row.reason, row.version, audiences)
