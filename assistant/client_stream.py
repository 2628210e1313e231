"""The event stream of the HTTP service -> its events, one by one; left when nobody waits."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import httpx

_POLL_SECONDS = 0.1


def events(
    response: httpx.Response, is_gone: Callable[[], bool]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name and content of each event; hang up as soon as `is_gone` says so.

    Raises:
        httpx.HTTPError: the service broke off, or was hung up.
    """
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(response, is_gone, ended), daemon=True)
    watch.start()
    try:
        yield from _parsed(response.iter_lines())
    finally:
        ended.set()
        watch.join()


def _parsed(lines: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Read server-sent events; comments, which only keep the connection open, are passed over."""
    name, content = "message", ""
    for line in lines:
        field, _, value = line.partition(":")
        if field == "event":
            name = value.strip()
        elif field == "data":
            content += value
        elif not line and content:
            yield name, json.loads(content)
            name, content = "message", ""


def _watch(response: httpx.Response, is_gone: Callable[[], bool], ended: threading.Event) -> None:
    while not ended.wait(_POLL_SECONDS):
        if is_gone():
            _hang_up(response)
            return


def _hang_up(response: httpx.Response) -> None:
    """Shut the socket: reading ends in the thread that reads, also while the service is silent."""
    stream = response.extensions.get("network_stream")
    opened = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(opened, socket.socket):
        with contextlib.suppress(OSError):
            opened.shutdown(socket.SHUT_RDWR)
