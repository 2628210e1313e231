"""Prints how soon the bot acknowledges, shows a sign of life and answers, 50 questions at once.

    python -m tests.bot.measure [http|socket]

The front door of the tests answers at once, so that what is measured is the bot itself.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bot.rig import Rig, rig
from tests.slack_server import payloads
from tests.slack_server.workspace import Json

QUESTIONS = 50


def main(transport: str) -> None:
    with tempfile.TemporaryDirectory() as folder, rig(Path(folder), transport=transport) as running:
        running.replies(running.mention("warm up"))
        _print(f"one by one over {transport}", *_measure(running, 1))
        _print(f"{QUESTIONS} at once over {transport}", *_measure(running, QUESTIONS))


def _measure(running: Rig, at_once: int) -> tuple[list[float], list[float], list[float]]:
    mentions = [running.new_mention(f"question {number}") for number in range(QUESTIONS)]
    since = len(running.slack.calls())
    began: dict[str, float] = {}

    def send(mention: Json) -> float:
        began[mention["ts"]] = time.monotonic()
        delivery = running.driver.event(payloads.event_callback(running.ws, mention))
        if at_once == 1:
            running.replies(mention)
        return delivery.elapsed

    with ThreadPoolExecutor(at_once) as pool:
        acknowledged = list(pool.map(send, mentions))
    for mention in mentions:
        running.replies(mention, timeout=60)
    signs = [
        call.at - began[call.args["thread_ts"]]
        for call in running.slack.calls("assistant.threads.setStatus", since)
    ]
    answers = [
        call.at - began[call.args["thread_ts"]]
        for call in running.slack.calls("chat.postMessage", since)
    ]
    return acknowledged, signs, answers


def _print(title: str, *series: list[float]) -> None:
    sys.stdout.write(f"{title}\n")
    for name, seconds in zip(("acknowledged", "first sign", "answered"), series, strict=True):
        median, worst = statistics.median(seconds) * 1000, max(seconds) * 1000
        sys.stdout.write(f"  {name:13} median {median:6.0f} ms, slowest {worst:6.0f} ms\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http")
