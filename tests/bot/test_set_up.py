"""Settings, manifest, doctor and the process as an operator starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
import yaml
from fastapi import FastAPI

from assistant.errors import SettingsError
from bot.doctor import MANIFEST, problems, wanted_scopes
from bot.settings import load_bot_settings
from tests.bot.fakes import QUOTE
from tests.bot.rig import SECRET, bot_settings, free_port, wait_for_port
from tests.slack_server import payloads
from tests.slack_server.driver import HttpDriver
from tests.slack_server.methods import METHODS
from tests.slack_server.server import SlackServer
from tests.slack_server.sockets import SocketDriver

pytestmark = pytest.mark.slack

WIRE_CITATION: dict[str, object] = {
    "number": 1, "document_id": "housing", "title": "Housing strategy", "kind": "strategy",
    "section": ["New homes"], "quote": QUOTE, "start": 0, "end": len(QUOTE), "version": "v",
    "url": "",
}  # fmt: skip
WIRE_ANSWER: dict[str, object] = {
    "id": "a1", "question": "q", "standalone_question": "q", "status": "answered", "no": None,
    "conflicts": [], "text": f"{QUOTE} [1]", "citations": [WIRE_CITATION], "thread": None,
    "statements": [{"text": QUOTE, "citations": [1], "support": "quoted"}], "nearest": [],
    "answerer": "extractive", "model": None, "snapshot": "s", "took_ms": 3,
}  # fmt: skip


@pytest.fixture
def service() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """An HTTP service that answers in the wire format, and what it was asked."""
    app, asked = FastAPI(), []

    @app.post("/v1/answers")
    def answers(body: dict[str, object]) -> dict[str, object]:
        asked.append(body)
        return WIRE_ANSWER

    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert wait_for_port(port)
    yield f"http://127.0.0.1:{port}", asked
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("transport", ["http", "socket"])
def test_the_process_works_with_nothing_but_its_environment(
    service: tuple[str, list[dict[str, object]]], tmp_path: Path, transport: str
) -> None:
    url, asked = service
    port = free_port()
    with SlackServer() as slack:
        given = {
            "SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.api_url.rstrip("/"),
            "GOLDEN_THREAD_URL": url, "GOLDEN_THREAD_RECORDS_PATH": str(tmp_path / "records"),
            "SLACK_SIGNING_SECRET": SECRET,
            **({"SLACK_APP_TOKEN": slack.app_token} if transport == "socket" else {}),
        }  # fmt: skip
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot", "--port", str(port)], env={**os.environ, **given}
        )
        http = HttpDriver(f"http://127.0.0.1:{port}/slack/events", SECRET)
        driver = http if transport == "http" else SocketDriver(slack.sockets)
        assert wait_for_port(port) if transport == "http" else slack.sockets.wait_for_one(15)

        mention = payloads.app_mention(
            slack.ws, f"{slack.ws.mention()} How many homes?", channel=slack.ws.channel_id
        )
        slack.add_message(mention)
        assert driver.event(payloads.event_callback(slack.ws, mention)).acked

        (reply,) = slack.wait_for(lambda: slack.bot_messages(slack.ws.channel_id))
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(20) == 0
    assert QUOTE in reply["text"]
    assert asked[0]["question"] == "How many homes?"
    assert asked[0]["audiences"] == ["public"]
    assert (tmp_path / "records.slack").exists()


def test_missing_settings_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        load_bot_settings()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET"):
        load_bot_settings()


def test_the_doctor_names_missing_scopes_and_refused_tokens() -> None:
    with SlackServer(scopes=wanted_scopes() - {"chat:write"}) as slack:
        well = bot_settings(slack, transport="socket")

        assert problems(well) == [
            "The bot token lacks the scopes chat:write. Add them under OAuth & Permissions and "
            "install the app again."
        ]
        slack.api.scopes = set(wanted_scopes())
        assert problems(well) == []
        slack.api.bot_token = "another"
        assert "invalid_auth" in problems(well)[0]


def test_the_manifest_asks_for_every_scope_that_a_call_of_the_bot_needs() -> None:
    source = "".join(path.read_text() for path in MANIFEST.parent.glob("*.py"))
    called = set(re.findall(r"\b(?:reading|posting|once|hasty|_client)\.([a-z]+_\w+)\(", source))
    names = {name: method for name, method in METHODS.items() if name.replace(".", "_") in called}

    assert len(names) > 10
    for name, method in names.items():
        if method.token == "bot" and method.scopes:
            assert wanted_scopes() & set(method.scopes), name


def test_the_manifest_keeps_to_the_limits_of_slack() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text())
    features = manifest["features"]

    assert len(manifest["display_information"]["description"]) <= 140
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert manifest["settings"]["event_subscriptions"]["bot_events"]
