"""Answers and feedback: kept, read again, listed, erased by age, by person and by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from assistant.errors import UsageError
from assistant.records.database import Database, answers, feedback, now, quoted
from assistant.types import Reader

RETENTION_DAYS = 90


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked: a key (None: no keys are configured), and the person it speaks for, if named."""

    key_id: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given; `audiences` are the asker's (None: everything)."""

    id: str
    asked: str
    asker: Asker
    audiences: frozenset[str] | None
    question: str
    status: str
    body: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What someone thought of an answer."""

    answer_id: str
    given: str
    asker: Asker
    helpful: bool
    comment: str


class Answers:
    """The answers and the feedback in the records file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        body: Mapping[str, Any],
        *,
        asker: Asker,
        audiences: frozenset[str] | None,
        documents: Sequence[str],
    ) -> None:
        """Keep an answer's body as it was given; `documents` are those that it quotes."""
        row = {
            "id": body["id"],
            "asked": now(),
            "key_id": asker.key_id,
            "person": asker.person,
            "audiences": None if audiences is None else sorted(audiences),
            "question": body["question"],
            "status": body["status"],
            "body": dict(body),
        }
        cited = [{"answer_id": body["id"], "document_id": name} for name in sorted(set(documents))]
        with self._database.transaction() as connection:
            connection.execute(insert(answers).values(row))
            if cited:
                connection.execute(insert(quoted), cited)

    def get(self, answer_id: str, *, reader: Reader) -> KeptAnswer | None:
        """Return the answer with this id, if it is kept and its asker might read no more."""
        with self._database.transaction() as connection:
            row = connection.execute(select(answers).where(answers.c.id == answer_id)).first()
        return _kept(row) if row and _may_read(reader, row) else None

    def listed(
        self, *, reader: Reader, after: str | None = None, status: str | None = None
    ) -> Iterator[KeptAnswer]:
        """Yield kept answers, oldest first; `after` is the id of the last one seen."""
        query = select(answers).order_by(answers.c.asked, answers.c.id)
        if status is not None:
            query = query.where(answers.c.status == status)
        if after is not None:
            seen = select(answers.c.asked).where(answers.c.id == after).scalar_subquery()
            query = query.where(
                (answers.c.asked > seen) | ((answers.c.asked == seen) & (answers.c.id > after))
            )
        with self._database.transaction() as connection:
            for row in connection.execute(query):
                if _may_read(reader, row):
                    yield _kept(row)

    def give_feedback(self, answer_id: str, *, asker: Asker, helpful: bool, comment: str) -> None:
        """Keep what someone thought; the same asker's later word replaces the earlier."""
        same = (
            (feedback.c.answer_id == answer_id)
            & feedback.c.key_id.is_not_distinct_from(asker.key_id)
            & feedback.c.person.is_not_distinct_from(asker.person)
        )
        with self._database.transaction() as connection:
            connection.execute(delete(feedback).where(same))
            connection.execute(
                insert(feedback).values(
                    answer_id=answer_id,
                    given=now(),
                    key_id=asker.key_id,
                    person=asker.person,
                    helpful=helpful,
                    comment=comment,
                )
            )

    def feedback_on(self, answer_ids: Sequence[str]) -> Iterator[Feedback]:
        """Yield the feedback on these answers, oldest first."""
        query = select(feedback).where(feedback.c.answer_id.in_(answer_ids))
        with self._database.transaction() as connection:
            for row in connection.execute(query.order_by(feedback.c.id)).all():
                asker = Asker(row.key_id, row.person)
                yield Feedback(row.answer_id, row.given, asker, row.helpful, row.comment)

    def unanswered(self, *, reader: Reader, limit: int) -> list[tuple[str, int]]:
        """Return the questions that the documents could not answer, most asked first."""
        counts: Counter[str] = Counter()
        worded: dict[str, str] = {}
        for kept in self.listed(reader=reader, status="not_found"):
            folded = " ".join(kept.question.casefold().split())
            worded.setdefault(folded, kept.question)
            counts[folded] += 1
        ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        return [(worded[folded], count) for folded, count in ranked[:limit]]

    def purge(self, *, before: str | None = None, person: str | None = None) -> int:
        """Erase answers and their feedback, asked before a time or by a person; return how many.

        Raises:
            UsageError: neither is given; all records are never erased by omission.
        """
        if before is None and person is None:
            raise UsageError("Say which records to erase: before a date, or of a person.")
        query = delete(answers)
        if before is not None:
            query = query.where(answers.c.asked < before)
        if person is not None:
            query = query.where((answers.c.person == person) | (answers.c.key_id == person))
        with self._database.transaction() as connection:
            if person is not None and before is None:
                own = (feedback.c.person == person) | (feedback.c.key_id == person)
                connection.execute(delete(feedback).where(own))
            return connection.execute(query).rowcount

    def purge_old(self, days: int = RETENTION_DAYS) -> int:
        """Erase what is older than the retention allows; return how many answers."""
        oldest = datetime.now(UTC) - timedelta(days=days)
        return self.purge(before=oldest.isoformat(timespec="milliseconds"))

    def forget_document(self, document_id: str) -> int:
        """Erase the body of every answer that quotes a withdrawn document; return how many."""
        citing = select(quoted.c.answer_id).where(quoted.c.document_id == document_id)
        with self._database.transaction() as connection:
            forgotten = connection.execute(
                update(answers).where(answers.c.id.in_(citing)).values(body=None)
            ).rowcount
            connection.execute(delete(quoted).where(quoted.c.document_id == document_id))
        return forgotten


def _may_read(reader: Reader, row: Row[Any]) -> bool:
    """Say whether the reader may read all that the asker might."""
    if reader.audiences is None:
        return True
    return row.audiences is not None and reader.audiences.issuperset(row.audiences)


def _kept(row: Row[Any]) -> KeptAnswer:
    return KeptAnswer(
        id=row.id,
        asked=row.asked,
        asker=Asker(row.key_id, row.person),
        audiences=None if row.audiences is None else frozenset(row.audiences),
        question=row.question,
        status=row.status,
        body=row.body,
    )
