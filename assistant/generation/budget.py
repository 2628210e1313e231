"""What answers may use of a language model: tokens and cost, for one answer and for a day."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from assistant.errors import ModelError

# English has about four characters a token; fewer are counted, so as not to pass a limit unseen.
_CHARACTERS_PER_TOKEN = 3.5
_BUSY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that may be used; None does not limit. Prices are for a million tokens."""

    tokens_per_answer: int = 20_000
    tokens_per_day: int | None = None
    cost_per_answer: float | None = None
    cost_per_day: float | None = None
    prices: tuple[float, float] = (0.0, 0.0)

    def cost(self, read: int, written: int) -> float:
        """Return what that many tokens cost."""
        return (read * self.prices[0] + written * self.prices[1]) / 1_000_000

    @property
    def is_daily(self) -> bool:
        """Whether a day has a limit, so that its use must be kept."""
        return self.tokens_per_day is not None or self.cost_per_day is not None


class Ledger:
    """What was used on each day (UTC), shared by all processes; opened only to limit days."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, tokens: int, cost: float, limits: Limits) -> bool:
        """Count the use if the day still has room for it; return whether it had.

        Raises:
            ModelError: the ledger cannot be used, so the limit cannot be kept.
        """
        try:
            with contextlib.closing(self._open()) as opened, opened:
                opened.execute("BEGIN IMMEDIATE")
                used = self._used(opened)
                if tokens > 0 and _is_over(used[0] + tokens, used[1] + cost, limits):
                    return False
                opened.execute(
                    "INSERT INTO days VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE"
                    " SET tokens = tokens + excluded.tokens, cost = cost + excluded.cost",
                    (_today(), tokens, cost),
                )
                return True
        except sqlite3.Error as error:
            raise ModelError(f"The ledger {self._path.name} cannot be used ({error}).") from error

    def today(self) -> tuple[int, float]:
        """Return the tokens and the cost of today."""
        with contextlib.closing(self._open()) as opened:
            return self._used(opened)

    def _open(self) -> sqlite3.Connection:
        opened = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
        opened.execute(
            "CREATE TABLE IF NOT EXISTS days (day TEXT PRIMARY KEY, tokens INTEGER, cost REAL)"
        )
        return opened

    def _used(self, opened: sqlite3.Connection) -> tuple[int, float]:
        query = "SELECT tokens, cost FROM days WHERE day = ?"
        row = opened.execute(query, (_today(),)).fetchone()
        return (int(row[0]), float(row[1])) if row else (0, 0.0)


class Allowance:
    """What one answer, or one report, may still use; each call is reserved and then settled."""

    def __init__(self, limits: Limits, ledger: Ledger | None) -> None:
        self._limits = limits
        self._ledger = ledger if limits.is_daily else None
        self._lock = Lock()
        self._tokens = 0
        self._cost = 0.0

    def reserve(self, read: int, written: int) -> None:
        """Set aside the most that a call can use.

        Raises:
            ModelError: the answer or the day has no room for it.
        """
        with self._lock:
            self._reserve(read + written, self._limits.cost(read, written))

    def _reserve(self, tokens: int, cost: float) -> None:
        limits = self._limits
        over = self._tokens + tokens > limits.tokens_per_answer
        over = over or _exceeds(self._cost + cost, limits.cost_per_answer)
        if over:
            raise ModelError("This answer has used up its budget for the language model.")
        if self._ledger and not self._ledger.add(tokens, cost, limits):
            raise ModelError("The day's budget for the language model is used up.")
        self._tokens += tokens
        self._cost += cost

    def settle(self, reserved: tuple[int, int], used: tuple[int, int]) -> None:
        """Give back what a call did not use, or count what it used beyond."""
        tokens = sum(used) - sum(reserved)
        cost = self._limits.cost(*used) - self._limits.cost(*reserved)
        with self._lock:
            self._tokens += tokens
            self._cost += cost
        if self._ledger and tokens <= 0:
            self._ledger.add(tokens, cost, self._limits)
        elif self._ledger:
            self._ledger.add(tokens, cost, Limits())


def tokens_of(text: str) -> int:
    """Estimate the tokens of a text, rather too many than too few."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


def _is_over(tokens: int, cost: float, limits: Limits) -> bool:
    return _exceeds(tokens, limits.tokens_per_day) or _exceeds(cost, limits.cost_per_day)


def _exceeds(value: float, limit: float | None) -> bool:
    return limit is not None and value > limit


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
