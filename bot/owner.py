"""A worker process as others see it: alive while it holds its lock file, even if it is killed."""

from __future__ import annotations

import fcntl
import os
import uuid
from pathlib import Path


class Owner:
    """This process's name in the store. The kernel drops its lock however the process ends."""

    def __init__(self, id_: str, lock_path: Path, descriptor: int) -> None:
        self.id = id_
        self._lock_path = lock_path
        self._descriptor = descriptor

    @classmethod
    def start(cls, state_path: Path) -> Owner:
        """Take a new name and its lock."""
        name = uuid.uuid4().hex
        path = _lock_path(state_path, name)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return cls(name, path, descriptor)

    def stop(self) -> None:
        """Give the name up."""
        self._lock_path.unlink(missing_ok=True)
        os.close(self._descriptor)


def is_alive(state_path: Path, owner_id: str) -> bool:
    """Say whether the process behind a name still runs; tidy up when it does not."""
    path = _lock_path(state_path, owner_id)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    path.unlink(missing_ok=True)
    return False


def _lock_path(state_path: Path, owner_id: str) -> Path:
    return state_path.with_name(f"{state_path.name}.{owner_id}.lock")
