"""bot/channels.yaml -> who may read what, as the operator wrote it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import SettingsError
from assistant.types import Filters, Kind, Status

logger = logging.getLogger(__name__)


class GrantedFilters(BaseModel):
    """Which documents are asked; an empty list does not restrict."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[Kind, ...] = ()
    documents: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()

    def to_filters(self) -> Filters:
        """Return the filters of a question."""
        return Filters(self.kinds, self.documents, self.organisations, self.statuses)


class Grant(BaseModel):
    """What one channel, person or group may read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    audiences: frozenset[str]
    filters: GrantedFilters = GrantedFilters()
    note: str = ""


class Grants(BaseModel):
    """The file; e-mail addresses in lower case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channels: Mapping[str, Grant] = Field(default_factory=dict)
    users: Mapping[str, Grant] = Field(default_factory=dict)
    groups: Mapping[str, Grant] = Field(default_factory=dict)


class GrantsFile:
    """The file as it is now: read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: int | None = None
        self._grants = Grants()

    def current(self) -> Grants:
        """Return the grants; none at all while the file cannot be read."""
        try:
            changed_at = self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return Grants()
        if changed_at != self._read_at:
            try:
                self._grants = read_grants(self._path)
            except SettingsError:
                # Nobody may go on reading by what the operator has just tried to change.
                logger.exception("until it is corrected, everyone reads what is public")
                self._grants = Grants()
            self._read_at = changed_at
        return self._grants


def read_grants(path: Path) -> Grants:
    """Read the file; no grants when there is none.

    Raises:
        SettingsError: it is no YAML, or something in it is not known.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Grants()
    try:
        grants = Grants.model_validate(yaml.safe_load(text) or {})
    except (yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"{path} cannot be used: {error}") from error
    users = {address.lower(): grant for address, grant in grants.users.items()}
    return grants.model_copy(update={"users": users})
