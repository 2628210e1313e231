"""What people decided on findings, and the findings of each snapshot, in the records file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Boolean, Column, String, Table, Text, delete, insert, select

from assistant.alignment_types import Decision
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
    "findings_seen",
    metadata,
    Column("snapshot", String, primary_key=True),
    Column("finding_id", String, primary_key=True),
    Column("stance", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("reason", Text, nullable=False),
)

Seen = Mapping[str, tuple[str, str, str]]


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

    def remember(self, snapshot: str, findings: Sequence[tuple[str, str, str, str]]) -> None:
        """Store (id, stance, fingerprint, reason) of every finding of a snapshot."""
        rows = [
            {"snapshot": snapshot, "finding_id": i, "stance": s, "fingerprint": f, "reason": r}
            for i, s, f, r in findings
        ]
        with self._database.transaction() as connection:
            connection.execute(delete(seen).where(seen.c.snapshot == snapshot))
            if rows:
                connection.execute(insert(seen), rows)

    def snapshots(self) -> list[str]:
        """Return the snapshots whose findings are known, oldest first."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(seen.c.snapshot).distinct()).scalars().all()
        return sorted(rows)

    def of_snapshot(self, snapshot: str) -> Seen:
        """Return (stance, fingerprint, reason) by finding id."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(seen).where(seen.c.snapshot == snapshot)).all()
        return {row.finding_id: (row.stance, row.fingerprint, row.reason) for row in rows}
