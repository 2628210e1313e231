"""Requests and a number of clients -> requests a second and how long they took."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import create_server

_TIMEOUT_SECONDS = 300


@dataclass
class Load:
    """What came of a load: a time for each request that was answered, and how many were not."""

    seconds: float
    times: list[float] = field(default_factory=list)
    failed: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(
            self.seconds + other.seconds, self.times + other.times, self.failed + other.failed
        )

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share was answered."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


Body = Callable[[int], Mapping[str, object]]


def measure(
    port: int, path: str, body: Body, *, clients: int, seconds: float, numbers: Iterator[int]
) -> Load:
    """Let clients send one request after the other for a while, each on its own connection.

    `numbers` gives each request its own.
    """
    load, lock = Load(seconds), threading.Lock()
    until = time.perf_counter() + seconds

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_SECONDS)
        while time.perf_counter() < until:
            with lock:
                number = next(numbers)
            content = json.dumps(body(number))
            started = time.perf_counter()
            connection.request("POST", path, content, {"Content-Type": "application/json"})
            reply = connection.getresponse()
            reply.read()
            took = time.perf_counter() - started
            with lock:
                if reply.status == 200:
                    load.times.append(took)
                else:
                    load.failed += 1
        connection.close()

    started = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - started
    return load


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(
    arguments: Sequence[str], port: int, ready: str, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server of ours until the block ends."""
    process = subprocess.Popen([sys.executable, "-m", *arguments], env=dict(environment))
    try:
        _wait(f"http://127.0.0.1:{port}{ready}", process)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise SystemExit("A server ended before it was ready.")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("A server did not get ready.")
