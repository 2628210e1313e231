"""Answers that take long: a stream that grows, and what stands in for it when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import StoreUnavailableError
from assistant.types import Statement
from bot import progress
from tests.bot.fakes import QUOTE, FakeAssistant, answer
from tests.bot.rig import Rig, rig, shown
from tests.slack_server.ledger import Fault

pytestmark = pytest.mark.slack

FIRST, SECOND = "The vision asks for homes.", "The strategy builds them."
SAID = [Statement(text, (1,)) for text in (FIRST, SECOND, QUOTE)]
WHOLE = replace(answer(" ".join(f"{one.text} [1]" for one in SAID)), statements=tuple(SAID))


@pytest.fixture(params=["http", "socket"])
def slow(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rig]:
    monkeypatch.setattr(progress, "SLOW_SECONDS", 0.2)
    monkeypatch.setattr(progress, "SOON_SECONDS", 0.1)
    monkeypatch.setattr(progress, "STREAM_PACE_SECONDS", 0.1)
    monkeypatch.setattr(progress, "CHANGE_PACE_SECONDS", 0.1)
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
        Fault("chat.stopStream", drop=True),
        Fault("chat.stopStream", drop=True, late=True),
        Fault("chat.stopStream", status=500),
        Fault("chat.stopStream", status=429, retry_after=1),
        Fault("chat.appendStream", drop=True),
        Fault("chat.appendStream", drop=True, late=True),
        Fault("chat.appendStream", status=429, retry_after=5),
        Fault("chat.appendStream", error="message_not_in_streaming_state"),
    ],
    ids=lambda fault: f"{fault.method}-{fault.status or fault.error or fault.late}",
)
@pytest.mark.parametrize("is_told", [False, True])
def test_a_stream_that_breaks_leaves_one_answer(slow: Rig, fault: Fault, is_told: bool) -> None:
    if is_told:
        slow.assistant.told = [(0.3, FIRST), (0.3, SECOND)]
        slow.assistant.reply = lambda _question, _reader: WHOLE
    slow.slack.inject(fault)

    event = slow.mention("How many homes?")

    def settled() -> bool:
        found = slow.slack.bot_messages(slow.ws.channel_id, event["ts"])
        return len(found) == 1 and found[0]["text"].count("1,200 new homes") in (1, 2)

    assert slow.slack.wait_for(settled, 15)
    slow.slack.settle(1.5)
    assert settled()
    (reply,) = slow.replies(event)
    assert shown(reply).count(FIRST) == int(is_told)


def test_a_service_that_goes_down_in_a_slow_answer_leaves_one_answer(slow: Rig) -> None:
    slow.assistant.error = StoreUnavailableError("down")
    event = slow.mention("How many homes?")
    assert slow.slack.wait_for_call("chat.delete", timeout=5)
    slow.assistant.error = None

    def settled() -> bool:
        found = slow.slack.bot_messages(slow.ws.channel_id, event["ts"])
        return len(found) == 1 and "1,200 new homes" in found[0]["text"]

    assert slow.slack.wait_for(settled, 20)


def test_statements_are_shown_one_by_one_as_they_are_checked(slow: Rig) -> None:
    slow.assistant.told = [(0.3, FIRST), (0.6, SECOND)]
    slow.assistant.reply = lambda _question, _reader: WHOLE

    event = slow.mention("How many homes?")

    assert slow.slack.wait_for_call("chat.stopStream")
    begun = slow.slack.calls("chat.startStream")[0].args["chunks"]
    appended = [call.args["chunks"] for call in slow.slack.calls("chat.appendStream")]
    said = [c["text"] for chunks in [begun, *appended] for c in chunks if "text" in c]
    assert said == [f"{FIRST} [1]", f"  \n{SECOND} [1]"]
    (reply,) = slow.replies(event)
    lines = [f"{one} [1]" for one in (FIRST, SECOND, QUOTE)]
    assert reply["text"] == "  \n".join(lines)
    assert not slow.slack.calls("chat.postMessage") + slow.slack.calls("chat.update")
    assert not slow.slack.violations()


def test_a_quick_answer_is_posted_whole_however_many_statements_it_has(http: Rig) -> None:
    http.assistant.told = [(0.0, FIRST), (0.0, SECOND)]

    http.replies(http.mention("How many homes?"))

    assert not http.slack.calls("chat.*Stream")


@pytest.mark.parametrize("has_streams", [True, False])
def test_statements_that_are_dropped_are_replaced_by_the_answer(
    slow: Rig, has_streams: bool
) -> None:
    if not has_streams:
        slow.slack.inject(Fault("chat.startStream", error="unknown_method"))
    slow.assistant.told = [(0.3, FIRST), (0.5, "replaced"), (0.3, SECOND)]

    event = slow.mention("How many homes?")

    def settled() -> bool:
        found = slow.slack.bot_messages(slow.ws.channel_id, event["ts"])
        return len(found) == 1 and QUOTE in found[0]["text"]

    assert slow.slack.wait_for(settled)
    (reply,) = slow.replies(event)
    assert FIRST not in shown(reply) + reply["text"]
    assert SECOND not in str(slow.slack.calls("chat.appendStream"))


def test_without_streams_statements_come_by_changes_within_the_rate(slow: Rig) -> None:
    slow.slack.inject(Fault("chat.startStream", error="unknown_method"))
    slow.assistant.told = [(0.3, FIRST), (0.4, SECOND)]
    slow.assistant.reply = lambda _question, _reader: WHOLE

    event = slow.mention("How many homes?")

    def is_answered() -> bool:
        (reply,) = slow.replies(event)
        return bool(reply["metadata"]["event_payload"]["state"] == "answer")

    assert slow.slack.wait_for(is_answered)
    (reply,) = slow.replies(event)
    assert reply["text"].startswith(f"{FIRST} [1]\n{SECOND} [1]\n{QUOTE}")
    assert len(slow.slack.calls("chat.update")) >= 2


def test_hostile_words_in_a_stream_stay_words(slow: Rig) -> None:
    hostile = "<!channel> and https://evil.example ``` > quote"
    slow.assistant.told = [(0.4, hostile)]
    slow.assistant.reply = lambda _question, _reader: answer(f"{hostile} [1]")

    (reply,) = slow.replies(slow.mention("How many homes?"))

    assert slow.slack.wait_for_call("chat.stopStream")
    said = str(slow.slack.calls("chat.startStream")) + str(slow.slack.calls("chat.appendStream"))
    assert "<!channel>" not in said
    assert "https://evil" not in said
    assert "```" not in said
    assert reply["ts"]


def test_an_earlier_streamed_answer_is_an_earlier_turn_as_it_was_said(slow: Rig) -> None:
    slow.assistant.told = [(0.4, FIRST)]
    event = slow.mention("How many homes?")
    assert slow.slack.wait_for_call("chat.stopStream")

    slow.mention("And after that?", thread_ts=event["ts"])

    assert slow.slack.wait_for(lambda: len(slow.slack.calls("chat.stopStream")) == 2)
    question, _ = slow.assistant.asked[1]
    assert [turn.role for turn in question.conversation] == ["user", "assistant"]
    assert "\\" not in question.conversation[1].text
    assert "Sources" not in question.conversation[1].text
