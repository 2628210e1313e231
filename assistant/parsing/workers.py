"""Paths -> what was read in them, by worker processes that may hang or crash without harm."""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableDocumentError
from assistant.types import Block, ParsedText

SECONDS_PER_FILE = 300
BYTES_PER_WORKER = 900 * 1024 * 1024
_AHEAD = 4  # files per worker that may be read before the caller has taken the first

Outcome = ParsedText | UnreadableDocumentError


def read_in_workers(
    paths: Sequence[Path],
    *,
    workers: int,
    seconds: int = SECONDS_PER_FILE,
    memory: int = BYTES_PER_WORKER,
) -> Iterator[tuple[Path, Outcome]]:
    """Yield each path with its outcome, in the given order."""
    count = max(1, min(workers, len(paths)))
    idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    crew = [_Worker(seconds, memory) for _ in range(count)]
    for worker in crew:
        idle.put(worker)
    pool = ThreadPoolExecutor(count, thread_name_prefix="reading")
    try:
        yield from _in_order(paths, pool, idle, count * _AHEAD)
    finally:
        for worker in crew:
            worker.stop()
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    paths: Sequence[Path],
    pool: ThreadPoolExecutor,
    idle: queue.SimpleQueue[_Worker],
    window: int,
) -> Iterator[tuple[Path, Outcome]]:
    waiting: deque[tuple[Path, Future[Outcome]]] = deque()
    for path in paths:
        waiting.append((path, pool.submit(_read_one, path, idle)))
        if len(waiting) >= window:
            first, future = waiting.popleft()
            yield first, future.result()
    while waiting:
        first, future = waiting.popleft()
        yield first, future.result()


def _read_one(path: Path, idle: queue.SimpleQueue[_Worker]) -> Outcome:
    worker = idle.get()
    try:
        return worker.read(path)
    finally:
        idle.put(worker)


class _Worker:
    """A process that reads one file after another; it is started on demand and after each end."""

    def __init__(self, seconds: int, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def read(self, path: Path) -> Outcome:
        """Return what the process read in the file, or why it could not."""
        process = self._started()
        try:
            reply = self._ask(process, path)
        except TimeoutError:
            self._end()
            return UnreadableDocumentError(
                f"{path.name} was not read within {self._seconds} seconds.", reason="timeout"
            )
        if reply is None:
            return self._died(process, path)
        if reply.get("tired"):
            self._end()
        return _unpacked(reply)

    def stop(self) -> None:
        """End the process for good."""
        self._stopped = True
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # The limits go on the command line: a worker must have them before it reads a byte.
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "assistant.parsing.worker",
                    str(self._seconds + 10),
                    str(self._memory),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], path: Path) -> dict[str, Any] | None:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            return None
        line = _line_within(process.stdout.fileno(), self._seconds)
        return json.loads(line) if line.endswith(b"\n") else None

    def _died(self, process: subprocess.Popen[bytes], path: Path) -> UnreadableDocumentError:
        self._end()
        code = process.wait()
        return UnreadableDocumentError(
            f"{path.name} is damaged: reading it ended the reader (exit {code}).", reason="damaged"
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close_quietly(pipe)


def _close_quietly(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _environment() -> dict[str, str]:
    """Return the caller's environment with our package on the path and one thread per library."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"}


def _line_within(descriptor: int, seconds: float) -> bytes:
    """Read one line from a pipe; less when the other end closes, TimeoutError when it is late."""
    deadline = time.monotonic() + seconds
    chunks: list[bytes] = []
    while not (chunks and chunks[-1].endswith(b"\n")):
        ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        chunk = os.read(descriptor, 1 << 20)
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks)


def _unpacked(reply: dict[str, Any]) -> Outcome:
    if "reason" in reply:
        return UnreadableDocumentError(reply["message"], reason=reply["reason"])
    parsed = reply["parsed"]
    return ParsedText(
        text=parsed["text"],
        blocks=tuple(_block(fields) for fields in parsed["blocks"]),
        pages=parsed["pages"],
        properties=parsed["properties"],
        problems=tuple(parsed["problems"]),
        reading=parsed["reading"],
    )


def _block(fields: list[Any]) -> Block:
    values: list[Any] = [tuple(f) if isinstance(f, list) else f for f in fields]
    return Block(*values)
