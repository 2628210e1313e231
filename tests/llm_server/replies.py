"""What the fake service is asked, and what it does then."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request: over which protocol, what it holds, with which headers, over which target."""

    protocol: str
    body: Mapping[str, Any]
    headers: Mapping[str, str]
    target: str

    @property
    def rules(self) -> str:
        """The system prompt."""
        if self.protocol == "anthropic":
            system = self.body.get("system", "")
            return system if isinstance(system, str) else "".join(one["text"] for one in system)
        return "".join(m["content"] for m in self.body["messages"] if m["role"] == "system")

    @property
    def task(self) -> str:
        """The last message of the user."""
        content = [m["content"] for m in self.body["messages"] if m["role"] == "user"][-1]
        return content if isinstance(content, str) else "".join(one["text"] for one in content)

    @property
    def evidence(self) -> dict[int, str]:
        """The numbered evidence in the task."""
        found = re.findall(r"^\[(\d+)\] (.*)$", self.task, re.MULTILINE)
        return {int(number): text for number, text in found}

    @property
    def question(self) -> str:
        """The question in the task."""
        found = re.search(r"^(?:Last q|Q)uestion: (.*)$", self.task, re.MULTILINE)
        return found.group(1) if found else ""

    def wants(self, kind: str) -> bool:
        """Whether the request is to write, pick, judge or rewrite."""
        marks = {
            "pick": '{"picks"',
            "judge": '{"choice"',
            "rewrite": '{"question"',
            "write": '"answerable"',
        }
        return marks[kind] in self.rules


@dataclass(frozen=True)
class Said:
    """What the service does: it says `text`, or fails in one of the ways that services fail."""

    text: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0
    drip_seconds: float = 0.0
    piece: int = 16
    cut_after: int | None = None
    is_garbled: bool = False
    is_endless: bool = False
    gate: threading.Event | None = None  # what comes behind gate_at waits for it
    gate_at: int = 0


Brain = Callable[[Asked], Said]


def statements(*pairs: tuple[str, list[int]], answerable: bool = True) -> str:
    """Return a written reply: sentences with the numbers that they cite."""
    held = [{"text": text, "evidence": numbers} for text, numbers in pairs]
    return json.dumps({"answerable": answerable, "statements": held}, ensure_ascii=False)


def always(said: Said | str) -> Brain:
    """Return a brain that always does the same."""
    return lambda _asked: Said(said) if isinstance(said, str) else said


def in_turn(*all_said: Said | str) -> Brain:
    """Return a brain that does one thing after the other, and the last for ever."""
    left = list(all_said)

    def brain(_asked: Asked) -> Said:
        said = left.pop(0) if len(left) > 1 else left[0]
        return Said(said) if isinstance(said, str) else said

    return brain
