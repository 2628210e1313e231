"""What takes long is done a few at a time, and never keeps everything else waiting."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.settings import Settings
from assistant.types import Answer
from tests.api.conftest import BASE_URL
from tests.api.fakes import FakeAligner, FakeAssistant, sample_index

MANY = 60


class Slow:
    """Holds whoever comes until it is let go, and counts how many came at once."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.here = 0
        self.most = 0
        self._lock = threading.Lock()

    def wait(self) -> None:
        with self._lock:
            self.here += 1
            self.most = max(self.most, self.here)
        self.go.wait(30)
        with self._lock:
            self.here -= 1


class SlowAssistant(FakeAssistant):
    slow: Slow

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        self.slow.wait()
        return super().ask(*args, **kwargs)


class SlowAligner(FakeAligner):
    slow: Slow

    def check(self, *args: Any, **kwargs: Any) -> Any:
        self.slow.wait()
        return super().check(*args, **kwargs)


def _client(settings: Settings, slow: Slow) -> TestClient:
    index = sample_index()
    assistant, aligner = SlowAssistant(index), SlowAligner(index)
    assistant.slow = aligner.slow = slow
    app = create_app(lambda: assistant, settings, open_aligner=lambda: aligner)
    return TestClient(app, base_url=BASE_URL)


@pytest.mark.parametrize("stream", [False, True])
def test_many_slow_answers_do_not_keep_a_page_waiting(settings: Settings, stream: bool) -> None:
    slow = Slow()
    with _client(settings, slow) as client, ThreadPoolExecutor(MANY + 1) as pool:
        body = {"question": "warm homes", "stream": stream}
        asked = [pool.submit(client.post, "/v1/answers", json=body) for _ in range(MANY)]
        while slow.here < 20:
            time.sleep(0.01)
        time.sleep(0.3)
        page = pool.submit(client.get, "/v1/documents").result(timeout=15)
        slow.go.set()
        statuses = {one.result(timeout=60).status_code for one in asked}

    assert page.status_code == 200
    assert statuses == {200}
    assert slow.most < 40


def test_drafts_are_read_two_at_a_time(settings: Settings) -> None:
    slow = Slow()
    with _client(settings, slow) as client, ThreadPoolExecutor(8) as pool:
        draft = {"file": ("draft.md", b"# Homes\n\nWe will build homes.\n")}
        sent = [pool.submit(client.post, "/v1/checks", files=draft) for _ in range(6)]
        while slow.here < 2:
            time.sleep(0.01)
        time.sleep(1)
        slow.go.set()
        statuses = [one.result(timeout=60).status_code for one in sent]

    assert statuses == [200] * 6
    assert slow.most == 2
