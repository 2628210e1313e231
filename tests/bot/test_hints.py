"""Where the asker may read more than the channel, the asker alone hears of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.types import Answer, Citation, Locator, Question, Reader
from bot.buttons import PRIVATELY
from tests.bot.fakes import FakeAssistant, answer, citation, document
from tests.bot.rig import Rig, rig, shown
from tests.bot.test_clicks import press

pytestmark = pytest.mark.slack

SECRET_WORD = "BBBOARD"


def by_audience(question: Question, reader: Reader) -> Answer:
    if not reader.may_read(("board",)) or "secret" not in question.text:
        return answer()
    place = Locator("board-paper", "Board paper", "board", "v1", 0, 7)
    return answer(f"{SECRET_WORD} [1] [2]", Citation(1, place, SECRET_WORD), citation(2))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Rig]:
    path = tmp_path / "channels.yaml"
    path.write_text("users: {alice@example.test: {audiences: [board]}}")
    listed = [document(), document("board-paper", ("board",))]
    assistant = FakeAssistant(reply=by_audience, listed=listed)
    with rig(tmp_path, assistant=assistant, channels_path=path) as running:
        yield running
        assert not running.slack.violations()


def test_the_asker_is_offered_a_direct_message_and_the_channel_learns_nothing(office: Rig) -> None:
    event = office.mention("What of the secret?")

    (hint,) = office.ephemerals()
    (reply,) = office.replies(event)

    assert hint["to"] == office.ws.user_id
    assert hint["thread_ts"] == event["ts"]
    assert SECRET_WORD not in json.dumps([hint, reply])


def test_who_takes_the_offer_is_answered_directly(office: Rig) -> None:
    office.mention("What of the secret?")
    (hint,) = office.ephemerals()

    press(office, hint, PRIVATELY, is_ephemeral=True)

    (told,) = office.slack.wait_for(lambda: office.slack.bot_messages(office.ws.dm_channel_id))
    assert SECRET_WORD in shown(told)


@pytest.mark.parametrize(
    ("user", "text"), [("U0ALICE01", "How many homes?"), ("U0BOB0001", "What of the secret?")]
)
def test_there_is_no_offer_where_there_is_no_more(office: Rig, user: str, text: str) -> None:
    office.replies(office.mention(text, user=user))

    office.slack.settle(0.5)
    assert not office.slack.ephemerals()
