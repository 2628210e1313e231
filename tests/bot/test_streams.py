"""Answers that take long: a stream that grows, and what stands in for it when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import StoreUnavailableError
from bot import delivery
from tests.bot.fakes import QUOTE, FakeAssistant
from tests.bot.rig import Rig, rig, shown
from tests.slack_server.ledger import Fault

pytestmark = pytest.mark.slack


@pytest.fixture(params=["http", "socket"])
def slow(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rig]:
    monkeypatch.setattr(delivery, "SLOW_SECONDS", 0.2)
    assistant = FakeAssistant(delay=0.8)
    with rig(tmp_path, transport=request.param, assistant=assistant) as running:
        yield running
        assert not running.slack.open_streams()


def test_a_slow_answer_is_streamed_into_one_message(slow: Rig) -> None:
    event = slow.mention("How many homes?")
    slow.slack.wait_for_call("chat.stopStream")

    (reply,) = slow.replies(event)

    assert "1,200 new homes" in reply["text"]
    assert "Housing strategy" in shown(reply)
    assert reply["metadata"]["event_payload"]["state"] == "answer"
    assert not slow.slack.calls("chat.postMessage")
    assert not slow.slack.violations()


def test_a_stream_that_has_expired_is_replaced_by_the_answer(slow: Rig) -> None:
    event = slow.mention("How many homes?")
    slow.slack.wait_for_call("chat.startStream")
    slow.slack.forget_streams()

    assert slow.slack.wait_for_call("chat.update")
    (reply,) = slow.replies(event)
    assert QUOTE in reply["text"]


@pytest.mark.parametrize("fault", ["unknown_method", "not_allowed_token_type"])
def test_without_streams_one_message_is_written_and_then_changed(slow: Rig, fault: str) -> None:
    slow.slack.inject(Fault("chat.startStream", error=fault))

    event = slow.mention("How many homes?")

    assert slow.slack.wait_for_call("chat.update")
    (reply,) = slow.replies(event)
    assert QUOTE in reply["text"]
    assert not slow.slack.violations()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("chat.startStream", drop=True, late=True),
        Fault("chat.startStream", status=429, retry_after=30),
        Fault("chat.stopStream", drop=True, late=True),
        Fault("chat.stopStream", status=500),
        Fault("chat.appendStream", drop=True),
        Fault("chat.appendStream", drop=True, late=True),
    ],
    ids=lambda fault: f"{fault.method}-{fault.status or fault.late}",
)
def test_a_stream_that_breaks_leaves_one_answer(slow: Rig, fault: Fault) -> None:
    slow.slack.inject(fault)

    event = slow.mention("How many homes?")

    def settled() -> bool:
        found = slow.slack.bot_messages(slow.ws.channel_id, event["ts"])
        return len(found) == 1 and "1,200 new homes" in found[0]["text"]

    assert slow.slack.wait_for(settled, 15)
    slow.slack.settle(1.5)
    assert settled()


def test_a_service_that_goes_down_in_a_slow_answer_leaves_one_answer(slow: Rig) -> None:
    slow.assistant.error = StoreUnavailableError("down")
    event = slow.mention("How many homes?")
    assert slow.slack.wait_for_call("chat.delete", timeout=5)
    slow.assistant.error = None

    def settled() -> bool:
        found = slow.slack.bot_messages(slow.ws.channel_id, event["ts"])
        return len(found) == 1 and "1,200 new homes" in found[0]["text"]

    assert slow.slack.wait_for(settled, 20)
