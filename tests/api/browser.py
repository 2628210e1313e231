"""A headless Chromium, driven over its own protocol; no more than the tests of the pages need."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
_SECONDS = 60


class Browser:
    """One page, and what its console said."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.console: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=_SECONDS))
            if message.get("id") == number:
                assert "error" not in message, message
                return dict(message["result"])
            if message.get("method") == "Log.entryAdded":
                self.console.append(message["params"]["entry"]["text"])

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def wait(self, condition: str) -> None:
        until = time.monotonic() + _SECONDS
        while not self.run(condition):
            assert time.monotonic() < until, f"{condition} never came true"
            time.sleep(0.05)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def press(self, key: str, *, text: str = "") -> None:
        named = {"key": key, "code": key, "windowsVirtualKeyCode": {"Enter": 13, "Tab": 9}[key]}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
        self.call("Input.dispatchKeyEvent", type="keyUp", **named)


@contextmanager
def browser(profile: Path, width: int, height: int) -> Iterator[Browser]:
    """Start a browser with an empty profile."""
    assert PROGRAM is not None
    command = [
        PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
        "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}",
        f"--window-size={width},{height}", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = _waited(lambda: (profile / "DevToolsActivePort").read_text().splitlines()[0])
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=_SECONDS) as reply:
            [page] = [one for one in json.load(reply) if one["type"] == "page"]
        with connect(page["webSocketDebuggerUrl"], max_size=None) as socket:
            yield Browser(socket)
    finally:
        process.terminate()
        process.wait(_SECONDS)


def _waited(read: Callable[[], str]) -> str:
    until = time.monotonic() + _SECONDS
    while True:
        try:
            return read()
        except (OSError, IndexError):
            assert time.monotonic() < until, "the browser did not start"
            time.sleep(0.05)
