"""What a language model judged, kept by a mark of what it read: the same is never asked twice.

Only marks and single words are kept, no text; a snapshot or a paper may go without a trace here.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

logger = logging.getLogger(__name__)
_BUSY_SECONDS = 5.0
_MOST_MARKS = 500


class Judged:
    """Words by marks, in memory and, where a file can be written, in that."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, str] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are known."""
        return len(self._known)

    def get(self, mark: str) -> str | None:
        """Return the word of a mark, if it was kept or recalled."""
        return self._known.get(mark)

    def recall(self, marks: Sequence[str]) -> None:
        """Bring what the file holds of these marks into memory."""
        missing = [mark for mark in marks if mark not in self._known]
        if self._path is None or not self._path.is_file():
            return
        for start in range(0, len(missing), _MOST_MARKS):
            some = missing[start : start + _MOST_MARKS]
            with self._lock:
                self._known.update(self._read(some))

    def keep(self, mark: str, word: str) -> None:
        """Keep a word; a file that cannot be written is only told of."""
        with self._lock:
            self._known[mark] = word
            if self._path is None:
                return
            try:
                with contextlib.closing(self._open(self._path)) as opened, opened:
                    opened.execute("INSERT OR REPLACE INTO judged VALUES (?, ?)", (mark, word))
            except sqlite3.Error as error:
                logger.warning("Judgements are kept in memory only (%s).", error)
                self._path = None

    def _read(self, marks: Sequence[str]) -> Mapping[str, str]:
        assert self._path is not None
        places = ", ".join("?" * len(marks))
        try:
            with contextlib.closing(self._open(self._path)) as opened:
                query = f"SELECT mark, word FROM judged WHERE mark IN ({places})"
                return dict(opened.execute(query, list(marks)).fetchall())
        except sqlite3.Error as error:
            logger.warning("Earlier judgements cannot be read (%s).", error)
            return {}

    def _open(self, path: Path) -> sqlite3.Connection:
        opened = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        opened.execute("CREATE TABLE IF NOT EXISTS judged (mark TEXT PRIMARY KEY, word TEXT)")
        return opened


def mark_of(*texts: str) -> str:
    """Return the mark of some texts in their order."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]
