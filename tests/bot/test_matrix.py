"""The alignment matrix on request: a short summary and a file, of what its place may read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wishes import named_visions, wanted_form, wants_check, wants_matrix
from tests.bot.rig import Rig, rig, shown
from tests.slack_server.workspace import Json

pytestmark = pytest.mark.slack

GRANTS = """
channels:
  C0SUPPORT: {audiences: [public, board], filters: {kinds: [board]}}
users:
  alice@example.test: {audiences: [public, board]}
"""


@pytest.fixture(params=["http", "socket"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    grants = tmp_path / "channels.yaml"
    grants.write_text(GRANTS, encoding="utf-8")
    with rig(tmp_path, transport=request.param, channels_path=grants) as running:
        yield running
        assert not running.slack.violations()


def test_the_matrix_comes_as_a_summary_and_a_file(office: Rig) -> None:
    uploaded, summary = office.replies(office.mention("the alignment matrix, please"), count=2)

    assert uploaded["files"][0]["name"] == "alignment-matrix-our-vision.xlsx"
    assert "2 ambitions and 1 priority against 1 document that may be read" in summary["text"]
    assert "1 served, 1 in part or in intention only, 1 not served" in summary["text"]
    assert "2 Good health" in shown(summary)
    assert "1 objective serves no goal" in shown(summary)
    assert "in alignment-matrix-our-vision.xlsx" in shown(summary)
    assert not office.assistant.questions()


@pytest.mark.parametrize(
    ("channel", "may_see"), [("C0GENERAL", False), ("C0SUPPORT", True), ("D0ALICE01", True)]
)
def test_the_matrix_is_made_of_what_its_place_may_read(
    office: Rig, channel: str, may_see: bool
) -> None:
    if channel.startswith("D"):
        event = office.say("matrix")
    else:
        event = office.mention("matrix as html", channel=channel)

    uploaded, summary = office.replies(event, count=2)

    assert ("ZEBRA" in shown(summary)) is may_see
    ((reader, filters, _),) = office.assistant.drawn
    assert filters.kinds == (("board",) if channel == "C0SUPPORT" else ())
    assert (reader.audiences == frozenset({"public", "board"})) is may_see
    assert uploaded["files"][0]["name"].endswith("xlsx" if channel.startswith("D") else "html")


def test_by_command_the_summary_is_private_and_the_file_comes_directly(office: Rig) -> None:
    office.command("matrix")

    def told() -> list[Json]:
        return [m for m in office.slack.ephemerals() if "served" in m["text"]]

    (summary,) = office.slack.wait_for(told)
    assert "direct messages" in shown(summary)
    assert "ZEBRA" in shown(summary)
    (uploaded,) = office.slack.bot_messages(office.ws.dm_channel_id)
    assert uploaded["files"][0]["name"].endswith(".xlsx")
    assert not office.slack.bot_messages(office.ws.channel_id)


def test_many_visions_are_named_to_choose_from(office: Rig) -> None:
    office.assistant.all_visions = [(f"v{n}", f"Place{n} tomorrow") for n in range(1, 8)]

    (asked_back,) = office.replies(office.mention("alignment matrix"))
    chosen = office.replies(office.mention("alignment matrix for Place3"), count=2)

    assert "Place7" in asked_back["text"]
    assert chosen[0]["files"][0]["name"] == "alignment-matrix-v3.xlsx"


@pytest.mark.parametrize(
    "text",
    [
        "matrix", "Matrix?", "alignment matrix", "Show me the alignment matrix please",
        "the golden thread matrix as Excel", "could you send us the full matrix as an xlsx file",
        "matrix for Wenshire 2040", "Give me the alignment report in Word", "alignment table",
        "I would like to see our alignment matrix for the health vision",
    ],
)  # fmt: skip
def test_who_wants_the_matrix_gets_it(text: str) -> None:
    assert wants_matrix(text)


@pytest.mark.parametrize(
    "text",
    [
        "What does the risk matrix say?", "Who drew up the matrix of responsibilities?",
        "Which report has the alignment?", "report", "How is the matrix used", "",
        "matrix organisations in health", "the decision matrix", "skills matrix",
    ],
)  # fmt: skip
def test_a_question_about_some_matrix_is_a_question(text: str) -> None:
    assert not wants_matrix(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("check this", True),
        ("Please check the attached draft against our vision", True),
        ("can you review this draft?", True),
        ("check against the golden thread", True),
        ("Is there a check of drafts?", False),
        ("What did the review of housing find?", False),
        ("check how many homes are planned", False),
        ("health checks", False),
    ],
)
def test_who_wants_a_check_is_understood(text: str, wanted: bool) -> None:
    assert wants_check(text) is wanted


def test_a_vision_is_named_by_words_of_its_own() -> None:
    visions = [("north-vision", "The North in 2040"), ("south-vision", "The South in 2040")]

    assert named_visions("against south please", visions) == visions[1:]
    assert named_visions("against the vision in 2040", visions) == visions
    assert named_visions("", visions) == visions
    assert wanted_form("as a Word document", "xlsx") == "docx"
