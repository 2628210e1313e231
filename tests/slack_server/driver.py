"""Sends signed requests to a bot's request URL as Slack does, or badly on purpose."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
import urllib.parse
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.slack_server.workspace import Json

ACK_LIMIT = 3.0  # seconds; Slack treats a slower answer as a failed delivery
SIGNATURE_AGE_LIMIT = 300  # seconds; an older timestamp must be refused
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"


class Signature(StrEnum):
    """How to sign a request. Everything but GOOD must be refused by the app."""

    GOOD = "good"
    WRONG_SECRET = "wrong_secret"
    TAMPERED_BODY = "tampered_body"
    MISSING = "missing"
    EMPTY = "empty"
    WRONG_VERSION = "wrong_version"
    STALE = "stale"
    FUTURE = "future"
    BAD_TIMESTAMP = "bad_timestamp"
    NO_TIMESTAMP = "no_timestamp"


FORGERIES = tuple(s for s in Signature if s is not Signature.GOOD)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return "v0=" + digest.hexdigest()


def signature_headers(secret: str, body: bytes, how: Signature = Signature.GOOD) -> dict[str, str]:
    now = int(time.time())
    timestamp = {
        Signature.STALE: str(now - SIGNATURE_AGE_LIMIT - 60),
        Signature.FUTURE: str(now + SIGNATURE_AGE_LIMIT + 60),
        Signature.BAD_TIMESTAMP: "not-a-number",
    }.get(how, str(now))
    if how is Signature.WRONG_SECRET:
        value = sign(secret + "x", timestamp, body)
    elif how is Signature.TAMPERED_BODY:
        value = sign(secret, timestamp, body + b" ")
    elif how is Signature.EMPTY:
        value = ""
    elif how is Signature.WRONG_VERSION:
        value = sign(secret, timestamp, body).replace("v0=", "v1=", 1)
    else:
        value = sign(secret, timestamp, body)
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": value}
    if how is Signature.MISSING:
        del headers["X-Slack-Signature"]
    if how is Signature.NO_TIMESTAMP:
        del headers["X-Slack-Request-Timestamp"]
    return headers


@dataclass(frozen=True)
class Retry:
    """Marks a delivery as Slack's Nth retry of an event."""

    number: int
    reason: str = "http_timeout"


@dataclass
class Delivery:
    """What came of one request (or one Socket Mode envelope) sent to the app."""

    status: int | None
    elapsed: float
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def acked(self) -> bool:
        """True if Slack would count the delivery as received."""
        return self.ok and self.elapsed <= ACK_LIMIT

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def __str__(self) -> str:
        shown = self.text()[:200]
        return f"status={self.status} elapsed={self.elapsed:.2f}s {self.error or shown!r}"


class HttpDriver:
    """Plays Slack's outgoing HTTP side for one app."""

    transport = "http"

    def __init__(self, url: str, signing_secret: str, timeout: float = 10.0) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"not an http url: {url}")
        self.url = url
        self._parts = parts
        self._host = parts.hostname
        self._secret = signing_secret
        self._timeout = timeout

    def event(
        self,
        payload: Json,
        *,
        signature: Signature = Signature.GOOD,
        retry: Retry | None = None,
    ) -> Delivery:
        """Sends an event_callback or url_verification payload."""
        body = json.dumps(payload, separators=(",", ":")).encode()
        return self.post(body, JSON_TYPE, signature=signature, retry=retry)

    def command(self, payload: Json, *, signature: Signature = Signature.GOOD) -> Delivery:
        return self.post(urllib.parse.urlencode(payload).encode(), FORM_TYPE, signature=signature)

    def interaction(self, payload: Json, *, signature: Signature = Signature.GOOD) -> Delivery:
        form = {"payload": json.dumps(payload, separators=(",", ":"))}
        return self.post(urllib.parse.urlencode(form).encode(), FORM_TYPE, signature=signature)

    def post(
        self,
        body: bytes,
        content_type: str,
        *,
        signature: Signature = Signature.GOOD,
        retry: Retry | None = None,
    ) -> Delivery:
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            **signature_headers(self._secret, body, signature),
        }
        if retry:
            headers["X-Slack-Retry-Num"] = str(retry.number)
            headers["X-Slack-Retry-Reason"] = retry.reason
        kind = (
            http.client.HTTPSConnection
            if self._parts.scheme == "https"
            else http.client.HTTPConnection
        )
        connection = kind(self._host, self._parts.port, timeout=self._timeout)
        path = urllib.parse.urlunsplit(("", "", self._parts.path or "/", self._parts.query, ""))
        start = time.monotonic()
        try:
            connection.request("POST", path, body=body, headers=headers)
            response = connection.getresponse()
            content = response.read()
            return Delivery(
                response.status,
                time.monotonic() - start,
                content,
                {k.lower(): v for k, v in response.getheaders()},
            )
        except (OSError, http.client.HTTPException) as error:
            return Delivery(
                None, time.monotonic() - start, error=f"{type(error).__name__}: {error}"
            )
        finally:
            connection.close()
