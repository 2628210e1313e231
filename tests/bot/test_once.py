"""Each question is answered once, whatever Slack repeats, and nobody but people is answered."""

from __future__ import annotations

import pytest

from tests.bot.rig import Rig
from tests.slack_server import payloads
from tests.slack_server.driver import Retry

pytestmark = pytest.mark.slack


def test_the_same_event_again_is_answered_once(either: Rig) -> None:
    event = payloads.event_callback(either.ws, either.new_mention("How many homes?"), "Ev1")

    for number in range(4):
        retry = Retry(number) if number else None
        assert either.driver.event(event, retry=retry).acked

    either.slack.settle()
    assert len(either.slack.calls("chat.postMessage")) == 1


def test_a_mention_that_comes_as_two_events_is_answered_once(either: Rig) -> None:
    mention = either.new_mention("How many homes?")
    as_message = {**mention, "type": "message", "channel_type": "channel"}

    either.deliver(as_message)
    either.deliver(mention)

    either.slack.settle()
    assert len(either.slack.calls("chat.postMessage")) == 1


def test_a_retry_of_an_event_that_was_never_seen_is_answered(http: Rig) -> None:
    event = payloads.event_callback(http.ws, http.new_mention("How many homes?"))

    http.driver.event(event, retry=Retry(1))

    http.slack.settle()
    assert len(http.slack.calls("chat.postMessage")) == 1


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("channel_type", ["im", "channel"])
def test_bots_are_not_answered(http: Rig, own: bool, channel_type: str) -> None:
    channel = http.ws.dm_channel_id if channel_type == "im" else http.ws.channel_id
    text = f"{http.ws.mention()} hello"
    event = payloads.bot_message(http.ws, text, channel=channel, channel_type=channel_type, own=own)

    http.deliver(event)
    http.deliver({**event, "type": "app_mention"})

    http.slack.settle(0.4)
    assert not http.assistant.asked


@pytest.mark.parametrize(
    "subtype", ["channel_join", "channel_topic", "bot_message", "reminder_add"]
)
def test_system_messages_are_not_answered(http: Rig, subtype: str) -> None:
    text = f"{http.ws.mention()} hello"
    event = payloads.user_message(http.ws, text, channel=http.ws.channel_id)

    http.deliver({**event, "subtype": subtype})

    http.slack.settle(0.4)
    assert not http.assistant.asked


def test_an_edit_of_an_answered_question_is_not_answered_again(http: Rig) -> None:
    event = http.say("How many homes?")
    http.replies(event)

    http.deliver(payloads.message_changed(http.ws, event, "How many houses?", "im"))
    http.deliver(payloads.message_deleted(http.ws, event, "im"))

    http.slack.settle()
    assert len(http.assistant.asked) == 1
