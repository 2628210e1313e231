"""Memory of the service at request 5,000 and at request 50,000: it may grow by a tenth at most.

python -m benchmarks.service.memory [--chunks 10000] [--requests 50000]

Every path of a reader is among them, one request in ten a question: answers whole and streamed,
earlier answers, chats, tools, searches with filters, lists, texts, pages, the web page, goals,
matches, the matrix, findings, verifications, feedback, repeats with an Idempotency-Key, failures.
Of the questions one in five is new, the others come again, as people ask again.
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
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.service.clients import free_port, running
from benchmarks.service.corpus import VISION, Place, open_place
from benchmarks.service.load import service_environment

# Method, path, body and headers of a request.
Sent = tuple[str, str, dict[str, Any] | None, dict[str, str]]
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
        self._latest = "none"
        self._statuses: Counter[int] = Counter()

    def run(self, requests: int) -> dict[int, float]:
        """Send them all; return megabytes by the number of requests sent."""
        threads = [threading.Thread(target=self._work, args=(requests,)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print("By status:", dict(sorted(self._statuses.items())))
        return self._sizes

    def _work(self, requests: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=1800)
        documents = _documents(connection)
        while (number := self._next(requests)) is not None:
            method, path, body, headers = self._request(number, documents)
            content = None if body is None else json.dumps(body)
            connection.request(
                method, path, content, {"Content-Type": "application/json", **headers}
            )
            reply = connection.getresponse()
            told = reply.read()
            if path == "/v1/answers" and reply.status == 200 and told.startswith(b"{"):
                self._latest = json.loads(told)["id"]
            self._statuses[reply.status] += 1
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

    def _request(self, number: int, documents: list[str]) -> Sent:
        asked = self._asked(number)
        document = documents[number % len(documents)]
        key = {"Idempotency-Key": f"key-{number}"} if number % 100 == 0 else {}
        turn, place = divmod(number, 10)
        kinds: list[Sent] = [
            self._question(turn, asked, key),
            ("POST", "/v1/search", {"query": asked, "top": 5}, {}),
            ("POST", "/v1/search", {"query": asked, "filters": {"documents": [document]}}, {}),
            ("GET", f"/v1/documents/{document}", None, {}),
            ("GET", f"/documents/{document}?c=0-40", None, {}),
            ("GET", f"/v1/documents/{document}/text", None, {"If-None-Match": '"no"'}),
            ("GET", f"/v1/answers/{self._latest}" if turn % 2 else "/metrics", None, {}),
            ("GET", f"/v1/documents/none-{number}", None, {}),
            ("POST", "/v1/answers", {"question": ""}, {}),
            self._aligned(turn, asked, document),
        ]
        return kinds[place]

    def _asked(self, number: int) -> str:
        """Return a question that was not asked before one time in five, else one of some fifty."""
        asked = self._place.questions
        turn = number // 10
        return f"{asked[turn % len(asked)]} ({number})" if turn % 5 == 0 else asked[turn % 50]

    def _question(self, turn: int, asked: str, key: dict[str, str]) -> Sent:
        message = {"role": "user", "content": asked}
        tool = {"name": "ask", "arguments": {"question": asked}}
        kinds: list[Sent] = [
            ("POST", "/v1/answers", {"question": asked}, key),
            ("POST", "/v1/answers", {"question": asked, "stream": True}, {}),
            ("POST", "/v1/chat/completions", {"model": "any", "messages": [message]}, {}),
            ("POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": tool},
             {"Accept": "application/json, text/event-stream"}),
            ("GET", f"/?q={quote(asked)}", None, {}),
        ]  # fmt: skip
        return kinds[turn % len(kinds)]

    def _aligned(self, turn: int, asked: str, document: str) -> Sent:
        """Alignment is of the sample's papers: of thousands it is another benchmark's matter."""
        some = f"vision={VISION}&kind=strategy&kind=board"
        kinds: list[Sent] = [
            ("GET", "/v1/documents?limit=20", None, {}),
            ("POST", "/v1/goals/match", {"text": asked, "vision": VISION}, {}),
            ("GET", f"/v1/frameworks/{VISION}", None, {}),
            ("POST", f"/v1/answers/{self._latest}/feedback", {"helpful": True}, {}),
            ("GET", f"/v1/alignment?{some}", None, {}),
            ("GET", f"/v1/findings?{some}&document={document}", None, {}),
            ("POST", "/v1/verifications", {"statement": asked, "evidence": [asked]}, {}),
            ("GET", f"/v1/alignment?{some}&format=html", None, {}),
        ]
        return kinds[turn % len(kinds)]


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
