"""Buttons, modals, the App Home and the pane: pressed, opened and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import StoreUnavailableError
from assistant.types import Reader
from bot.buttons import COMMENT, EVIDENCE, FEEDBACK, PASSAGE, SHARE
from tests.bot.fakes import QUOTE, document
from tests.bot.rig import Rig, rig, shown
from tests.slack_server import payloads
from tests.slack_server.driver import FORM_TYPE, Delivery, HttpDriver
from tests.slack_server.interactions import (
    block_actions,
    clickable_actions,
    view_submission,
)
from tests.slack_server.ledger import Fault
from tests.slack_server.workspace import Json, new_ts

pytestmark = pytest.mark.slack


def press(
    rig_: Rig,
    message: Json,
    action_id: str,
    *,
    nth: int = 0,
    user: str = "",
    **container: object,
) -> Delivery:
    """A person presses a button of a message."""
    found = [a for a in clickable_actions(message) if str(a["action_id"]).startswith(action_id)]
    channel = str(message.get("channel") or rig_.ws.channel_id)
    pressed = block_actions(
        rig_.ws,
        message,
        found[nth],
        channel=channel,
        response_url=rig_.slack.new_response_url(channel),
        trigger_id=rig_.slack.new_trigger(),
    )
    pressed["container"].update(container)
    pressed["user"]["id"] = user or pressed["user"]["id"]
    delivery = rig_.driver.interaction(pressed)
    assert delivery.acked, delivery
    return delivery


def last_view(rig_: Rig, word: str) -> Json:
    """The modal that is open, once a word stands in it."""

    def found() -> Json | None:
        views = list(rig_.slack.store.views.values())
        return next((view for view in views if word in json.dumps(view)), None)

    view = rig_.slack.wait_for(found)
    assert view is not None
    return view


def test_a_helpful_answer_is_reported_to_the_service(either: Rig) -> None:
    (reply,) = either.replies(either.mention("How many homes?"))

    press(either, reply, FEEDBACK, nth=0)

    assert either.slack.wait_for(lambda: either.assistant.feedback == [("a1", True, "")])
    assert either.assistant.judges == [either.ws.user_id]
    assert "Thank you" in either.ephemerals()[0]["text"]


def test_an_answer_that_did_not_help_can_be_commented_on(either: Rig) -> None:
    (reply,) = either.replies(either.mention("How many homes?"))
    press(either, reply, FEEDBACK, nth=1)
    view = last_view(either, COMMENT)

    values = {"comment": {"comment": {"type": "plain_text_input", "value": "Wrong year"}}}
    either.driver.interaction(
        view_submission(either.ws, view, values, trigger_id=either.slack.new_trigger())
    )

    expected = [("a1", False, ""), ("a1", False, "Wrong year")]
    assert either.slack.wait_for(lambda: sorted(either.assistant.feedback) == expected)


def test_feedback_waits_for_the_service(http: Rig) -> None:
    (reply,) = http.replies(http.mention("How many homes?"))
    http.assistant.feedback_error = StoreUnavailableError("down")
    press(http, reply, FEEDBACK)
    http.slack.settle(0.3)

    http.assistant.feedback_error = None

    assert http.slack.wait_for(lambda: http.assistant.feedback, 10)


def test_a_source_opens_as_a_passage_where_there_is_no_page_for_it(either: Rig) -> None:
    (reply,) = either.replies(either.mention("How many homes?"))

    press(either, reply, PASSAGE)

    view = last_view(either, QUOTE)
    assert view["title"]["text"] == "Passage"


def test_a_passage_that_may_no_longer_be_read_does_not_open(http: Rig) -> None:
    (reply,) = http.replies(http.mention("How many homes?"))
    http.assistant.listed = [document(audience=("board",))]

    press(http, reply, PASSAGE)

    view = last_view(http, "There is no document")
    assert QUOTE not in json.dumps(view)


def test_more_evidence_opens_on_request(either: Rig) -> None:
    (reply,) = either.replies(either.mention("How many homes?"))

    press(either, reply, EVIDENCE)

    assert last_view(either, "found for How many homes?")


def test_with_a_public_address_sources_are_links_to_the_place(tmp_path: Path) -> None:
    with rig(tmp_path, public_url="https://thread.test/") as running:
        (reply,) = running.replies(running.mention("How many homes?"))

    links = [e for e in _elements(reply) if e.get("type") == "link"]
    place = f"https://thread.test/documents/housing-strategy?v=v1&c=100-{100 + len(QUOTE)}#c"
    assert [link["url"] for link in links] == [place]
    assert not [a for a in clickable_actions(reply) if str(a["action_id"]).startswith(PASSAGE)]


def test_a_private_answer_is_shared_as_the_channel_may_read_it(either: Rig) -> None:
    either.command("How many homes?")
    (private,) = either.ephemerals()

    press(either, private, SHARE, is_ephemeral=True)

    def shared() -> list[Json]:
        return either.slack.bot_messages(either.ws.channel_id)

    (message,) = either.slack.wait_for(shared)
    assert "Question: How many homes?" in shown(message)
    assert QUOTE in shown(message)
    assert either.assistant.asked[1][1] == Reader(frozenset({"public"}))
    assert either.ephemerals(count=2)  # it says that it was shared when it takes part
    followed = either.say("By when?", channel=either.ws.channel_id, thread_ts=message["ts"])
    assert either.replies(followed)


def test_sharing_twice_by_one_press_posts_once(http: Rig) -> None:
    http.command("How many homes?")
    (private,) = http.ephemerals()
    http.slack.inject(Fault("chat.postMessage", drop=True, late=True))

    press(http, private, SHARE, is_ephemeral=True)

    http.slack.settle(2.5)
    assert len(http.slack.bot_messages(http.ws.channel_id)) == 1


def test_sharing_where_the_bot_is_no_member_says_what_to_do(http: Rig) -> None:
    http.command("How many homes?", channel=http.ws.outside_channel_id)
    (private,) = http.ephemerals()

    press(http, {**private, "channel": http.ws.outside_channel_id}, SHARE, is_ephemeral=True)

    assert "Invite me" in http.ephemerals(count=2)[1]["text"]


def test_the_home_lists_what_this_person_may_read(either: Rig) -> None:
    either.assistant.listed = [document("open-plan"), document("closed-plan", ("board",))]

    either.deliver(payloads.app_home_opened(either.ws))

    home = either.slack.wait_for(lambda: either.slack.store.home_views.get(either.ws.user_id))
    assert home is not None
    words = shown(home)
    assert "open plan" in words
    assert "closed plan" not in words
    assert words.count("1 document") == 1


def test_the_home_of_a_large_corpus_keeps_to_the_limits(http: Rig) -> None:
    http.assistant.listed = [document(f"plan-{n}-" + "x" * 300) for n in range(500)]

    http.deliver(payloads.app_home_opened(http.ws))

    assert http.slack.wait_for(lambda: http.slack.store.home_views)


def test_the_older_pane_suggests_questions_in_its_thread(either: Rig) -> None:
    root = new_ts()
    either.deliver(payloads.assistant_thread_started(either.ws, root, either.ws.channel_id))

    call = either.slack.wait_for_call("assistant.threads.setSuggestedPrompts")

    assert call is not None
    assert call.args["thread_ts"] == root


def test_the_newer_pane_suggests_questions_without_a_thread(either: Rig) -> None:
    either.deliver(payloads.app_home_opened(either.ws, tab="messages"))

    call = either.slack.wait_for_call("assistant.threads.setSuggestedPrompts")

    assert call is not None
    assert "thread_ts" not in call.args


@pytest.mark.parametrize("kind", ["block_actions", "view_submission", "message_action", "shortcut"])
@pytest.mark.parametrize("more", [{}, {"actions": []}, {"actions": "x"}, {"view": []}, {"user": 1}])
def test_an_odd_click_is_never_a_500(door: Rig, kind: str, more: Json) -> None:
    assert isinstance(door.driver, HttpDriver)

    body = b"payload=" + json.dumps({"type": kind, **more}).encode()
    delivery = door.driver.post(body, FORM_TYPE)

    assert delivery.status in (200, 400, 404)


def test_an_unknown_button_is_acknowledged(http: Rig) -> None:
    action = {"type": "button", "action_id": "link_only", "block_id": "b", "value": "v"}

    assert press(
        http, {"ts": new_ts(), "blocks": [{"type": "actions", "elements": [action]}]}, "link"
    ).acked


def _elements(message: Json) -> list[Json]:
    sections = [e for b in message["blocks"] for e in b.get("elements", []) if isinstance(e, dict)]
    return [e for s in sections for e in s.get("elements", [])]
