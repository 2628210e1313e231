"""How many documents a reader has, for the status line; remembered for some minutes."""

from __future__ import annotations

import threading
import time

from assistant.errors import GoldenThreadError
from assistant.types import Reader
from bot.front_door import FrontDoor
from bot.words import SEARCHING

REMEMBERED_SECONDS = 300.0


class CorpusSize:
    """Counts once for each set of audiences: the status line may not slow the answer down."""

    def __init__(self, front_door: FrontDoor) -> None:
        self._front_door = front_door
        self._lock = threading.Lock()
        self._counted: dict[Reader, tuple[float, int]] = {}

    def status(self, reader: Reader) -> str:
        """Return what the bot is doing, for a reader."""
        count = self._count(reader)
        return SEARCHING.format(f"{count} documents" if count > 1 else "the documents")

    def _count(self, reader: Reader) -> int:
        now = time.monotonic()
        with self._lock:
            until, count = self._counted.get(reader, (0.0, 0))
        if until > now:
            return count
        try:
            documents = self._front_door.documents(reader=reader)
        except GoldenThreadError:
            return 0
        count = sum(document.reading != "refused" for document in documents)
        with self._lock:
            self._counted[reader] = (now + REMEMBERED_SECONDS, count)
        return count
