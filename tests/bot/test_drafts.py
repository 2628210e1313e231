"""Drafts dropped in Slack: checked, returned as a file, refused kindly, and not kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StoreUnavailableError
from assistant.types import Reader
from bot import asking
from bot.buttons import CHECK
from tests.bot.rig import Rig, rig, shown
from tests.slack_server.ledger import Fault
from tests.slack_server.workspace import Json, new_ts

pytestmark = pytest.mark.slack

PUBLIC = Reader(frozenset({"public"}))


@pytest.fixture(params=["http", "socket"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path, transport=request.param) as running:
        yield running
        assert not running.slack.violations()


def drop(
    office: Rig, name: str, content: bytes = b"We will build homes.", text: str = "", **about: Any
) -> Json:
    file = office.slack.add_file(name, content, **about)
    return office.say(text, files=[file])


def press_shortcut(office: Rig, text: str = "", files: list[Json] | None = None) -> None:
    message = {"type": "message", "user": "U0BOB0001", "ts": new_ts(), "text": text}
    delivery = office.driver.interaction(
        {
            "type": "message_action",
            "callback_id": CHECK,
            "trigger_id": office.slack.new_trigger(),
            "response_url": office.slack.new_response_url(office.ws.channel_id),
            "message_ts": message["ts"],
            "action_ts": new_ts(),
            "user": {"id": office.ws.user_id, "team_id": office.ws.team_id},
            "team": {"id": office.ws.team_id},
            "channel": {"id": office.ws.channel_id},
            "message": {**message, "files": files or []},
        }
    )
    assert delivery.acked


def told_directly(office: Rig, count: int = 2) -> list[Json]:
    def found() -> list[Json]:
        posted = office.slack.bot_messages(office.ws.dm_channel_id)
        return posted if len(posted) >= count else []

    return office.slack.wait_for(found, 10)


def test_a_draft_in_a_direct_message_comes_back_as_a_report(office: Rig) -> None:
    event = drop(office, "Homes plan.docx")

    uploaded, summary = office.replies(event, count=2)

    assert uploaded["files"][0]["name"] == "Homes plan - check.docx"
    assert "serves 1 of 2 ambitions" in summary["text"]
    assert "1 contradiction, 1 vague commitment" in shown(summary)
    assert shown(summary).index("4,000 homes") < shown(summary).index("We hope to")
    assert office.assistant.checked == [
        ("Homes plan.docx", b"We will build homes.", PUBLIC, "our-vision")
    ]
    status = office.slack.calls("assistant.threads.setStatus")[0].args["status"]
    assert "checking your draft" in status


def test_a_draft_with_a_mention_is_checked_in_its_thread(office: Rig) -> None:
    file = office.slack.add_file("plan.md", b"We will.")
    event = office.new_mention("please check this")
    mention = {**event, "files": [file]}
    twin = {**mention, "type": "message", "subtype": "file_share", "channel_type": "channel"}
    office.deliver(mention)
    office.deliver(twin)

    uploaded, _ = office.replies(event, count=2)

    assert uploaded["thread_ts"] == event["ts"]
    office.slack.settle(0.3)
    assert len(office.replies(event)) == 2
    assert len(office.assistant.checked) == 1


def test_a_draft_that_the_event_of_a_mention_leaves_out_is_found(office: Rig) -> None:
    file = office.slack.add_file("plan.md", b"We will.")
    event = office.new_mention("please check this")
    office.slack.store.messages[event["channel"]][event["ts"]]["files"] = [file]
    office.deliver(event)

    uploaded, _ = office.replies(event, count=2)

    assert uploaded["files"][0]["name"] == "plan - check.docx"


def test_a_draft_that_was_dropped_before_is_checked_on_request(office: Rig) -> None:
    file = office.slack.add_file("plan.md", b"We will.")
    root = new_ts()
    dropped = {"user": office.ws.user_id, "ts": root, "text": "Our plan", "files": [file]}
    office.slack.add_message({**dropped, "type": "message", "channel": office.ws.channel_id})

    asked = office.mention("Can you check this against the vision?", thread_ts=root)

    assert office.replies(asked, count=2)[0]["files"][0]["name"] == "plan - check.docx"


def test_who_asks_to_check_without_a_draft_hears_what_to_do(office: Rig) -> None:
    (reply,) = office.replies(office.mention("check this draft"))

    assert "Drop the draft here" in reply["text"]
    assert not office.assistant.questions()


@pytest.mark.parametrize("name", ["photo.png", "table.xlsx", "archive", "virus.exe", "a.pdf.zip"])
def test_a_file_that_is_not_read_is_refused_kindly(office: Rig, name: str) -> None:
    (reply,) = office.replies(drop(office, name, mimetype="application/octet-stream"))

    assert "I read PDF" in reply["text"]
    assert name in reply["text"].replace("\u2060", "")
    assert not office.assistant.checked
    assert not office.slack.calls("download")


def test_a_picture_beside_a_question_does_not_keep_it_from_being_answered(office: Rig) -> None:
    (reply,) = office.replies(drop(office, "photo.png", text="How many homes?"))

    assert "1,200" in reply["text"]
    assert "I cannot read photo.png" in shown(reply)


def test_a_name_without_a_suffix_is_known_by_its_type(office: Rig) -> None:
    office.replies(drop(office, "Untitled", mimetype="text/markdown"), count=2)

    assert office.assistant.checked[0][0] == "Untitled.md"


def test_a_damaged_draft_says_so(office: Rig) -> None:
    (reply,) = office.replies(drop(office, "draft.pdf", b"broken"))

    assert "damaged" in reply["text"]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"file_access": "access_denied"}, "once more"),
        ({"mode": "tombstone"}, "once more"),
        ({"is_external": True}, "lies outside Slack"),
        ({"size": 20 * 1024 * 1024 + 1}, "too large"),
        ({"size": 0}, "nothing in it"),
        ({"size": 7}, "once more"),
    ],
    ids=str,
)
def test_a_draft_that_cannot_be_had_is_refused_kindly(office: Rig, about: Json, words: str) -> None:
    file = office.slack.add_file("draft.pdf", b"We will build homes.", **about)
    (reply,) = office.replies(office.say("", files=[file]))

    assert words in reply["text"]
    assert not office.assistant.checked


def test_a_draft_that_slack_does_not_hand_out_is_asked_for_again(office: Rig) -> None:
    office.slack.inject(Fault("files.info", error="file_not_found"))

    (reply,) = office.replies(drop(office, "draft.pdf"))

    assert "once more" in reply["text"]


def test_several_drafts_are_checked_and_one_bad_one_does_not_spoil_them(office: Rig) -> None:
    names = ("one.md", "two.exe", "three.docx", "four.md")
    files = [office.slack.add_file(name, b"We will.") for name in names]

    *uploaded, summary = office.replies(office.say("check these", files=files), count=3)

    assert [m["files"][0]["name"] for m in uploaded] == ["one - check.docx", "three - check.docx"]
    assert "two" in summary["text"]
    assert "3 files at a time" in summary["text"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("chat.postMessage", drop=True),
        Fault("files.completeUploadExternal", drop=True, late=True),
        Fault("files.completeUploadExternal", drop=True),
        Fault("files.getUploadURLExternal", status=429, retry_after=1),
    ],
    ids=lambda fault: f"{fault.method}-{fault.status or fault.late}",
)
def test_a_report_is_uploaded_once_though_a_call_fails(office: Rig, fault: Fault) -> None:
    office.slack.inject(fault)

    event = drop(office, "draft.docx")

    assert len(office.replies(event, count=2, timeout=15)) == 2
    office.slack.settle(1.0)
    uploaded, summary = office.replies(event, count=2)
    assert uploaded["files"]
    assert "serves" in summary["text"]


def test_with_several_visions_the_named_one_is_used_else_each(office: Rig) -> None:
    office.assistant.all_visions = (("north-2040", "The North in 2040"), ("south", "South first"))

    named = drop(office, "a.md", text="check it against South first please")
    assert len(office.replies(named, count=2)) == 2
    *uploaded, summary = office.replies(drop(office, "b.md"), count=3)
    assert office.assistant.checked[0][3] == "south"
    assert {m["files"][0]["name"] for m in uploaded} == {
        "b - check against north-2040.docx",
        "b - check against south.docx",
    }
    assert "north-2040: a fair place" in shown(summary)


def test_without_a_vision_it_says_so(office: Rig) -> None:
    office.assistant.all_visions = ()

    (reply,) = office.replies(drop(office, "a.md"))

    assert "no vision" in reply["text"]


def test_a_draft_waits_for_the_service(office: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_WAIT_SECONDS", 0.3)
    office.assistant.error = StoreUnavailableError("down")
    event = drop(office, "a.md")
    assert "at the moment" in office.replies(event)[0]["text"]

    office.assistant.error = None

    def answered() -> bool:
        said = office.slack.bot_messages(event["channel"], event["ts"])
        return len(said) == 2 and "serves" in said[1]["text"]

    assert office.slack.wait_for(answered, 15)


@pytest.mark.parametrize("with_file", [True, False])
def test_the_shortcut_checks_a_message_or_its_file_and_tells_one_person(
    office: Rig, with_file: bool
) -> None:
    files = [office.slack.add_file("draft.md", b"We will.")] if with_file else []

    press_shortcut(office, "We &amp; they", files)

    uploaded, summary = told_directly(office)
    assert "serves 1 of 2" in summary["text"]
    assert uploaded["files"][0]["name"].endswith("check.docx")
    content = b"We will." if with_file else b"We & they"
    assert office.assistant.checked[0][1] == content
    assert not office.slack.bot_messages(office.ws.channel_id)
    assert "directly" in office.ephemerals()[0]["text"]


def test_the_shortcut_on_nothing_says_so(office: Rig) -> None:
    press_shortcut(office, "")

    assert "nothing in it" in told_directly(office, 1)[0]["text"]


def test_the_shortcut_tells_once_though_the_service_was_down(
    office: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FIRST_WAIT_SECONDS", 0.3)
    office.assistant.error = StoreUnavailableError("down")
    press_shortcut(office, "We will.")
    assert "at the moment" in told_directly(office, 1)[0]["text"]

    office.assistant.error = None

    assert office.slack.wait_for(lambda: "serves" in str(told_directly(office)), 15)
    office.slack.settle(0.5)
    assert len(told_directly(office)) == 2
