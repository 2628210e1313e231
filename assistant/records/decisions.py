"""What people decided on findings, and the findings of each snapshot, in the records file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from assistant.alignment_types import Decision, DecisionEvent, SeenFinding, Withdrawal
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
# Everything that people ever decided or withdrew, in order; nothing of it is changed later.
events = Table(
    "finding_decision_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("finding_id", String, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("name", String, nullable=False),
    Column("reason", Text, nullable=False),
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
            _note(connection, _event_of(decision))

    def withdraw(self, withdrawal: Withdrawal) -> bool:
        """Take back the decision on a finding and note who did; say whether there was one."""
        mine = decisions.c.finding_id == withdrawal.finding_id
        with self._database.transaction() as connection:
            stance = connection.execute(select(decisions.c.stance).where(mine)).scalar()
            if stance is None:
                return False
        return self.undo(DecisionEvent(action="withdraw", stance=stance, **asdict(withdrawal)))

    def undo(self, withdrawn: DecisionEvent) -> bool:
        """Note a withdrawal and take back the decision, if none was made after it; say whether."""
        older = decisions.c.finding_id == withdrawn.finding_id
        older &= decisions.c.made <= withdrawn.made
        with self._database.transaction() as connection:
            _note(connection, withdrawn)
            return connection.execute(delete(decisions).where(older)).rowcount > 0

    def history(self) -> list[DecisionEvent]:
        """Return all that was ever decided or withdrawn, oldest first.

        A decision older than this record stands at the beginning.
        """
        columns = [one for one in events.c if one.name != "number"]
        with self._database.transaction() as connection:
            rows = connection.execute(select(*columns).order_by(events.c.number)).mappings().all()
        noted = [DecisionEvent(**row) for row in rows]
        earlier = [_event_of(one) for one in self.all().values()]
        return [one for one in earlier if one not in noted] + noted

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

    def last_seen(self, finding_id: str) -> tuple[str, SeenFinding] | None:
        """Return the vision of a finding and the finding as it was when last remembered."""
        mine = select(seen).where(seen.c.id == finding_id).order_by(seen.c.snapshot.desc())
        with self._database.transaction() as connection:
            row = connection.execute(mine.limit(1)).first()
        return None if row is None else (row.vision, _seen(row))


def _note(connection: Connection, event: DecisionEvent) -> None:
    """Add what was done; what is read again from a file is there already."""
    fields = asdict(event)
    known = select(events.c.number).where(*(events.c[name] == fields[name] for name in fields))
    if connection.execute(known).first() is None:
        connection.execute(insert(events).values(fields))


def _event_of(decision: Decision) -> DecisionEvent:
    return DecisionEvent(
        decision.finding_id,
        "accept" if decision.accepted else "override",
        decision.stance,
        decision.name,
        decision.reason,
        decision.made,
    )


def _seen(row: Row[Any]) -> SeenFinding:
    audiences = tuple(tuple(some) for some in row.audiences)
    return SeenFinding(row.id, row.stance, row.fingerprint, row.reason, row.version, audiences)
