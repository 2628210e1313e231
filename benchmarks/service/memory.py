"""Memory of the service at request 5,000 and at request 50,000: it may grow by a tenth at most.

python -m benchmarks.service.memory [--chunks 10000] [--requests 50000]

One request in ten is a question; the others search, list, open pages and texts, repeat with an
Idempotency-Key, or fail.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.service.clients import free_port, running
from benchmarks.service.corpus import Place, open_place
from benchmarks.service.load import service_environment

CLIENTS = 4
FIRST = 5_000
MOST = 1.1
_EVERY = 5_000


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--chunks", type=int, default=10_000)
    arguments.add_argument("--requests", type=int, default=50_000)
    given = arguments.parse_args()
    place, port = open_place(given.chunks), free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = service_environment(place, Path(folder))
        serve = ["assistant.cli", "serve", "--port", str(port)]
        with running(serve, port, "/readyz", environment) as process:
            sizes = Senders(place, port, process.pid).run(given.requests)
    first, last = sizes[min(FIRST, given.requests)], sizes[given.requests]
    print(f"{last:.0f} MB at request {given.requests:,}, {first:.0f} MB at {FIRST:,}: "
          f"{last / first:.3f} x (at most {MOST})")  # fmt: skip
    return int(last > MOST * first)


class Senders:
    """Clients that share a count of requests, and what the process weighed at some of them."""

    def __init__(self, place: Place, port: int, pid: int) -> None:
        self._place = place
        self._port = port
        self._pid = pid
        self._sent = 0
        self._lock = threading.Lock()
        self._sizes: dict[int, float] = {}
        self._started = time.monotonic()

    def run(self, requests: int) -> dict[int, float]:
        """Send them all; return megabytes by the number of requests sent."""
        threads = [threading.Thread(target=self._work, args=(requests,)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self._sizes

    def _work(self, requests: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=300)
        documents = _documents(connection)
        while (number := self._next(requests)) is not None:
            method, path, body, headers = self._request(number, documents)
            content = None if body is None else json.dumps(body)
            connection.request(
                method, path, content, {"Content-Type": "application/json", **headers}
            )
            reply = connection.getresponse()
            reply.read()
            if reply.status >= 500:
                raise SystemExit(f"{method} {path} answered {reply.status}")

    def _next(self, requests: int) -> int | None:
        with self._lock:
            if self._sent >= requests:
                return None
            self._sent += 1
            if self._sent % _EVERY == 0 or self._sent == requests:
                self._sizes[self._sent] = resident_megabytes(self._pid)
                spent = time.monotonic() - self._started
                print(f"{self._sent:,} requests: {self._sizes[self._sent]:.0f} MB, {spent:.0f} s, "
                      f"load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
            return self._sent

    def _request(
        self, number: int, documents: list[str]
    ) -> tuple[str, str, dict[str, Any] | None, dict[str, str]]:
        asked = f"{self._place.questions[number % len(self._place.questions)]} ({number})"
        document = documents[number % len(documents)]
        key = {"Idempotency-Key": f"key-{number}"} if number % 100 == 0 else {}
        kinds: list[tuple[str, str, dict[str, Any] | None, dict[str, str]]] = [
            ("POST", "/v1/answers", {"question": asked}, key),
            ("POST", "/v1/search", {"query": asked, "top": 5}, {}),
            ("POST", "/v1/search", {"query": asked, "filters": {"kinds": ["other"]}}, {}),
            ("GET", f"/v1/documents/{document}", None, {}),
            ("GET", f"/documents/{document}?c=0-40", None, {}),
            ("GET", f"/v1/documents/{document}/text", None, {"If-None-Match": '"no"'}),
            ("GET", "/metrics", None, {}),
            ("GET", f"/v1/documents/none-{number}", None, {}),
            ("POST", "/v1/answers", {"question": ""}, {}),
            ("GET", "/v1/documents?limit=20", None, {}),
        ]
        return kinds[number % len(kinds)]


def _documents(connection: http.client.HTTPConnection) -> list[str]:
    connection.request("GET", "/v1/documents?limit=50")
    listed = json.loads(connection.getresponse().read())["documents"]
    return [one["document_id"] for one in listed]


def resident_megabytes(pid: int) -> float:
    """Return what a process holds in memory (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
