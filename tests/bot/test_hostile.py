"""What people and Slack do that nobody expects: long threads, odd texts, mentions in odd places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.types import Answer, Question, Reader, Statement
from bot import slack as bot_slack
from bot.buttons import WHOLE
from tests.bot.fakes import FakeAssistant, answer, citation
from tests.bot.rig import Rig, rig, shown
from tests.bot.test_clicks import last_view, press
from tests.slack_server import payloads
from tests.slack_server.driver import Retry
from tests.slack_server.reading import as_read
from tests.slack_server.workspace import Json, new_ts

pytestmark = pytest.mark.slack


def fill_thread(running: Rig, replies: int) -> str:
    root = new_ts()
    for number in range(replies):
        running.slack.add_message(
            {
                "type": "message", "user": "U0BOB0001", "channel": running.ws.channel_id,
                "ts": root if number == 0 else new_ts(), "thread_ts": root,
                "text": f"reply {number}",
            }
        )  # fmt: skip
    return root


def test_in_a_thread_of_500_replies_the_last_turns_count(either: Rig) -> None:
    root = fill_thread(either, 500)

    event = either.mention("And the homes?", thread_ts=root)

    assert len(either.replies(event)) == 1
    question, _ = either.assistant.asked[0]
    assert [turn.text for turn in question.conversation] == [f"reply {n}" for n in range(490, 500)]
    assert len(either.slack.calls("conversations.replies")) == 1


def test_in_a_thread_without_end_an_answer_is_found_again(
    either: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_slack, "REPLIES_PER_PAGE", 5)
    monkeypatch.setattr(bot_slack, "REPLIES_PAGES", 2)
    root = fill_thread(either, 40)
    event = either.new_mention("And the homes?", thread_ts=root)
    mark = {"question": f"{event['channel']}:{event['ts']}", "state": "answer"}
    either.slack.store.add_bot(
        event["channel"], text="answered before", thread_ts=root,
        metadata={"event_type": bot_slack.ANSWER_EVENT, "event_payload": mark},
    )  # fmt: skip

    payload = payloads.event_callback(either.ws, event)
    assert either.driver.event(payload, retry=Retry(1)).acked

    either.slack.settle(1.0)
    (only,) = either.slack.bot_messages(event["channel"], root)
    assert only["text"] == "answered before"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("כמה בתים ייבנו? 🏠🏠 \u202eabc", "כמה בתים ייבנו? 🏠🏠 \u202eabc"),
        ("```How many homes?```", "How many homes?"),
        ("`How many` homes?", "How many homes?"),
        ("&gt; How many homes?", "How many homes?"),
        ("<@U0DOCSBOT> how many <@U0DOCSBOT> homes?", "how many homes?"),
        ("<https://a.example|How many> <#C1|homes> &lt;by 2030&gt;?", "How many #homes <by 2030>?"),
        ("what about :house: & <!here>", "what about :house: & here"),
    ],
)
def test_a_question_is_read_as_it_was_meant(either: Rig, typed: str, asked: str) -> None:
    (reply,) = either.replies(either.mention(typed))

    assert reply["text"]
    assert either.assistant.questions() == [asked]


@pytest.mark.parametrize("length", [2_001, 12_000, 39_000])
def test_a_question_without_end_is_declined_in_words(either: Rig, length: int) -> None:
    (reply,) = either.replies(either.say("x" * length))

    assert "2,000 characters" in reply["text"]
    assert not either.assistant.questions()


@pytest.mark.parametrize("twice", [False, True])
def test_a_mention_that_is_added_later_is_answered_once(either: Rig, twice: bool) -> None:
    before = payloads.user_message(either.ws, "How many homes?", channel=either.ws.channel_id)
    either.slack.add_message(before)
    either.deliver(before)
    text = f"{either.ws.mention()} How many homes?"

    edited = payloads.message_changed(either.ws, before, text)
    either.deliver(edited)
    if twice:
        either.deliver({**before, "type": "app_mention", "text": text, "edited": {"ts": new_ts()}})
        either.deliver(edited)

    either.replies(before)
    either.slack.settle(0.4)
    assert len(either.replies(before)) == 1
    assert either.assistant.questions() == ["How many homes?"]


def test_a_link_that_slack_unfolds_is_no_new_question(either: Rig) -> None:
    event = either.mention("See https://a.example: how many homes?")
    either.replies(event)

    unfolded = payloads.message_changed(either.ws, event, event["text"])
    either.deliver(unfolded)

    either.slack.settle(0.5)
    assert len(either.replies(event)) == 1


def long_answer(_question: Question, _reader: Reader) -> Answer:
    said = [Statement(f"Statement {n} speaks of homes at length.", (n,)) for n in range(1, 151)]
    text = " ".join(f"{one.text} [{one.citations[0]}]" for one in said)
    sources = [citation(n, quote=f"Quote {n} of homes.") for n in range(1, 14)]
    return replace(answer(text, *sources), statements=tuple(said))


@pytest.mark.parametrize("transport", ["http", "socket"])
def test_what_a_message_cannot_hold_opens_on_request(tmp_path: Path, transport: str) -> None:
    fake = FakeAssistant(reply=long_answer)
    with rig(tmp_path, transport=transport, assistant=fake) as running:
        (reply,) = running.replies(running.mention("Tell me all"))
        assert "Statement 149" not in shown(reply)
        assert "and 3 more" in shown(reply)

        press(running, reply, WHOLE)

        view: Json = last_view(running, "The whole answer")
        running.slack.settle(0.5)
        view = last_view(running, "Statement 80")
        assert "Statement 80" in as_read(view)
        assert not running.slack.violations()


def test_a_channel_is_known_by_its_id_whatever_its_name(tmp_path: Path) -> None:
    grants = tmp_path / "channels.yaml"
    grants.write_text("channels: {C0SUPPORT: {audiences: [public, board]}}\n", encoding="utf-8")
    with rig(tmp_path, channels_path=grants) as running:
        running.slack.store.channels["C0SUPPORT"].name = "renamed"
        running.slack.store.channels["C0GENERAL"].name = "support"

        running.replies(running.mention("one", channel="C0SUPPORT"))
        running.replies(running.mention("two", channel="C0GENERAL"))

        first, second = (reader for _, reader in running.assistant.asked)
        assert first.may_read(("board",))
        assert not second.may_read(("board",))
