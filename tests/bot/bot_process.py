"""A bot in a process of its own, to be killed; streams whatever takes 50 milliseconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pydantic import SecretStr

from bot import progress
from bot.process import Bot, Place
from bot.settings import BotSettings
from tests.bot.fakes import FakeAssistant
from tests.bot.rig import SECRET, wait_for_port


def start(
    api_url: str, port: int, state_path: Path, *, delay: float = 0.0
) -> subprocess.Popen[bytes]:
    """Start a bot over HTTP and wait until it listens."""
    arguments = [api_url, str(port), str(state_path), str(delay)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bot.bot_process", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert wait_for_port(port)
    return process


def main(api_url: str, port: str, state_path: str, seconds: str) -> None:
    progress.SLOW_SECONDS = 0.05
    settings = BotSettings(
        bot_token=SecretStr("xoxb-test"), signing_secret=SecretStr(SECRET), app_token=None,
        api_url=api_url,
    )  # fmt: skip
    Bot(
        settings, Place(Path(state_path), port=int(port)), FakeAssistant(delay=float(seconds))
    ).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
