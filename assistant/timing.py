"""A stage at work -> the seconds that it took, told to whoever observes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# What an answer's time goes into; `generate` is a part of `answer`.
STAGES = ("retrieve", "answer", "generate", "records")
Observe = Callable[[str, float], None]


def nobody(stage: str, seconds: float) -> None:
    """Observe nothing."""


@contextmanager
def timed(stage: str, observe: Observe) -> Iterator[None]:
    """Tell how long the block took, also when it failed."""
    started = time.perf_counter()
    try:
        yield
    finally:
        observe(stage, time.perf_counter() - started)
