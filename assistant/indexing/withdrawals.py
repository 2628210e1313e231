"""A document withdrawn -> hidden from every reader at once, until a snapshot without it is served.

Building that snapshot takes a while and may fail; what was withdrawn must not be told meanwhile.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import StoreUnavailableError


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that was withdrawn; `left_out` is its file where that was not ours to delete."""

    document_id: str
    path: str
    left_out: str | None = None


_ENTRY = TypeAdapter(Withdrawal)


class Withdrawals:
    """The withdrawals that no snapshot follows yet: a file for each, so that writers never meet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, withdrawal: Withdrawal) -> None:
        """Hide a document from now on, in every process that reads this index.

        Raises:
            StoreUnavailableError: it cannot be noted; the document is served as before.
        """
        path = self._folder / f"{uuid.uuid4().hex}.json"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            with fresh.open("wb") as file:
                file.write(_ENTRY.dump_json(withdrawal))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            raise StoreUnavailableError(
                f"The withdrawal cannot be noted in {self._folder} ({error.strerror}); nothing was "
                "withdrawn. Check that the folder can be written and has room."
            ) from error

    def names(self) -> frozenset[str]:
        """Return a name for each withdrawal; another set means that others are hidden."""
        try:
            return frozenset(one.name for one in self._folder.iterdir() if one.suffix == ".json")
        except FileNotFoundError:
            return frozenset()

    def all(self) -> Mapping[str, Withdrawal]:
        """Return the withdrawals by their names."""
        found = {name: self._read(name) for name in self.names()}
        return {name: one for name, one in found.items() if one is not None}

    def settle(self, names: Iterable[str]) -> None:
        """Forget withdrawals: what is served now was read after them."""
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    def _read(self, name: str) -> Withdrawal | None:
        try:
            return _ENTRY.validate_json((self._folder / name).read_bytes())
        except (OSError, ValidationError):
            return None  # settled this moment
