"""What is said where: documents with marker words, channels and people with different audiences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.types import Answer, Filters, Question, Reader
from bot.buttons import EVIDENCE, SHARE
from bot.grants import GrantsFile, read_grants
from tests.bot.fakes import FakeAssistant, answer, citation, document
from tests.bot.rig import Rig, as_json, rig
from tests.bot.test_clicks import press
from tests.slack_server import payloads
from tests.slack_server.ledger import Fault
from tests.slack_server.workspace import Json

pytestmark = pytest.mark.slack

MARKERS = {"public": "AAPUBLIC", "board": "BBBOARD", "partners": "CCPARTNERS"}
BOARD, BUSY, GUESTED, SHARED = "C0BOARD", "C0BUSY", "C0GUESTED", "C0SHARED"
PARTNERS, CLOSED = "C0PARTNERS", "G0CLOSED"
GRANTS = f"""
channels:
  {BOARD}: {{audiences: [public, board], filters: {{kinds: [board]}}}}
  {GUESTED}: {{audiences: [public, board]}}
  {SHARED}: {{audiences: [public, board]}}
  {BUSY}: {{audiences: [public, board]}}
  {PARTNERS}: {{audiences: [partners]}}
users:
  Alice@example.test: {{audiences: [board]}}
  u0guest@example.test: {{audiences: [board]}}
groups:
  S0PARTNERS: {{audiences: [partners]}}
"""


def all_that_may_be_read(_question: Question, reader: Reader) -> Answer:
    words = [word for label, word in MARKERS.items() if reader.may_read((label,))]
    return answer(" ".join(words) + " [1]", citation(quote=" ".join(words) or "-"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Rig]:
    (tmp_path / "channels.yaml").write_text(GRANTS)
    assistant = FakeAssistant(reply=all_that_may_be_read)
    with rig(tmp_path, assistant=assistant, channels_path=tmp_path / "channels.yaml") as running:
        slack, ws = running.slack, running.ws
        alice, bob = ws.user_id, ws.other_user_id
        guest = slack.add_user("U0GUEST", is_restricted=True)
        slack.store.groups["S0PARTNERS"] = [alice, bob]
        slack.add_channel(BOARD, "group", alice)
        slack.add_channel(BUSY, "group", alice, *(slack.add_user(f"U{n:04}") for n in range(600)))
        slack.add_channel(GUESTED, "group", alice, guest)
        slack.add_channel(SHARED, "channel", alice, shared=True)
        slack.add_channel(PARTNERS, "channel", alice)
        slack.add_channel("G0PAIR", "mpim", alice, bob)
        slack.add_channel("G0TRIO", "mpim", alice, bob, guest)
        slack.add_channel("D0BOB", "im", bob)
        slack.add_channel("D0GUEST", "im", guest)
        slack.add_channel("D0FOREIGN", "im", slack.add_user("U0FAR", team_id="T0ELSEWHERE"))
        yield running


def markers(posted: list[Json]) -> set[str]:
    sent = as_json(posted)
    return {label for label, word in MARKERS.items() if word in sent}


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (BOARD, {"public", "board"}),
        (PARTNERS, {"partners"}),
        (GUESTED, {"public"}),
        (SHARED, {"public"}),
        (BUSY, {"public"}),
        ("C0GENERAL", {"public"}),
        ("G0PAIR", {"public", "partners"}),
        ("G0TRIO", {"public"}),
    ],
)
def test_a_channel_is_told_what_all_its_readers_may_read(
    office: Rig, channel: str, expected: set[str]
) -> None:
    event = office.mention("What is there?", channel=channel)

    assert markers(office.replies(event)) == expected


@pytest.mark.parametrize(
    ("user", "channel", "expected"),
    [
        ("U0ALICE01", "D0ALICE01", {"public", "board", "partners"}),
        ("U0BOB0001", "D0BOB", {"public", "partners"}),
        ("U0GUEST", "D0GUEST", {"public"}),
        ("U0FAR", "D0FOREIGN", {"public"}),
    ],
)
def test_a_person_is_told_alone_what_they_may_read(
    office: Rig, user: str, channel: str, expected: set[str]
) -> None:
    event = office.say("What is there?", channel=channel, channel_type="im", user=user)

    assert markers(office.replies(event)) == expected


def test_a_private_answer_is_for_its_asker(office: Rig) -> None:
    office.command("What is there?")

    assert markers(office.ephemerals()) == {"public", "board", "partners"}
    assert not office.slack.bot_messages(office.ws.channel_id)


def test_a_person_of_another_organisation_reads_what_is_public(office: Rig) -> None:
    office.command("What is there?", team_id="T0ELSEWHERE")
    shared = office.new_mention("What is there?", channel=BOARD)
    office.deliver(shared, is_ext_shared_channel=True)
    foreign = {**office.new_mention("What is there?", channel=BOARD), "user_team": "T0ELSEWHERE"}
    office.deliver(foreign)

    assert markers(office.ephemerals()) == {"public"}
    assert markers(office.replies(shared)) == {"public"}
    assert markers(office.replies(foreign)) == {"public"}


def test_what_is_shared_is_what_the_channel_may_read(office: Rig) -> None:
    office.command("What is there?")
    (private,) = office.ephemerals()

    press(office, private, SHARE, is_ephemeral=True)

    shared = office.slack.wait_for(lambda: office.slack.bot_messages(office.ws.channel_id))
    assert markers(shared) == {"public"}


@pytest.mark.parametrize(
    ("ephemeral", "expected"), [(True, {"public", "board", "partners"}), (False, {"public"})]
)
def test_a_modal_shows_what_its_place_may_read(
    office: Rig, ephemeral: bool, expected: set[str]
) -> None:
    office.command("What is there?")
    (message,) = office.ephemerals()

    press(office, message, EVIDENCE, is_ephemeral=ephemeral)

    assert office.slack.wait_for(lambda: office.assistant.searched)
    assert office.assistant.searched == [Reader(frozenset(expected))]


def test_the_home_shows_a_person_their_own_documents(office: Rig) -> None:
    office.assistant.listed = [document(word, (label,)) for label, word in MARKERS.items()]

    office.deliver(payloads.app_home_opened(office.ws))

    homes = office.slack.store.home_views
    assert office.slack.wait_for(lambda: homes.get(office.ws.user_id))
    assert markers([homes[office.ws.user_id]]) == {"public", "board", "partners"}


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info"])
def test_what_cannot_be_found_out_is_not_allowed(office: Rig, method: str) -> None:
    office.slack.inject(Fault(method, error="missing_scope"))

    event = office.mention("What is there?", channel=BOARD)

    assert markers(office.replies(event)) == {"public"}


def test_a_channel_asks_only_the_documents_that_it_is_for(office: Rig) -> None:
    office.replies(office.mention("What is there?", channel=BOARD))

    question, _ = office.assistant.asked[0]
    assert question.filters == replace(Filters(), kinds=("board",))


def test_a_change_of_the_file_counts_at_once_a_broken_one_grants_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "channels.yaml"
    grants = GrantsFile(path)
    assert not grants.current().channels

    path.write_text("channels: {C1: {audiences: [board]}}")
    assert grants.current().channels["C1"].audiences == {"board"}

    path.write_text("channels: {C1: {audience: board}}  # a typo")
    assert not grants.current().channels
    with pytest.raises(SettingsError, match="audience"):
        read_grants(path)
