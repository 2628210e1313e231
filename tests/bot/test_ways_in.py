"""Every way in which a person reaches the bot, and that each is answered in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.types import Reader, Turn
from tests.bot.fakes import QUOTE, answer, citation, document, not_found
from tests.bot.rig import Rig, shown
from tests.slack_server import payloads
from tests.slack_server.driver import HttpDriver
from tests.slack_server.workspace import new_ts

pytestmark = pytest.mark.slack


def test_a_mention_is_answered_in_its_thread_with_numbered_sources(either: Rig) -> None:
    event = either.mention("How many homes?")

    (reply,) = either.replies(event)

    assert either.assistant.questions() == ["How many homes?"]
    assert reply["thread_ts"] == event["ts"]
    words = shown(reply)
    assert QUOTE in words
    assert "[1]" in words
    assert "Housing strategy" in words
    assert "New homes, para 4.3, page 7" in words
    assert "[1] Housing strategy" in reply["text"]


def test_a_direct_message_is_answered_in_its_thread(either: Rig) -> None:
    event = either.say("How many homes?")

    (reply,) = either.replies(event)

    assert QUOTE in reply["text"]


def test_a_message_in_a_thread_of_a_direct_message_stays_in_it(either: Rig) -> None:
    first = either.say("How many homes?")
    either.replies(first)

    second = either.say("And by when?", thread_ts=first["ts"])

    replies = either.replies(second, count=2)
    assert len(replies) == 2
    question, _ = either.assistant.asked[-1]
    assert question.conversation == (
        Turn("user", "How many homes?"),
        Turn("assistant", f"{QUOTE} [1]"),
    )


def test_a_command_is_answered_to_its_asker_alone(either: Rig) -> None:
    delivery = either.command("How many homes?")

    (private,) = either.ephemerals()

    assert delivery.acked
    assert delivery.json()["response_type"] == "ephemeral"
    assert private["to"] == either.ws.user_id
    assert QUOTE in private["text"]
    assert not either.slack.bot_messages(either.ws.channel_id)


def test_a_command_without_a_question_gets_help_at_once(either: Rig) -> None:
    delivery = either.command("")

    assert "mention me" in delivery.json()["text"]
    assert not either.assistant.asked


@pytest.mark.parametrize("text", ["what does payload mean?", "payload={}&x=1", "payload"])
def test_a_command_that_speaks_of_payloads_is_answered(either: Rig, text: str) -> None:
    either.command(text)

    either.ephemerals()

    assert either.assistant.questions() == [text]


def test_a_message_in_the_older_assistant_pane_is_answered(either: Rig) -> None:
    root = new_ts()
    either.deliver(payloads.assistant_thread_started(either.ws, root, either.ws.channel_id))

    event = either.say("How many homes?", thread_ts=root)

    (reply,) = either.replies(event)
    assert reply["thread_ts"] == root


def test_a_reply_in_a_thread_continues_it_without_a_mention(either: Rig) -> None:
    first = either.mention("How many homes?")
    either.replies(first)

    second = either.say("By when?", channel=either.ws.channel_id, thread_ts=first["ts"])

    assert len(either.replies(second, count=2)) == 2


def test_a_mention_in_the_middle_of_a_thread_is_answered_in_it(either: Rig) -> None:
    root = payloads.user_message(either.ws, "We need homes", channel=either.ws.channel_id)
    either.slack.add_message(root)

    event = either.mention("How many?", thread_ts=root["ts"])

    (reply,) = either.replies(event)
    assert reply["thread_ts"] == root["ts"]
    question, _ = either.assistant.asked[0]
    assert question.conversation == (Turn("user", "We need homes"),)


def test_people_who_talk_to_each_other_in_the_thread_are_left_alone(http: Rig) -> None:
    first = http.mention("How many homes?")
    http.replies(first)

    http.say("<@U0BOB0001> nice!", channel=http.ws.channel_id, thread_ts=first["ts"])
    http.say("a thread without the bot", channel=http.ws.channel_id)

    http.slack.settle()
    assert len(http.assistant.asked) == 1


def test_an_empty_mention_gets_help(http: Rig) -> None:
    event = http.mention("")

    (reply,) = http.replies(event)

    assert "mention me" in reply["text"]
    assert not http.assistant.asked


def test_no_answer_is_said_plainly_with_the_nearest_passages(http: Rig) -> None:
    http.assistant.reply = lambda _question, _reader: not_found()

    (reply,) = http.replies(http.mention("Is there a swimming pool?"))

    assert "do not answer" in shown(reply)
    assert "Homes matter to us." in shown(reply)


def test_documents_that_disagree_are_named(http: Rig) -> None:
    http.assistant.reply = lambda _q, _r: replace(answer(), conflicts=((1,), (2,)))

    (reply,) = http.replies(http.mention("How many homes?"))

    assert "disagree: [1] [2]" in shown(reply)


def test_every_question_is_asked_as_a_reader_of_what_is_public(either: Rig) -> None:
    either.replies(either.mention("one"))
    either.replies(either.say("two"))
    either.command("three")
    either.ephemerals()

    readers = {reader for _, reader in either.assistant.asked}
    assert readers == {Reader(frozenset({"public"}))}


def test_the_address_of_the_bot_is_checked_by_slack_with_a_challenge(http: Rig) -> None:
    assert isinstance(http.driver, HttpDriver)

    delivery = http.driver.event(payloads.url_verification(http.ws, "abc"))

    assert "abc" in delivery.text()


def test_while_it_searches_the_bot_says_how_many_documents(http: Rig) -> None:
    http.assistant.listed = [document(f"d{number}") for number in range(14)]
    http.replies(http.mention("How many homes?"))

    (status,) = http.slack.calls("assistant.threads.setStatus")
    assert status.args["status"] == "is searching 14 documents…"


def test_thanks_are_answered_without_anything_to_look_up(http: Rig) -> None:
    polite = replace(not_found(), text="You are welcome.", no="not_searched", nearest=())
    http.assistant.reply = lambda _question, _reader: polite

    (reply,) = http.replies(http.mention("Thanks!"))

    assert reply["text"] == "You are welcome."
    assert [block["type"] for block in reply["blocks"]] == ["rich_text"]


def test_that_documents_disagree_is_said_once(http: Rig) -> None:
    disputed = replace(answer(f"The documents disagree. {QUOTE} [1]"), conflicts=((1, 2),))
    http.assistant.reply = lambda _question, _reader: disputed

    (reply,) = http.replies(http.mention("How many homes?"))

    assert shown(reply).lower().count("documents disagree") == 1


def test_where_a_source_stands_is_said_in_words(http: Rig) -> None:
    place = replace(citation().locator, paragraph="Ambition 1", date="2024-06-18", page=None)
    http.assistant.reply = lambda _question, _reader: answer(
        f"{QUOTE} [1]", replace(citation(), locator=place)
    )

    (reply,) = http.replies(http.mention("How many homes?"))

    assert "18 June 2024, Part 2 › New homes, Ambition 1" in shown(reply)
