"""Drafts dropped in Slack: checked, returned as a file, refused kindly, and not kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.errors import UnreadableDocumentError
from assistant.types import Reader
from bot.buttons import CHECK
from bot.front_door import CheckedDraft
from tests.bot.fakes import FakeAssistant
from tests.bot.rig import Rig, rig
from tests.slack_server.ledger import Fault
from tests.slack_server.workspace import Json, new_ts

pytestmark = pytest.mark.slack


@dataclass
class FakeChecker(FakeAssistant):
    """A front door that also checks drafts."""

    checked: list[tuple[str, bytes, Reader]] = field(default_factory=list)

    def check_draft(self, name: str, content: bytes, *, reader: Reader) -> CheckedDraft:
        self.checked.append((name, content, reader))
        if b"broken" in content:
            raise UnreadableDocumentError("The file is damaged.", reason="damaged")
        return CheckedDraft("2 goals served, 1 gap.", f"{name}-check.docx", b"report")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path, assistant=FakeChecker()) as running:
        yield running
        assert not running.slack.violations()


def drop(office: Rig, name: str, content: bytes = b"We will build homes.", text: str = "") -> Json:
    file = office.slack.add_file(name, content)
    return office.say(text, files=[file])


def checker(office: Rig) -> FakeChecker:
    assert isinstance(office.assistant, FakeChecker)
    return office.assistant


def test_a_draft_in_a_direct_message_comes_back_as_a_report(office: Rig) -> None:
    event = drop(office, "draft.docx")

    uploaded, summary = office.replies(event, count=2)

    assert uploaded["files"][0]["name"] == "draft.docx-check.docx"
    assert "2 goals served" in summary["text"]
    ((name, content, reader),) = checker(office).checked
    assert (name, content) == ("draft.docx", b"We will build homes.")
    assert reader == Reader(frozenset({"public"}))


@pytest.mark.parametrize("name", ["photo.png", "table.xlsx", "archive", "macro.docm"])
def test_a_file_that_is_not_read_is_refused_kindly(office: Rig, name: str) -> None:
    (reply,) = office.replies(drop(office, name))

    assert "I read PDF" in reply["text"]
    assert not checker(office).checked
    assert not office.slack.calls("download")


def test_a_damaged_draft_says_so(office: Rig) -> None:
    (reply,) = office.replies(drop(office, "draft.pdf", b"broken"))

    assert "damaged" in reply["text"]


def test_a_draft_that_slack_does_not_hand_out_is_asked_for_again(office: Rig) -> None:
    office.slack.inject(Fault("files.info", error="file_not_found"))

    (reply,) = office.replies(drop(office, "draft.pdf"))

    assert "once more" in reply["text"]


def test_a_report_is_uploaded_once_though_the_summary_fails(office: Rig) -> None:
    office.slack.inject(Fault("chat.postMessage", drop=True))

    event = drop(office, "draft.docx")

    assert len(office.replies(event, count=2, timeout=15)) == 2
    office.slack.settle(1.0)
    assert len(office.replies(event, count=2)) == 2


@pytest.mark.parametrize("with_file", [True, False])
def test_the_shortcut_checks_a_message_or_its_file_and_tells_one_person(
    office: Rig, with_file: bool
) -> None:
    files = [office.slack.add_file("draft.md", b"We will.")] if with_file else []
    message = {"type": "message", "user": "U0BOB0001", "ts": new_ts(), "text": "We &amp; they"}

    delivery = office.driver.interaction(
        {
            "type": "message_action",
            "callback_id": CHECK,
            "trigger_id": office.slack.new_trigger(),
            "response_url": office.slack.new_response_url(office.ws.channel_id),
            "message_ts": message["ts"],
            "action_ts": "1.1",
            "user": {"id": office.ws.user_id, "team_id": office.ws.team_id},
            "team": {"id": office.ws.team_id},
            "channel": {"id": office.ws.channel_id},
            "message": {**message, "files": files},
        }
    )

    assert delivery.acked
    posted = office.slack.wait_for(
        lambda: [m for m in office.slack.bot_messages(office.ws.dm_channel_id) if m.get("text")]
    )
    assert "2 goals served" in posted[0]["text"]
    content = b"We will." if with_file else b"We & they"
    assert checker(office).checked[0][1] == content
    assert not office.slack.bot_messages(office.ws.channel_id)


def test_without_a_checker_a_file_is_declined_and_its_question_answered(http: Rig) -> None:
    file = http.slack.add_file("draft.docx", b"x")
    declined = http.say("", files=[file])
    answered = http.say("How many homes?", files=[file])

    assert "cannot check drafts" in http.replies(declined)[0]["text"]
    assert "1,200" in http.replies(answered)[0]["text"]
