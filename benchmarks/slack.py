"""How soon the Slack bot acknowledges, shows a sign of life and answers, over both transports.

    python -m benchmarks.slack

First the bot alone, before a front door that answers at once; then with the assistant in process
over the sample corpus. Slack is the server of the tests, on loopback, in the same process.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.settings import Settings
from assistant.wiring import open_ingester
from bot.front_door import FrontDoor
from bot.in_process import InProcess
from tests.bot.fakes import FakeAssistant
from tests.bot.rig import Rig, rig
from tests.slack_server import payloads
from tests.slack_server.workspace import Json

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
AT_ONCE = 50
QUESTIONS = (
    "How many affordable homes will be built a year?",
    "What has the board decided on climate?",
    "When will the vision be reviewed?",
    "Which measure is there for rough sleeping?",
    "Who owns the retrofit of homes?",
)


def main() -> None:
    """Measure the bot alone and the whole, and print what was found."""
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            indexes_dir=Path(folder) / "indexes", records_path=Path(folder) / "records.sqlite"
        )
        open_ingester(settings, progress=_quietly).ingest([SAMPLE])
        for transport in ("http", "socket"):
            _run(f"bot alone, {transport}", transport, FakeAssistant())
            _run(f"with the assistant, {transport}", transport, InProcess.open(settings))


def _quietly(_stage: str, _done: int, _total: int) -> None:
    """Show no progress of the ingestion."""


def _run(title: str, transport: str, door: FrontDoor) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        rig(Path(folder), transport=transport, front_door=door) as running,
    ):
        running.replies(running.mention(QUESTIONS[0]), timeout=60)
        _print(f"{title}, one by one", _measure(running, 1))
        _print(f"{title}, {AT_ONCE} at once", _measure(running, AT_ONCE))


def _measure(running: Rig, at_once: int) -> dict[str, list[float]]:
    mentions = [running.new_mention(QUESTIONS[n % len(QUESTIONS)]) for n in range(AT_ONCE)]
    since = len(running.slack.calls())
    began: dict[str, float] = {}

    def send(mention: Json) -> float:
        began[mention["ts"]] = time.monotonic()
        delivery = running.driver.event(payloads.event_callback(running.ws, mention))
        if at_once == 1:
            running.replies(mention, timeout=60)
        return delivery.elapsed

    with ThreadPoolExecutor(at_once) as pool:
        acknowledged = list(pool.map(send, mentions))
    for mention in mentions:
        running.replies(mention, timeout=120)
    running.slack.settle()
    signs: dict[str, float] = {}
    answers: dict[str, float] = {}
    for call in running.slack.calls(since=since):
        root = str(call.args.get("thread_ts") or "")
        if root in began and call.method != "conversations.replies":
            signs.setdefault(root, call.at - began[root])
        if root in began and call.method in ("chat.postMessage", "chat.startStream"):
            answers.setdefault(root, call.at - began[root])
    return {
        "acknowledged": acknowledged,
        "first sign": [*signs.values()],
        "answered": [*answers.values()],
    }


def _print(title: str, found: dict[str, list[float]]) -> None:
    print(title)
    for name, seconds in found.items():
        milliseconds = [1000 * one for one in seconds]
        median, worst = statistics.median(milliseconds), max(milliseconds)
        print(f"  {name:13} median {median:6.0f} ms, slowest {worst:6.0f} ms")


if __name__ == "__main__":
    main()
