"""Slack and the service at their worst: slow, refusing, gone and back."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import StoreUnavailableError, UsageError
from tests.bot.fakes import QUOTE
from tests.bot.rig import Rig, rig
from tests.slack_server import payloads
from tests.slack_server.driver import ACK_LIMIT, Retry
from tests.slack_server.ledger import Fault

pytestmark = pytest.mark.slack


def test_a_slow_answer_does_not_delay_the_acknowledgement(either: Rig) -> None:
    either.assistant.delay = 4.0

    mention = either.new_mention("How many homes?")
    delivery = either.driver.event(payloads.event_callback(either.ws, mention))
    command = either.command("How many homes?")

    assert delivery.elapsed < 0.5
    assert command.elapsed < 0.5
    status = either.slack.wait_for_call("assistant.threads.setStatus", timeout=2)
    assert status is not None
    assert status.args["status"] == "is searching the documents…"
    assert either.replies(mention, timeout=ACK_LIMIT + 7)


def test_a_refusal_for_haste_is_waited_out(either: Rig) -> None:
    either.slack.inject(Fault("chat.postMessage", status=429, retry_after=2, times=2))

    event = either.mention("How many homes?")

    assert len(either.replies(event, timeout=20)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault("chat.postMessage", drop=True),
        Fault("chat.postMessage", drop=True, late=True),
        Fault("chat.postMessage", status=500),
        Fault("chat.postMessage", status=503),
        Fault("chat.postMessage", error="internal_error"),
        Fault("assistant.threads.setStatus", status=500),
        Fault("assistant.threads.setStatus", delay=3),
        Fault("assistant.threads.setStatus", error="missing_scope"),
        Fault("conversations.replies", status=500),
    ],
    ids=lambda fault: f"{fault.method}-{fault.status or fault.error or fault.delay or fault.late}",
)
def test_a_failing_call_costs_neither_the_answer_nor_a_second_one(http: Rig, fault: Fault) -> None:
    http.slack.inject(fault)

    event = http.mention("How many homes?")

    assert len(http.replies(event, timeout=20)) == 1
    http.slack.settle(1.5)
    assert len(http.replies(event)) == 1


def test_blocks_that_slack_refuses_are_replaced_by_plain_words(http: Rig) -> None:
    http.slack.inject(Fault("chat.postMessage", error="invalid_blocks"))

    (reply,) = http.replies(http.mention("How many homes?"))

    assert QUOTE in reply["text"]


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "not_in_channel"])
def test_a_place_that_is_gone_is_given_up(http: Rig, error: str) -> None:
    http.slack.inject(Fault("chat.postMessage", error=error))

    http.mention("How many homes?")

    http.slack.settle(1.5)
    assert len(http.slack.calls("chat.postMessage")) == 1


def test_a_service_that_comes_back_answers_what_was_asked_meanwhile(either: Rig) -> None:
    either.assistant.error = StoreUnavailableError("down")
    event = either.mention("How many homes?")
    (notice,) = either.replies(event)
    assert "I will answer here" in notice["text"]

    either.assistant.error = None

    def answers() -> bool:
        texts = [m["text"] for m in either.replies(event)]
        return len(texts) == 1 and QUOTE in texts[0]

    assert either.slack.wait_for(answers, 20)


@pytest.mark.parametrize("times", [1, 2])
def test_a_notice_whose_posting_broke_off_does_not_stay(http: Rig, times: int) -> None:
    http.assistant.error = StoreUnavailableError("down")
    for _ in range(times):
        http.slack.inject(Fault("chat.postMessage", drop=True, late=True))
    event = http.mention("How many homes?")
    assert "at the moment" in http.replies(event)[0]["text"]
    http.slack.settle(0.5)

    http.assistant.error = None

    def is_answered() -> bool:
        said = http.slack.bot_messages(event["channel"], event["ts"])
        return len(said) == 1 and QUOTE in said[0]["text"]

    assert http.slack.wait_for(is_answered, 30)


def test_a_command_waits_for_the_service_too(http: Rig) -> None:
    http.assistant.error = StoreUnavailableError("down")
    http.command("How many homes?")
    (notice,) = http.ephemerals()
    assert "at the moment" in notice["text"]

    http.assistant.error = None

    _, private = http.ephemerals(count=2, timeout=20)
    assert QUOTE in private["text"]


def test_what_cannot_be_asked_is_said(either: Rig) -> None:
    either.assistant.error = UsageError("No document is called that.")

    (reply,) = either.replies(either.mention("What does x say?"))

    assert "No document" in reply["text"]


def test_a_question_that_is_too_long_is_not_asked(http: Rig) -> None:
    (reply,) = http.replies(http.mention("x" * 3000))

    assert "longer than 2,000" in reply["text"]
    assert not http.assistant.asked


def test_a_fault_of_ours_is_an_apology_with_a_reference(http: Rig) -> None:
    http.assistant.error = ZeroDivisionError("secret detail")

    (reply,) = http.replies(http.mention("How many homes?"))

    assert "Reference: " in reply["text"]
    assert "secret" not in reply["text"]


def test_a_response_address_that_has_expired_is_replaced(http: Rig) -> None:
    http.slack.inject(Fault("response_url", status=404, error="expired_url"))

    http.command("How many homes?")

    (private,) = http.ephemerals()
    assert private["to"] == http.ws.user_id
    assert http.slack.calls("chat.postEphemeral")


def test_an_event_that_cannot_be_kept_is_not_acknowledged(http: Rig) -> None:
    event = payloads.event_callback(http.ws, http.new_mention("How many homes?"))
    with closing(sqlite3.connect(http.state_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = http.driver.event(event)
        other.execute("ROLLBACK")

    assert refused.status == 503
    assert refused.elapsed < ACK_LIMIT
    assert http.driver.event(event, retry=Retry(1)).acked
    http.slack.settle()
    assert len(http.slack.bot_messages(http.ws.channel_id)) == 1


@pytest.mark.parametrize("reason", ["dropped", "refresh_requested", "warning", "silent"])
def test_a_lost_socket_is_back_within_five_seconds(tmp_path: Path, reason: str) -> None:
    with rig(tmp_path, transport="socket") as running:
        began = time.monotonic()
        running.slack.sockets.disconnect(reason, grace=0.5)

        assert running.slack.sockets.wait_for_one(10)
        assert time.monotonic() - began < 5
        assert running.replies(running.mention("Still there?"))


def test_fifty_questions_at_once_are_acknowledged_within_half_a_second(http: Rig) -> None:
    http.assistant.delay = 0.05
    bodies = [payloads.event_callback(http.ws, http.new_mention(f"q{n}")) for n in range(50)]

    with ThreadPoolExecutor(50) as pool:
        deliveries = list(pool.map(http.driver.event, bodies))

    assert max(delivery.elapsed for delivery in deliveries) < 0.5
    assert http.slack.wait_for(lambda: len(http.slack.bot_messages(http.ws.channel_id)) == 50, 30)
