"""Requests that Slack would not send get no further than the door, and never a 500."""

from __future__ import annotations

import json

import pytest

from tests.bot.rig import Rig
from tests.slack_server import payloads
from tests.slack_server.driver import FORGERIES, FORM_TYPE, JSON_TYPE, HttpDriver, Signature

pytestmark = pytest.mark.slack


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_request_is_refused(door: Rig, forgery: Signature) -> None:
    assert isinstance(door.driver, HttpDriver)
    event = payloads.event_callback(door.ws, door.new_mention("hello"))

    delivery = door.driver.event(event, signature=forgery)
    as_form = door.driver.command({"command": "/golden-thread", "text": "x"}, signature=forgery)

    assert delivery.status == 401
    assert as_form.status == 401
    door.slack.settle(0.3)
    assert not door.assistant.asked


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", JSON_TYPE),
        (b"not json", JSON_TYPE),
        (b"[]", JSON_TYPE),
        (b'"text"', JSON_TYPE),
        (b"{}", JSON_TYPE),
        (b"null", JSON_TYPE),
        (b"\xff\xfe", JSON_TYPE),
        (b'{"a":' * 50_000, JSON_TYPE),
        (b"payload=not+json", FORM_TYPE),
        (b"payload=[1]", FORM_TYPE),
        (b"", FORM_TYPE),
        (b'{"type": "event_callback", "event": "text"}', JSON_TYPE),
        (b'{"type": "event_callback", "event": null}', JSON_TYPE),
        (b'{"type": "event_callback", "authorizations": ["x"]}', JSON_TYPE),
        (b"x", "text/plain"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_400(door: Rig, body: bytes, content_type: str) -> None:
    assert isinstance(door.driver, HttpDriver)

    delivery = door.driver.post(body, content_type)

    assert delivery.status in (400, 401) if body.startswith(b"\xff") else delivery.status == 400


@pytest.mark.parametrize("size", [1_100_000, 5_000_000, 40_000_000])
@pytest.mark.parametrize("signature", [Signature.GOOD, Signature.MISSING])
def test_a_body_that_is_too_large_is_a_413(door: Rig, size: int, signature: Signature) -> None:
    assert isinstance(door.driver, HttpDriver)

    body = json.dumps({"x": "y" * size}).encode()
    delivery = door.driver.post(body, JSON_TYPE, signature=signature)

    assert delivery.status == 413


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "message"},
        {"type": "message", "channel": 3, "ts": []},
        {"type": "message", "channel": "C1", "ts": "1.1", "user": {"id": "U1"}},
        {"type": "message", "channel": "C1", "ts": "1.1", "user": "U1", "text": None},
        {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.1"},
        {"type": "app_mention", "channel": "C1", "ts": "1.1", "files": "x"},
        {"type": "assistant_thread_started", "assistant_thread": []},
        {"type": "something_new", "event_ts": "1.1"},
    ],
)
def test_an_event_of_an_odd_shape_is_never_a_500(door: Rig, event: dict[str, object]) -> None:
    delivery = door.driver.event(payloads.event_callback(door.ws, event))

    assert delivery.status in (200, 400)


def test_only_the_events_path_and_method_exist(door: Rig) -> None:
    elsewhere = HttpDriver(door.url.replace("/slack/events", "/other"), "x").post(b"{}", JSON_TYPE)

    assert elsewhere.status == 404
