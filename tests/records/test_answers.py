"""Answers and feedback in the records file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from assistant.errors import StoreUnavailableError, UsageError
from assistant.records.answers import Answers, Asker
from assistant.records.database import Database, answers
from assistant.types import EVERYTHING, Reader

PUBLIC = frozenset({"public"})


@pytest.fixture(name="kept")
def _kept(tmp_path: Path) -> Answers:
    return Answers(Database.open(tmp_path / "new" / "records.sqlite"))


def save(kept: Answers, answer_id: str, person: str | None = None, *documents: str) -> None:
    body = {"id": answer_id, "question": f"about {answer_id}", "status": "answered"}
    kept.save(body, asker=Asker("k", person), audiences=PUBLIC, documents=documents)


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    Database.open(tmp_path / "records.sqlite")

    assert (tmp_path / "records.sqlite").stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    path.write_text("something else entirely, and long enough to be looked at by SQLite" * 20)

    with pytest.raises(StoreUnavailableError, match=r"records\.sqlite"):
        Database.open(path)


def test_an_answer_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    save(Answers(Database.open(path)), "a")

    again = Answers(Database.open(path)).get("a", reader=EVERYTHING)

    assert again is not None
    assert again.body == {"id": "a", "question": "about a", "status": "answered"}


def test_a_reader_with_fewer_audiences_than_the_asker_gets_nothing(kept: Answers) -> None:
    save(kept, "a")

    assert kept.get("a", reader=Reader(frozenset({"public", "board"}))) is not None
    assert kept.get("a", reader=Reader(frozenset({"board"}))) is None
    assert kept.get("a", reader=Reader(frozenset())) is None


def test_erasing_a_person_leaves_no_trace_of_theirs_and_all_of_the_others(
    tmp_path: Path, kept: Answers
) -> None:
    save(kept, "hers", "anna")
    save(kept, "his", "ben")
    kept.give_feedback("hers", asker=Asker("k", "ben"), helpful=True, comment="by ben")
    kept.give_feedback("his", asker=Asker("k", "anna"), helpful=True, comment="by anna")

    erased = kept.purge(person="anna")

    assert erased == 1
    assert [each.id for each in kept.listed(reader=EVERYTHING)] == ["his"]
    assert list(kept.feedback_on(["hers", "his"])) == []


def test_what_is_older_than_the_retention_goes(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "records.sqlite")
    kept = Answers(database)
    save(kept, "old")
    save(kept, "new")
    with database.transaction() as connection:
        connection.execute(
            update(answers).where(answers.c.id == "old").values(asked="2020-01-01T00:00:00+00:00")
        )

    assert kept.purge_old() == 1
    assert kept.get("old", reader=EVERYTHING) is None
    assert kept.get("new", reader=EVERYTHING) is not None


def test_nothing_is_erased_by_omission(kept: Answers) -> None:
    with pytest.raises(UsageError, match="which records"):
        kept.purge()


def test_a_withdrawn_document_is_forgotten_in_every_answer(kept: Answers) -> None:
    save(kept, "a", None, "secret-plan", "other")
    save(kept, "b", None, "other")

    assert kept.forget_document("secret-plan") == 1
    forgotten = kept.get("a", reader=EVERYTHING)
    assert forgotten is not None
    assert forgotten.body is None
    other = kept.get("b", reader=EVERYTHING)
    assert other is not None
    assert other.body is not None
