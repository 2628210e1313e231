"""An HTTP client whose calls can be hung up from another thread, also while the service is silent.

Proxies (HTTPS_PROXY, NO_PROXY) and private authorities (SSL_CERT_FILE, SSL_CERT_DIR) are taken from
the environment, as httpx does.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any

import httpx

_CONNECT_SECONDS = 10.0
_OPENED = ("connection.connect_tcp.complete", "connection.connect_unix_socket.complete")


class Line:
    """One client for many calls; each call has a connection of its own, known by its thread."""

    def __init__(self) -> None:
        self._sockets: dict[int, socket.socket] = {}
        self._ended: set[int] = set()

    def options(self, seconds: float) -> dict[str, Any]:
        """Return the arguments that make an httpx client use this line."""
        return {
            "timeout": httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
            "limits": httpx.Limits(max_keepalive_connections=0),
            "event_hooks": {"request": [self._watch]},
            "trust_env": True,
        }

    def hang_up(self, thread_id: int) -> None:
        """End the call that the thread is making; it fails there as a broken connection."""
        self._ended.add(thread_id)
        opened = self._sockets.pop(thread_id, None)
        if opened is not None:
            _shut(opened)

    def forget(self, thread_id: int) -> None:
        """Drop what is known of a thread that has ended its call."""
        self._sockets.pop(thread_id, None)
        self._ended.discard(thread_id)

    def _watch(self, request: httpx.Request) -> None:
        request.extensions = {**request.extensions, "trace": self._note}

    def _note(self, event: str, info: dict[str, Any]) -> None:
        if event in _OPENED:
            opened = info["return_value"].get_extra_info("socket")
            if isinstance(opened, socket.socket):
                self._sockets[threading.get_ident()] = opened
                if threading.get_ident() in self._ended:
                    _shut(opened)


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
