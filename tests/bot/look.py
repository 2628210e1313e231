"""Prints what people read: the bot over the sample corpus, in every kind of message it has.

    python -m tests.bot.look INDEXES_DIR [TEXT...]

INDEXES_DIR holds an index of corpus/sample (`golden-thread ingest corpus/sample`).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from assistant.records.answers import Answers
from assistant.records.database import Database
from assistant.settings import Settings
from assistant.wiring import ServedAssistant
from bot.in_process import InProcess
from tests.bot.rig import Rig, rig
from tests.slack_server import payloads
from tests.slack_server.interactions import block_actions, clickable_actions
from tests.slack_server.reading import as_read
from tests.slack_server.workspace import Json

GRANTS = "users: {alice@example.test: {audiences: [public, board]}}\n"
QUESTIONS = (
    "How many affordable homes will be built a year?",
    "What does the vision say about housing?",
    "Who will win the cup?",
    "How many homes will be retrofitted by 2030?",
    "Which strategies serve the ambition for good health?",
    "What are the ambitions of the vision?",
    "What has the board decided on climate?",
    "What was offered for the site in the private session?",
    "How many homes were built each year?",
    "When will the vision be reviewed and what will it cost?",
    "Which ambitions has nobody picked up?",
    "help",
)
DRAFT = b"# Homes\n\nWe will retrofit 9,000 homes by March 2030.\n\n# Travel\n\nWe hope to.\n"


def main(indexes_dir: str, texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(indexes_dir=Path(indexes_dir), records_path=Path(folder) / "r.sqlite")
        door = InProcess(
            ServedAssistant(settings),
            Answers(Database.open(settings.records_path)),
            "",
        )
        grants = Path(folder) / "channels.yaml"
        grants.write_text(GRANTS, encoding="utf-8")
        with rig(Path(folder), front_door=door, channels_path=grants) as office:
            for text in texts or QUESTIONS:
                _show(office, office.mention(text), text)
            if not texts:
                _show_the_rest(office)


def _show_the_rest(office: Rig) -> None:
    event = office.mention("How many affordable homes will be built a year?")
    _show(office, event, "first of a thread")
    _show(office, office.mention("And by when?", thread_ts=event["ts"]), "a follow-up")
    file = office.slack.add_file("homes.md", DRAFT)
    _show(office, office.say("", files=[file]), "a draft", count=2)
    _show(office, office.mention("alignment matrix"), "the matrix", count=2)
    office.deliver(payloads.app_home_opened(office.ws))
    call = office.slack.wait_for_call("views.publish")
    assert call is not None
    _print("App Home", [call.args["view"]])
    answer = office.replies(event)[0]
    for word in ("passage", "evidence"):
        _press(office, answer, word)
    office.command("How many affordable homes will be built a year?")
    office.slack.settle(1.0)
    _print("what one person alone is shown", office.slack.ephemerals())


def _press(office: Rig, message: Json, word: str) -> None:
    found = [one for one in clickable_actions(message) if word in one["action_id"]]
    since = len(office.slack.calls())
    office.driver.interaction(
        block_actions(
            office.ws,
            message,
            found[0],
            channel=office.ws.channel_id,
            response_url=office.slack.new_response_url(office.ws.channel_id),
            trigger_id=office.slack.new_trigger(),
        )
    )
    call = office.slack.wait_for_call("views.update", since)
    assert call is not None
    _print(f"modal: {word}", [call.args["view"]])


def _show(office: Rig, event: Json, title: str, *, count: int = 1) -> None:
    root = event.get("thread_ts")
    before = len(office.slack.bot_messages(event["channel"], root)) if root else 0
    office.replies(event, count=before + count, timeout=30)
    office.slack.settle(0.5)
    said = office.replies(event)
    _print(title, said[before:])
    sys.stdout.write(f"[as a notification] {said[-1]['text']}\n")


def _print(title: str, shown: list[Json]) -> None:
    sys.stdout.write(f"\n{'=' * 20} {title}\n")
    for one in shown:
        sys.stdout.write(f"{as_read(one)}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
