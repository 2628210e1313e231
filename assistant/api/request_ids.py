"""The request being served -> its id, in whatever thread works for it."""

from __future__ import annotations

from contextvars import ContextVar

# Threads that serve a request inherit it; "" outside of any.
CURRENT: ContextVar[str] = ContextVar("request_id", default="")
