"""What a bot did and what shall be done to it: calls, violations and faults, from any thread."""

from __future__ import annotations

import fnmatch
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tests.slack_server.workspace import Json

T = TypeVar("T")


@dataclass
class Call:
    """One request that the app made. `at` is monotonic seconds; a `fault` was not earned."""

    method: str
    args: Json
    at: float = field(default_factory=time.monotonic)
    number: int = 0
    status: int = 200
    response: Json = field(default_factory=dict)
    fault: bool = False

    @property
    def ok(self) -> bool:
        return self.status == 200 and self.response.get("ok", True) is True


@dataclass
class Violation:
    """Something that a correct app does not do."""

    method: str
    rule: str
    detail: str = ""


@dataclass
class Fault:
    """What to do to the next `times` calls whose method matches the glob `method`.

    status 429 with retry_after: every identical call before that many seconds are up is refused
    too, and counts as a violation. `error` answers {"ok": false, "error": ...}. `delay` alone
    makes a call slow; `drop` closes the connection without an answer. Both come before the call
    is carried out, or after it with `late`.
    """

    method: str = "*"
    status: int | None = None
    error: str | None = None
    retry_after: int | None = None
    delay: float = 0.0
    drop: bool = False
    late: bool = False
    times: int = 1


class Ledger:
    """The record, and the lock around everything that the server knows."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self._calls: list[Call] = []
        self._violations: list[Violation] = []
        self._faults: list[Fault] = []
        self._limited: dict[str, float] = {}
        self.in_flight = 0

    def calls(self, method: str = "*", since: int = 0) -> list[Call]:
        """The calls whose method matches the glob, from call number `since` on."""
        with self.changed:
            return [c for c in self._calls[since:] if fnmatch.fnmatchcase(c.method, method)]

    def violations(self) -> list[Violation]:
        with self.changed:
            return list(self._violations)

    def inject(self, fault: Fault) -> None:
        with self.changed:
            self._faults.append(fault)

    def clear_faults(self) -> None:
        with self.changed:
            self._faults.clear()
            self._limited.clear()

    def wait_for(self, condition: Callable[[], T], timeout: float = 10.0) -> T:
        """Wait until condition() is truthy, and return its last value."""
        end = time.monotonic() + timeout
        with self.changed:
            while True:
                value = condition()
                left = end - time.monotonic()
                if value or left <= 0:
                    return value
                self.changed.wait(min(left, 0.25))

    def settle(self, quiet: float = 0.7, timeout: float = 15.0) -> None:
        """Wait until the app has made no call for `quiet` seconds."""
        start = time.monotonic()
        while time.monotonic() < start + timeout:
            if self._idle_since(start) + quiet <= time.monotonic():
                return
            time.sleep(0.02)

    def record(self, call: Call, status: int, response: Json, *, fault: bool = False) -> None:
        with self.changed:
            call.number, call.status = len(self._calls), status
            call.response, call.fault = response, fault
            self._calls.append(call)
            self.changed.notify_all()

    def violate(self, method: str, rule: str, detail: str = "") -> None:
        with self.changed:
            self._violations.append(Violation(method, rule, detail[:300]))
            self.changed.notify_all()

    def take_fault(self, name: str, args: Json) -> Fault | None:
        key = name + json.dumps(args, sort_keys=True, default=str)
        now = time.monotonic()
        with self.changed:
            until = self._limited.get(key)
            if until and now < until - 0.05:
                self.violate(name, "retried_before_retry_after", f"{until - now:.2f}s early")
                return Fault(name, status=429, retry_after=max(1, round(until - now)))
            fault = next((f for f in self._faults if fnmatch.fnmatchcase(name, f.method)), None)
            if fault:
                self._use_up(fault)
                if fault.status == 429:
                    self._limited[key] = now + (fault.retry_after or 1)
            return fault

    def _use_up(self, fault: Fault) -> None:
        fault.times -= 1
        if fault.times <= 0:
            self._faults.remove(fault)

    def _idle_since(self, start: float) -> float:
        with self.changed:
            if self.in_flight:
                return time.monotonic()
            return max(self._calls[-1].at if self._calls else start, start)
