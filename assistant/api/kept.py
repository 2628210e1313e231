"""Answers given -> answers read again: what is kept of each, and a store that forgets at exit."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

MAX_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given, with the audiences of who asked (None: everything)."""

    id: str
    body: dict[str, Any]
    audiences: frozenset[str] | None


class AnswerStore(Protocol):
    """Keeps answers so that they can be read again."""

    def save(self, kept: KeptAnswer) -> None:
        """Keep an answer under its id."""
        ...

    def get(self, answer_id: str) -> KeptAnswer | None:
        """Return the answer kept under this id, if there is one."""
        ...


class MemoryAnswers:
    """Keeps the last answers in memory; the oldest go first."""

    def __init__(self, size: int = MAX_KEPT) -> None:
        self._size = size
        self._answers: OrderedDict[str, KeptAnswer] = OrderedDict()
        self._lock = Lock()

    def save(self, kept: KeptAnswer) -> None:
        """Keep an answer under its id."""
        with self._lock:
            self._answers[kept.id] = kept
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)

    def get(self, answer_id: str) -> KeptAnswer | None:
        """Return the answer kept under this id, if there is one."""
        with self._lock:
            return self._answers.get(answer_id)
