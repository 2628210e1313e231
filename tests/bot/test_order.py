"""Edits, deletions, order, a token taken away: what happens around a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import SettingsError, StoreUnavailableError
from bot.process import Bot, Place
from bot.settings import BotSettings
from tests.bot.rig import SECRET, Rig
from tests.slack_server import payloads
from tests.slack_server.ledger import Fault
from tests.slack_server.server import SlackServer

pytestmark = pytest.mark.slack


def ask_behind_another(http: Rig) -> tuple[dict[str, object], dict[str, object]]:
    """A question that waits, because one before it in the thread takes its time."""
    http.assistant.delay = 1.0
    first = http.say("first")
    http.slack.wait_for(lambda: http.assistant.asked)
    return first, http.say("second", thread_ts=first["ts"])


def test_a_question_that_is_edited_before_its_turn_is_answered_as_edited(http: Rig) -> None:
    first, second = ask_behind_another(http)

    http.deliver(payloads.message_changed(http.ws, second, "second, better", "im"))

    http.replies(first, count=2)
    assert http.assistant.questions() == ["first", "second, better"]


def test_a_question_that_is_deleted_before_its_turn_is_not_answered(http: Rig) -> None:
    first, second = ask_behind_another(http)

    http.deliver(payloads.message_deleted(http.ws, second, "im"))

    http.slack.settle(1.5)
    assert http.assistant.questions() == ["first"]
    assert len(http.replies(first)) == 1


@pytest.mark.parametrize("how", ["deleted", "stopped"])
def test_a_question_taken_back_while_it_is_worked_on_is_not_answered(http: Rig, how: str) -> None:
    http.assistant.delay = 0.8
    event = http.say("How many homes?")
    http.slack.wait_for(lambda: http.assistant.asked)

    if how == "deleted":
        http.deliver(payloads.message_deleted(http.ws, event, "im"))
    else:
        where = {"channel": event["channel"], "thread_ts": event["ts"]}
        http.deliver({"type": "agent_session_stopped", **where, "streaming_message_ts": []})

    http.slack.settle(1.2)
    assert not http.slack.bot_messages(event["channel"])


def test_who_stops_the_work_is_no_longer_waited_for(either: Rig) -> None:
    either.assistant.answers_never = True
    event = either.say("How many homes?")
    assert either.slack.wait_for(lambda: either.assistant.asked)

    where = {"channel": event["channel"], "thread_ts": event["ts"]}
    either.deliver({"type": "agent_session_stopped", **where, "streaming_message_ts": []})

    assert either.assistant.left.wait(10)

    def status_is_cleared() -> bool:
        calls = either.slack.calls("assistant.threads.setStatus")
        return str(calls[-1].args["status"]) == ""

    assert either.slack.wait_for(status_is_cleared)
    assert not either.slack.bot_messages(event["channel"])


def test_questions_of_one_thread_are_answered_in_order(http: Rig) -> None:
    http.assistant.delay = 0.1
    first = http.say("q0")
    for number in range(1, 6):
        http.say(f"q{number}", thread_ts=first["ts"])

    http.replies(first, count=6, timeout=20)

    assert http.assistant.questions() == [f"q{number}" for number in range(6)]


def test_an_edit_of_the_bots_own_message_is_nothing_to_answer(http: Rig) -> None:
    own = payloads.bot_message(http.ws, "x", channel=http.ws.dm_channel_id, channel_type="im")

    http.deliver(payloads.message_changed(http.ws, own, f"{http.ws.mention()} y", "im"))

    http.slack.settle(0.3)
    assert not http.assistant.asked


def test_a_token_that_is_taken_away_and_given_back_loses_no_question(http: Rig) -> None:
    http.slack.inject(Fault("chat.postMessage", error="token_revoked"))

    event = http.mention("How many homes?")

    assert len(http.replies(event, timeout=15)) == 1


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked"])
def test_a_bot_whose_token_is_refused_says_what_to_do(tmp_path: Path, error: str) -> None:
    with SlackServer() as slack:
        slack.inject(Fault("auth.test", error=error))
        settings = BotSettings(
            bot_token=SecretStr("xoxb-test"),
            signing_secret=SecretStr(SECRET),
            app_token=None,
            api_url=slack.api_url,
        )
        bot = Bot(settings, Place(tmp_path / "bot.sqlite"), None)  # type: ignore[arg-type]

        with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
            bot.run()


def test_a_bot_that_cannot_keep_its_events_does_not_start(tmp_path: Path) -> None:
    with SlackServer() as slack:
        (tmp_path / "taken").write_text("")
        settings = BotSettings(
            bot_token=SecretStr("xoxb-test"),
            signing_secret=SecretStr(SECRET),
            app_token=None,
            api_url=slack.api_url,
        )
        bot = Bot(settings, Place(tmp_path / "taken" / "bot.sqlite"), None)  # type: ignore[arg-type]

        with pytest.raises(StoreUnavailableError, match="SLACK_STATE_PATH"):
            bot.run()
