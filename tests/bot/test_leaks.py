"""Every way out, over a real index, in process and over HTTP: no marker word in the wrong place.

The paper that only the board reads has the marker in its name, title, headings and text. Every
call that the bot makes is read, and every file that it uploads.
"""

from __future__ import annotations

import io
import json
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from assistant.api.app import create_app
from assistant.api.serve import server_config
from assistant.client import AssistantClient
from assistant.indexing.folder import IndexesFolder
from assistant.ingest import Ingester
from assistant.models.embedding import EmbeddingModel
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.settings import Settings
from assistant.wiring import ServedAssistant
from bot.buttons import EVIDENCE, PASSAGE, PRIVATELY, SHARE, WHOLE
from bot.front_door import FrontDoor
from bot.in_process import InProcess
from tests.bot.rig import Rig, rig
from tests.bot.test_clicks import press
from tests.bot.test_drafts import press_shortcut
from tests.slack_server import payloads
from tests.slack_server.interactions import clickable_actions
from tests.slack_server.workspace import Json

pytestmark = pytest.mark.slack

MARKER = "zebrafish"
BOARD, GUESTED, SHARED, TRIO = "C0BOARD", "C0GUESTED", "C0SHARED", "G0TRIO"
GRANTS = f"""
channels:
  {BOARD}: {{audiences: [public, board]}}
  {GUESTED}: {{audiences: [public, board]}}
  {SHARED}: {{audiences: [public, board]}}
users:
  alice@example.test: {{audiences: [public, board]}}
"""
VISION = """# Our Vision 2040

## Ambition 1: Homes for everyone

Everyone has a home that is warm, safe and affordable.

## Ambition 2: Good health

Everyone lives a long life in good health.
"""
STRATEGY = """# Housing Strategy 2024

## New homes

We will build 400 affordable homes on public land by 2030. The programme costs 9 million pounds.
"""
SECRET = """# Zebrafish Yard: offer for the site

## Zebrafish offer

1.1 The board will buy Zebrafish Yard for 7 million pounds and build 90 affordable homes there.

1.2 The board will not build the 400 affordable homes on public land by 2030 at zebrafish prices.
"""
MANIFEST = """
documents:
- {file: our-vision.md, title: Our Vision 2040, kind: vision, audience: [public]}
- {file: housing.md, title: Housing Strategy 2024, kind: strategy, audience: [public]}
- {file: zebrafish.md, title: "Zebrafish Yard: offer", kind: board, audience: [board]}
"""
QUESTIONS = (
    "How much will the board pay for Zebrafish Yard?",
    "How many affordable homes will be built?",
    "What will the board buy for 7 million pounds?",
    "Which board papers serve homes for everyone?",
)
DRAFT = b"# Plan\n\nThe board will buy a yard for 8 million pounds and build 90 affordable homes.\n"


@pytest.fixture(name="settings", scope="module")
def _settings(model: EmbeddingModel, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("leaks")
    corpus = folder / "corpus"
    corpus.mkdir()
    files = {"our-vision.md": VISION, "housing.md": STRATEGY, "zebrafish.md": SECRET}
    for name, text in {**files, "documents.yaml": MANIFEST}.items():
        (corpus / name).write_text(text, encoding="utf-8")
    (folder / "indexes").mkdir()
    Ingester(IndexesFolder(folder / "indexes"), model).ingest([corpus])
    return Settings(
        indexes_dir=folder / "indexes",
        corpus_dir=corpus,
        records_path=folder / "records.sqlite",
    )


@pytest.fixture(name="service", scope="module")
def _service(settings: Settings) -> Iterator[AssistantClient]:
    """A service whose key reads everything: that the bot narrows it is what is tested."""
    keys = Keys(Database.open(settings.records_path))
    _, key = keys.create("bot", role="read", audiences=("public", "board"))
    app = create_app(ServedAssistant(settings), settings)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(app, host="127.0.0.1", port=0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield AssistantClient.at(f"http://127.0.0.1:{listener.getsockname()[1]}", api_key=key)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(name="door", params=["in process", "over HTTP"])
def _door(request: pytest.FixtureRequest, settings: Settings) -> FrontDoor:
    if request.param == "in process":
        return InProcess.open(settings)
    service: AssistantClient = request.getfixturevalue("service")
    return service


@pytest.fixture(name="office")
def _office(door: FrontDoor, tmp_path: Path) -> Iterator[Rig]:
    grants = tmp_path / "channels.yaml"
    grants.write_text(GRANTS, encoding="utf-8")
    with rig(tmp_path, front_door=door, channels_path=grants) as running:
        slack, alice = running.slack, running.ws.user_id
        guest = slack.add_user("U0GUEST", is_restricted=True)
        slack.add_channel(BOARD, "group", alice)
        slack.add_channel(GUESTED, "group", alice, guest)
        slack.add_channel(SHARED, "channel", alice, shared=True)
        slack.add_channel(TRIO, "mpim", alice, running.ws.other_user_id, guest)
        slack.add_channel("D0BOB", "im", running.ws.other_user_id)
        yield running
        assert not slack.violations()


def all_sent(office: Rig) -> list[str]:
    """All that the bot has sent to Slack: the arguments of every call, and every file.

    But for what was asked itself, which the buttons carry.
    """
    sent = [json.dumps(call.args, ensure_ascii=False) for call in office.slack.calls()]
    uploaded = [f for f in office.slack.store.files.values() if f.user == office.ws.bot_user_id]
    sent += [f"{file.name} {file.title} {_text(file.content)}" for file in uploaded]
    return [one.replace(QUESTIONS[0], "").lower() for one in sent]


def _text(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = map(archive.read, archive.namelist())
        return " ".join(content.decode("utf-8", "replace") for content in inside)


def everything(office: Rig, channel: str, user: str, *, is_direct: bool = False) -> None:
    """Ask for all that there is in one place, and press all that is there to be pressed."""
    for text in (*QUESTIONS, "alignment matrix", "alignment matrix as html"):
        said = _say(office, text, channel, user, is_direct=is_direct)
        found = office.replies(said, count=2 if "matrix" in text else 1, timeout=60)
        assert office.slack.wait_for(lambda: not office.slack.open_streams(), 60)
        answers = [message for message in found if clickable_actions(message)]
        for message in answers:
            for action in (EVIDENCE, PASSAGE, WHOLE):
                if any(str(a["action_id"]).startswith(action) for a in clickable_actions(message)):
                    press(office, {**message, "channel": channel}, action, user=user)
    file = office.slack.add_file("plan.md", DRAFT)
    said = _say(office, "check this as html", channel, user, is_direct=is_direct, files=[file])
    office.replies(said, count=2, timeout=60)
    assert office.slack.wait_for(lambda: not office.slack.open_streams(), 60)
    office.slack.settle(1.0, timeout=40)


def _say(office: Rig, text: str, channel: str, user: str, *, is_direct: bool, **about: Any) -> Json:
    whole = text if is_direct else f"{office.ws.mention()} {text}"
    kind = "im" if is_direct else "channel"
    return office.say(whole, channel=channel, channel_type=kind, user=user, **about)


@pytest.mark.parametrize("channel", ["C0GENERAL", GUESTED, SHARED, TRIO])
def test_no_marker_reaches_a_place_where_someone_may_not_read_it(office: Rig, channel: str) -> None:
    # Bob, who may not read it either: alice would rightly be offered more, alone.
    everything(office, channel, office.ws.other_user_id)

    assert [one for one in all_sent(office) if MARKER in one] == []
    assert any("400 affordable homes" in one for one in all_sent(office))


def test_no_marker_reaches_a_person_who_may_not_read_it(office: Rig) -> None:
    bob = office.ws.other_user_id
    everything(office, "D0BOB", bob, is_direct=True)
    office.deliver({**payloads.app_home_opened(office.ws), "user": bob, "channel": "D0BOB"})
    office.command(QUESTIONS[0], user_id=bob)
    office.command("matrix", user_id=bob)
    office.slack.settle(1.5, timeout=40)

    assert [one for one in all_sent(office) if MARKER in one] == []


def test_the_marker_reaches_those_who_may_read_it(office: Rig) -> None:
    everything(office, BOARD, office.ws.user_id)
    everything(office, office.ws.dm_channel_id, office.ws.user_id, is_direct=True)
    office.deliver(payloads.app_home_opened(office.ws))
    office.slack.wait_for_call("views.publish")

    for channel in (BOARD, office.ws.dm_channel_id):
        said = json.dumps(office.slack.bot_messages(channel)).lower()
        assert "zebrafish yard: offer" in said
        assert "7 million" in said
    files = [f for f in office.slack.store.files.values() if f.user == office.ws.bot_user_id]
    marked = [MARKER in _text(file.content).lower() for file in files]
    assert len(marked) == 6
    assert all(marked)
    home = office.slack.calls("views.publish")[0]
    assert MARKER in json.dumps(home.args).lower()


def test_what_is_shared_or_offered_tells_the_channel_nothing(office: Rig) -> None:
    event = office.mention("How many affordable homes will the board build at the yard?")
    office.replies(event)
    (offer,) = office.ephemerals(timeout=20)
    assert MARKER not in json.dumps(offer).lower()
    press(office, {**offer, "channel": office.ws.channel_id}, PRIVATELY)
    office.command("What will the board buy for 7 million pounds?")
    private = office.slack.wait_for(
        lambda: [m for m in office.slack.ephemerals() if "share" in json.dumps(m).lower()], 20
    )
    assert MARKER in json.dumps(private).lower()

    press(office, {**private[0], "channel": office.ws.channel_id}, SHARE, is_ephemeral=True)

    office.slack.settle(1.5, timeout=30)
    assert MARKER not in json.dumps(office.slack.bot_messages(office.ws.channel_id)).lower()
    assert MARKER in json.dumps(office.slack.bot_messages(office.ws.dm_channel_id)).lower()


def test_a_shortcut_in_the_boards_channel_answers_by_the_persons_own_right(office: Rig) -> None:
    press_shortcut(office, "The board will buy a yard for 8 million pounds by 2030.")

    assert office.slack.wait_for(
        lambda: len(office.slack.bot_messages(office.ws.dm_channel_id)) >= 2, 30
    )
    assert not office.slack.bot_messages(BOARD)
