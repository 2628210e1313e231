"""`golden-thread bot`, `python -m bot`: settings -> a running bot, until it is told to stop."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from pathlib import Path
from types import FrameType

from assistant.client import AssistantClient
from assistant.errors import GoldenThreadError
from assistant.settings import Settings, load_settings
from bot.doctor import problems
from bot.front_door import FrontDoor
from bot.process import HOST, PORT, Bot, Place
from bot.settings import BotSettings, load_bot_settings


def main(host: str | None = None, port: int | None = None) -> int:
    """Run the bot; return 0 after an orderly end, 1 when it could not work."""
    try:
        bot = _bot(host, port)
        _stop_on_signals(bot)
        bot.run()
    except GoldenThreadError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def check() -> int:
    """Say what is wrong with the set-up; return 0 when nothing is."""
    try:
        found = problems(load_bot_settings())
    except GoldenThreadError as error:
        found = [str(error)]
    sys.stderr.write("".join(f"{problem}\n" for problem in found) or "All is well.\n")
    return 1 if found else 0


def _bot(host: str | None, port: int | None) -> Bot:
    settings = load_settings()
    bot_settings = load_bot_settings()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    # It warns at every start that the token is not its own to check: create_app says why.
    logging.getLogger("slack_bolt.App").setLevel(logging.ERROR)
    place = Place(
        state_path=_state_path(settings, bot_settings),
        host=host or HOST,
        port=PORT if port is None else port,
        public_url=settings.public_url,
    )
    return Bot(bot_settings, place, _front_door(settings))


def _front_door(settings: Settings) -> FrontDoor:
    if settings.url:
        key = settings.api_key.get_secret_value() if settings.api_key else None
        return AssistantClient.at(settings.url, api_key=key)

    # Imported here: over HTTP the bot needs neither the index nor the model.
    from bot.in_process import InProcess

    return InProcess.open(settings)


def _state_path(settings: Settings, bot_settings: BotSettings) -> Path:
    records = settings.records_path
    return bot_settings.state_path or records.with_name(records.name + ".slack")


def _stop_on_signals(bot: Bot) -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        bot.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="golden-thread bot", description="The Slack bot.")
    parser.add_argument("--host", help=f"address to listen on over HTTP (default: {HOST})")
    parser.add_argument("--port", type=int, help=f"its port (default: {PORT})")
    parser.add_argument("--check", action="store_true", help="check tokens and scopes, then end")
    arguments = parser.parse_args()
    sys.exit(check() if arguments.check else main(arguments.host, arguments.port))
