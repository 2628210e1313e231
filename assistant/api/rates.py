"""Requests of a key -> let through, or problem 429 that says when to come again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Lock

from starlette.exceptions import HTTPException

from assistant.records.keys import Key

# Far above what people do and what one machine answers; a key can be made with a limit of its own.
REQUESTS_PER_MINUTE = 12_000


class Rates:
    """A bucket of tokens per key, filled steadily: a minute's worth may be used at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, key: Key) -> None:
        """Count one request of the key.

        Raises:
            HTTPException: 429, too many; the header says after how many seconds to come again.
        """
        limit = key.requests_per_minute or REQUESTS_PER_MINUTE
        with self._lock:
            now = self._clock()
            tokens, filled = self._buckets.get(key.id, (float(limit), now))
            tokens = min(float(limit), tokens + (now - filled) * limit / 60)
            is_allowed = tokens >= 1
            self._buckets[key.id] = (tokens - 1 if is_allowed else tokens, now)
        if not is_allowed:
            seconds = math.ceil((1 - tokens) * 60 / limit)
            raise HTTPException(
                429, f"This key may send {limit} requests a minute.", {"Retry-After": str(seconds)}
            )
