"""API keys: made, shown once, kept as a hash, checked, revoked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import insert, select, update

from assistant.errors import NotFoundError, UsageError
from assistant.records.database import Database, keys, now

Role = Literal["read", "write", "administer"]
ROLES: tuple[Role, ...] = get_args(Role)
# gt_ID_SECRET: the prefix lets secret scanners find a leaked key, the id lets people name it.
_KEY = re.compile(r"gt_([a-z0-9]{8})_([A-Za-z0-9_-]{43})")
_LABEL = re.compile(r"[^\s,]{1,100}")


@dataclass(frozen=True, slots=True)
class Key:
    """An API key without its secret. Times are ISO, in UTC; no limit when None."""

    id: str
    name: str
    role: Role
    audiences: tuple[str, ...]
    created: str
    expires: str | None = None
    revoked: str | None = None
    requests_per_minute: int | None = None

    @property
    def is_usable(self) -> bool:
        """Say whether the key is neither revoked nor expired."""
        return self.revoked is None and (self.expires is None or now() < self.expires)


class Keys:
    """The keys in the records file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._were_ever_made = False

    def create(
        self,
        name: str,
        *,
        role: Role,
        audiences: tuple[str, ...],
        lifetime: timedelta | None = None,
        requests_per_minute: int | None = None,
    ) -> tuple[Key, str]:
        """Make a key; return it and its text, which is shown now and never again.

        Raises:
            UsageError: the name or an audience makes no sense.
        """
        _check(name, audiences)
        expires = None if lifetime is None else _later(lifetime)
        alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
        key_id = "".join(secrets.choice(alphabet) for _ in range(8))
        key = Key(key_id, name, role, audiences, now(), expires, None, requests_per_minute)
        secret = secrets.token_urlsafe(32)
        row = {field: getattr(key, field) for field in Key.__slots__}
        with self._database.transaction() as connection:
            connection.execute(
                insert(keys).values(
                    {**row, "audiences": list(audiences), "secret_sha256": _hashed(secret)}
                )
            )
        return key, f"gt_{key_id}_{secret}"

    def list(self) -> list[Key]:
        """Return every key, revoked and expired ones included, oldest first."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(keys).order_by(keys.c.created, keys.c.id))
            return [_key(row) for row in rows]

    def revoke(self, key_id: str) -> None:
        """Refuse a key from now on.

        Raises:
            NotFoundError: there is no such key.
        """
        with self._database.transaction() as connection:
            revoked = connection.execute(
                update(keys)
                .where(keys.c.id == key_id, keys.c.revoked.is_(None))
                .values(revoked=now())
            )
            known = connection.execute(select(keys.c.id).where(keys.c.id == key_id)).first()
        if revoked.rowcount == 0 and known is None:
            raise NotFoundError(f"There is no key {key_id}. List them: golden-thread keys list")

    def are_configured(self) -> bool:
        """Say whether any key was ever made; from then on every caller needs one."""
        if not self._were_ever_made:
            with self._database.transaction() as connection:
                self._were_ever_made = connection.execute(select(keys.c.id)).first() is not None
        return self._were_ever_made

    def find(self, text: str) -> Key | None:
        """Return the usable key that this text is, None for any other text."""
        match = _KEY.fullmatch(text)
        if match is None:
            return None
        with self._database.transaction() as connection:
            row = connection.execute(select(keys).where(keys.c.id == match[1])).first()
        expected = row.secret_sha256 if row else _hashed("")
        is_right = hmac.compare_digest(expected, _hashed(match[2]))
        key = _key(row) if row else None
        return key if key and is_right and key.is_usable else None


def _check(name: str, audiences: tuple[str, ...]) -> None:
    if not name.strip() or len(name) > 100:
        raise UsageError("Give the key a name of 1 to 100 characters.", field="name")
    for audience in audiences:
        if not _LABEL.fullmatch(audience):
            raise UsageError(f"{audience!r} is no audience: a label has no spaces or commas.")
    if not audiences:
        raise UsageError("Give the key at least one audience, such as public.", field="audience")


def _later(lifetime: timedelta) -> str:
    return (datetime.now(UTC) + lifetime).isoformat(timespec="milliseconds")


def _hashed(secret: str) -> str:
    # The secret has 256 random bits: nothing to guess, so a slow hash would gain nothing.
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: Any) -> Key:
    fields = {field: getattr(row, field) for field in Key.__slots__}
    return Key(**{**fields, "audiences": tuple(row.audiences)})
