"""The running bot: store, workers and one transport, started and stopped together."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from slack_bolt import App

from assistant.errors import SettingsError, StoreUnavailableError
from bot.app import Intake, create_app
from bot.asking import Asking, Voice
from bot.attachments import Attachments
from bot.chores import Chores
from bot.clicks import Clicks
from bot.front_door import FrontDoor
from bot.grants import GrantsFile, read_grants
from bot.http_events import create_http_app
from bot.identity import Identity
from bot.jobs import Job
from bot.people import People
from bot.reports import Reports
from bot.rights import Rights
from bot.settings import BotSettings
from bot.sharing import Sharing
from bot.slack import Slack
from bot.socket_mode import open_socket
from bot.store import Store
from bot.workers import Workers

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
PORT = 3000
GRACE_SECONDS = 20.0
# Slack may be down for a moment when the bot starts; a supervisor starts it again after that.
START_ATTEMPTS = 10
START_PAUSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bot listens, where it keeps its state, where its citations open."""

    state_path: Path
    host: str = HOST
    port: int = PORT
    public_url: str | None = None


class Bot:
    """One process of the bot."""

    def __init__(self, settings: BotSettings, place: Place, front_door: FrontDoor) -> None:
        self._settings = settings
        self._place = place
        self._front_door = front_door
        self._stop = threading.Event()
        self._server: uvicorn.Server | None = None

    def run(self) -> None:
        """Work until `stop` is called.

        Raises:
            SettingsError: Slack refuses a token.
            StoreUnavailableError: Slack or the bot's file cannot be reached.
        """
        slack = Slack.at(self._settings.api_url, self._settings.bot_token.get_secret_value())
        grants = GrantsFile(self._settings.channels_path)
        read_grants(self._settings.channels_path)
        me = self._identity(slack)
        store = Store.open(self._place.state_path, scope=_scope(self._settings.api_url, me))
        store.forget_old()
        slack.patience.tell = store.note_refusal
        rights = Rights(People(slack.reading, me.team_id), grants)
        doors = (slack, self._front_door, rights)
        public_url = self._place.public_url
        attachments = Attachments(slack, self._settings.bot_token.get_secret_value())
        reports = Reports(*doors, attachments)
        voice = Voice(slack, store, rights, reports, me.user_id, public_url)
        asking, chores = Asking(voice, self._front_door), Chores(*doors)
        sharing = Sharing(slack, store, self._front_door, rights, public_url=public_url)
        workers = Workers(
            store,
            self._place.state_path,
            {
                "ask": asking.do,
                "check": asking.do,
                "share": sharing.do,
                "home": chores.home,
                "pane": chores.pane,
                "feedback": chores.feedback,
            },
        )

        def keep(job: Job) -> None:
            if store.add(job):
                workers.wake()

        clicks = Clicks(slack, keep, self._front_door, rights, me=me, public_url=public_url)
        workers.start()
        try:
            self._listen(create_app(slack, Intake(store, me, workers.wake), clicks, me=me), slack)
        finally:
            workers.stop(grace_seconds=GRACE_SECONDS)
            store.close()

    def stop(self) -> None:
        """Ask the bot to end; it finishes what it has in hand."""
        self._stop.set()
        if self._server:
            self._server.should_exit = True

    def _identity(self, slack: Slack) -> Identity:
        for _ in range(START_ATTEMPTS - 1):
            try:
                return slack.identity()
            except StoreUnavailableError as error:
                logger.warning("%s Trying again.", error)
                if self._stop.wait(START_PAUSE_SECONDS):
                    break
        return slack.identity()

    def _listen(self, bolt: App, slack: Slack) -> None:
        if self._settings.app_token is not None:
            self._listen_on_socket(bolt, slack, self._settings.app_token.get_secret_value())
        elif self._settings.signing_secret is not None:
            self._listen_on_http(bolt, self._settings.signing_secret.get_secret_value())
        else:
            raise SettingsError("Set SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.")

    def _listen_on_socket(self, bolt: App, slack: Slack, app_token: str) -> None:
        connection = open_socket(bolt, app_token, slack.reading)
        logger.warning("the bot listens over Socket Mode")
        try:
            self._stop.wait()
        finally:
            connection.close()

    def _listen_on_http(self, bolt: App, signing_secret: str) -> None:
        config = uvicorn.Config(
            create_http_app(bolt, signing_secret),
            host=self._place.host,
            port=self._place.port,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=5,
        )
        self._server = uvicorn.Server(config)
        logger.warning("the bot listens on http://%s:%d", self._place.host, self._place.port)
        if not self._stop.is_set():
            self._server.run()


def _scope(api_url: str, me: Identity) -> str:
    """Return what sets this workspace's events apart from another's in the same file."""
    named = f"{api_url} {me.team_id} {me.user_id}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]
