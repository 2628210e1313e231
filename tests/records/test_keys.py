"""Keys in the records file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.errors import NotFoundError, UsageError
from assistant.records.database import Database
from assistant.records.keys import Keys


@pytest.fixture(name="keys")
def _keys(tmp_path: Path) -> Keys:
    return Keys(Database.open(tmp_path / "records.sqlite"))


def test_a_key_is_found_by_its_text_and_its_secret_is_not_stored(
    keys: Keys, tmp_path: Path
) -> None:
    key, text = keys.create("bot", role="write", audiences=("public", "board"))

    assert keys.find(text) == key
    assert keys.list() == [key]
    secret = text.rpartition("_")[2] if "_" not in text[12:] else text[12:]
    for path in tmp_path.iterdir():
        assert secret.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda t: t[:-1], lambda t: t + "x"], ids=str
)
def test_a_text_that_is_nearly_a_key_is_none(keys: Keys, change: Callable[[str], str]) -> None:
    _, text = keys.create("bot", role="read", audiences=("public",))

    changed = change(text)

    assert keys.find(changed) is None


def test_keys_are_configured_from_the_first_on_whatever_becomes_of_it(keys: Keys) -> None:
    assert not keys.are_configured()

    key, text = keys.create("bot", role="read", audiences=("public",))
    keys.revoke(key.id)
    keys.revoke(key.id)

    assert keys.are_configured()
    assert keys.find(text) is None
    assert keys.list()[0].revoked


def test_an_expired_key_is_none(keys: Keys) -> None:
    _, text = keys.create("x", role="read", audiences=("public",), lifetime=timedelta(seconds=-5))

    assert keys.find(text) is None


def test_what_makes_no_sense_is_refused(keys: Keys) -> None:
    for name, audiences in (("", ("public",)), ("x", ()), ("x", ("two words",)), ("x", ("a,b",))):
        with pytest.raises(UsageError):
            keys.create(name, role="read", audiences=audiences)
    with pytest.raises(NotFoundError):
        keys.revoke("nobody")
