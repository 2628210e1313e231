"""Work that takes long -> a few at a time; the rest wait without a thread, so all else is answered.

The routes share some forty threads. Without turns, forty questions to a slow language model, or
forty matrices, would keep the pages and the readiness check waiting too.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _turns(most: int) -> Any:
    # Of its own each time: one request may need two kinds, and takes a dependency only once.
    async def turn() -> AsyncIterator[None]:
        yield

    return Depends(turn, scope="function", max_concurrency=most)


# Taken after the body is there and given back before the reply goes out: a slow caller holds none.
ANSWERING = _turns(24)
ALIGNING = _turns(6)
# Each draft is read by a process of its own, which may take a gigabyte.
CHECKING = _turns(2)
# Answers that are streamed have threads of their own, since they end long after the route has; so
# have the tools of agents.
STREAMING = CapacityLimiter(24)
TOOLS = CapacityLimiter(12)


def in_turn(tool: Callable[Given, Made]) -> Callable[Given, Awaitable[Made]]:
    """Return the tool with a turn around it, in a thread of the tools' own."""

    @wraps(tool)
    async def waiting(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        return await run_sync(partial(tool, *args, **kwargs), limiter=TOOLS)

    return waiting
