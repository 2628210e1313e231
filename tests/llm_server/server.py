"""The fake service: OpenAI-compatible, Ollama and Anthropic, streaming, over HTTP or TLS."""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from tests.llm_server import wire
from tests.llm_server.replies import Asked, Brain, Said, always

_PROTOCOLS = {
    "/v1/chat/completions": "openai",
    "/api/chat": "ollama",
    "/v1/messages": "anthropic",
}


class _Server(ThreadingHTTPServer):
    fake: FakeModelServer


class FakeModelServer:
    """Answers with its `brain`; keeps what it was asked, and notices who hangs up."""

    def __init__(self, brain: Brain | None = None, *, key: str | None = None) -> None:
        self.brain: Brain = brain or always("")
        self.key = key
        self.asked: list[Asked] = []
        self.hung_up = threading.Event()
        self.speaks_shapes = True
        self.takes_limits = True
        self.streams = True
        self._http = _Server(("127.0.0.1", 0), _Handler)
        self._http.fake = self
        self._http.daemon_threads = True
        self._scheme = "http"

    def encrypt(self, certificate: Path, key: Path) -> None:
        """Serve over TLS from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self._scheme = "https"

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"{self._scheme}://127.0.0.1:{self._http.server_address[1]}"

    @contextlib.contextmanager
    def running(self) -> Iterator[FakeModelServer]:
        """Serve for a while."""
        thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    @property
    def _fake(self) -> FakeModelServer:
        return cast(_Server, self.server).fake

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        path = urlsplit(self.path).path
        protocol = _PROTOCOLS.get(path)
        if protocol is None:
            self._fail(Said(status=404))
            return
        asked = Asked(protocol, body, dict(self.headers), self.path)
        self._fake.asked.append(asked)
        if self._fake.key and self._fake.key not in str(self.headers):
            self._fail(Said(status=401))
        elif self._refuses(body):
            self._fail(Said(status=400))
        else:
            self._reply(asked, self._fake.brain(asked))

    def _refuses(self, body: dict[str, Any]) -> bool:
        """Whether the request holds what this service does not take."""
        if not self._fake.speaks_shapes and "response_format" in body:
            return True
        return not self._fake.takes_limits and bool({"temperature", "max_tokens"} & set(body))

    def _reply(self, asked: Asked, said: Said) -> None:
        if not self._waited(said.wait_seconds):
            return
        if said.status != 200:
            self._fail(said)
            return
        if not self._fake.streams:
            self._whole(wire.whole(said.text))
            return
        self.send_response(200)
        self.send_header("Content-Type", wire.content_type(asked.protocol))
        self.send_header("Connection", "close")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self._stream(asked, said)
            return
        self._fake.hung_up.set()

    def _whole(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, asked: Asked, said: Said) -> None:
        text = said.text if said.cut_after is None else said.text[: said.cut_after]
        for frame in wire.opening(asked):
            self._send(frame)
        while self._pieces(asked, said, text) and said.is_endless:
            continue
        if said.is_garbled:
            self._send(b"data: {not json at all\n\n")
        elif said.cut_after is None:
            for frame in wire.closing(asked):
                self._send(frame)
        else:
            self.connection.close()

    def _pieces(self, asked: Asked, said: Said, text: str) -> bool:
        """Send the text piece by piece; False when the caller has hung up."""
        for start in range(0, len(text), said.piece):
            if not self._waited(said.drip_seconds):
                return False
            if said.gate is not None and start >= said.gate_at:
                said.gate.wait(10)
            self._send(wire.piece(asked, text[start : start + said.piece]))
        return True

    def _send(self, frame: bytes) -> None:
        self.wfile.write(frame)
        self.wfile.flush()

    def _waited(self, seconds: float) -> bool:
        """Wait, looking whether the caller hangs up meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.connection.settimeout(min(left, 0.05))
            try:
                if self.connection.recv(1) == b"":
                    self._fake.hung_up.set()
                    return False
            except TimeoutError:
                continue
            except OSError:
                self._fake.hung_up.set()
                return False
            finally:
                self.connection.settimeout(None)
        return True

    def _fail(self, said: Said) -> None:
        body = json.dumps({"error": {"message": "told to fail", "type": "fake"}}).encode()
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""
