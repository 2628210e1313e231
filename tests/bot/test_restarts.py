"""What was acknowledged is answered once: across restarts, sudden deaths and two workers."""

from __future__ import annotations

import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.bot.bot_process import start
from tests.bot.rig import SECRET, free_port, rig
from tests.slack_server import payloads
from tests.slack_server.driver import HttpDriver, Retry
from tests.slack_server.ledger import Fault
from tests.slack_server.server import SlackServer
from tests.slack_server.workspace import Json

pytestmark = pytest.mark.slack

INSTANTS = ("chat.startStream", "chat.appendStream", "chat.stopStream", "chat.postMessage")


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    with SlackServer() as server:
        yield server


def test_an_event_that_comes_again_after_a_restart_is_not_answered_again(
    slack: SlackServer, tmp_path: Path
) -> None:
    with rig(tmp_path, slack=slack) as first:
        mention = first.new_mention("How many homes?")
        event = payloads.event_callback(first.ws, mention, "Ev1")
        first.driver.event(event)
        first.replies(mention)

    with rig(tmp_path, slack=slack) as second:
        second.driver.event(event, retry=Retry(1))
        slack.settle()

    assert len(slack.bot_messages(slack.ws.channel_id)) == 1


def test_a_question_in_hand_is_finished_before_the_bot_ends(
    slack: SlackServer, tmp_path: Path
) -> None:
    with rig(tmp_path, slack=slack) as running:
        running.assistant.delay = 1.0
        mention = running.mention("How many homes?")
        slack.wait_for(lambda: running.assistant.asked)

    assert len(slack.bot_messages(slack.ws.channel_id, mention["ts"])) == 1


@pytest.mark.parametrize(("delay", "kills"), [(0.0, 20), (0.15, 10)], ids=["posted", "streamed"])
def test_killed_at_any_instant_the_bot_leaves_one_answer_to_each_question(
    slack: SlackServer, tmp_path: Path, delay: float, kills: int
) -> None:
    """Every other kill falls between Slack's posting of an answer and the bot's own note of it."""
    chance = random.Random(8)
    asked: list[Json] = []
    for number in range(kills):
        port = free_port()
        bot = start(slack.api_url, port, tmp_path / "bot.sqlite", delay=delay)
        driver = HttpDriver(f"http://127.0.0.1:{port}/slack/events", SECRET)
        for event in asked[-2:]:
            driver.event(event, retry=Retry(1))
        if number % 2:
            method = chance.choice(INSTANTS) if delay else "chat.postMessage"
            slack.inject(Fault(method, delay=5, late=True))
        asked += [_ask(slack, driver, f"question {number}.{half}") for half in (1, 2)]
        _wait_for_the_instant(slack, chance, after_posting=bool(number % 2))
        bot.kill()
        bot.wait()
        slack.clear_faults()

    with rig(tmp_path, slack=slack) as running:
        for event in asked[-2:]:
            running.driver.event(event, retry=Retry(1))
        slack.wait_for(lambda: len(slack.bot_messages(slack.ws.channel_id)) >= len(asked), 30)
        slack.settle(1.0)

    assert _answers(slack) == Counter(event["event"]["ts"] for event in asked)
    assert all("1,200" in m["text"] for m in slack.bot_messages(slack.ws.channel_id))
    assert not slack.open_streams()
    assert bool(slack.calls("chat.startStream")) == bool(delay)


def test_who_takes_over_from_the_dead_keeps_to_the_wait_that_slack_asked_for(
    slack: SlackServer, tmp_path: Path
) -> None:
    ports = [free_port(), free_port()]
    bots = [start(slack.api_url, port, tmp_path / "bot.sqlite") for port in ports]
    slack.inject(Fault("chat.postMessage", status=429, retry_after=6))
    asked = _ask(slack, HttpDriver(f"http://127.0.0.1:{ports[0]}/slack/events", SECRET), "Homes?")
    slack.wait_for(lambda: slack.calls("chat.postMessage"))
    slack.settle(1.0)
    # Either of them may have taken the job: both die, and a third finds it.
    for bot in bots:
        bot.kill()
        bot.wait()

    last = start(slack.api_url, free_port(), tmp_path / "bot.sqlite")
    slack.wait_for(lambda: slack.bot_messages(slack.ws.channel_id), 60)
    slack.settle(1.0)
    _end([last])
    assert _answers(slack) == Counter([asked["event"]["ts"]])
    assert not slack.violations()


def test_a_thousand_events_in_disorder_are_answered_once_each(
    slack: SlackServer, tmp_path: Path
) -> None:
    """Two workers, three in ten events twice, refusals for haste, one worker killed half-way."""
    chance = random.Random(8)
    events = [_event(slack, f"question {number}") for number in range(700)]
    deliveries = events + chance.sample(events, 300)
    chance.shuffle(deliveries)
    ports = [free_port(), free_port()]
    bots = [start(slack.api_url, port, tmp_path / "bot.sqlite") for port in ports]
    for _ in range(10):
        slack.inject(Fault("chat.postMessage", status=429, retry_after=1))

    _deliver(deliveries[:500], ports, chance)
    bots[0].kill()
    bots[0].wait()
    bots[0] = start(slack.api_url, ports[0], tmp_path / "bot.sqlite")
    _deliver(deliveries[500:], ports, chance)

    slack.wait_for(lambda: len(slack.bot_messages(slack.ws.channel_id)) >= 700, 120)
    slack.settle(2.0)
    _end(bots)
    assert _answers(slack) == Counter(event["event"]["ts"] for event in events)
    assert not slack.violations()


def test_two_workers_over_sockets_answer_each_question_once(
    slack: SlackServer, tmp_path: Path
) -> None:
    with (
        rig(tmp_path, slack=slack, transport="socket") as first,
        rig(tmp_path, slack=slack, transport="socket") as second,
    ):
        assert slack.wait_for(lambda: slack.sockets.count() == 2)
        events = [_event(slack, f"question {number}") for number in range(40)]
        for event in events + events[:20]:
            assert first.driver.event(event).acked
        slack.wait_for(lambda: len(slack.bot_messages(slack.ws.channel_id)) >= 40, 30)
        slack.settle(0.5)
        asked = first.assistant.questions() + second.assistant.questions()

    assert sorted(asked) == sorted(f"question {number}" for number in range(40))
    assert _answers(slack) == Counter(event["event"]["ts"] for event in events)


def _event(slack: SlackServer, text: str) -> Json:
    whole = f"{slack.ws.mention()} {text}"
    mention = payloads.app_mention(slack.ws, whole, channel=slack.ws.channel_id)
    slack.add_message(mention)
    return payloads.event_callback(slack.ws, mention)


def _ask(slack: SlackServer, driver: HttpDriver, text: str) -> Json:
    event = _event(slack, text)
    driver.event(event)
    return event


def _wait_for_the_instant(
    slack: SlackServer, chance: random.Random, *, after_posting: bool
) -> None:
    if after_posting:
        posted = len(slack.bot_messages(slack.ws.channel_id))
        slack.wait_for(lambda: len(slack.bot_messages(slack.ws.channel_id)) > posted, 3)
    time.sleep(chance.uniform(0, 0.3))


def _deliver(events: list[Json], ports: list[int], chance: random.Random) -> None:
    drivers = [HttpDriver(f"http://127.0.0.1:{port}/slack/events", SECRET) for port in ports]
    chosen = [chance.choice(drivers) for _ in events]
    with ThreadPoolExecutor(8) as pool:
        results = list(
            pool.map(lambda pair: pair[0].event(pair[1]), zip(chosen, events, strict=True))
        )
    assert all(result.acked for result in results)


def _answers(slack: SlackServer) -> Counter[str]:
    return Counter(str(m["thread_ts"]) for m in slack.bot_messages(slack.ws.channel_id))


def _end(bots: list[subprocess.Popen[bytes]]) -> None:
    for bot in bots:
        bot.terminate()
    for bot in bots:
        bot.wait(30)
