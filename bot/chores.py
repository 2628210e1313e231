"""The smaller jobs: the App Home, the assistant pane, and feedback passed on to the service."""

from __future__ import annotations

import logging

from slack_sdk.errors import SlackClientError

from assistant.errors import GoldenThreadError, NotFoundError, UsageError
from bot.front_door import FrontDoor
from bot.jobs import Asked, Job
from bot.rights import Rights
from bot.slack import Slack
from bot.views import home_view
from bot.words import EXAMPLES

logger = logging.getLogger(__name__)


class Chores:
    """Does the jobs of kinds "home", "pane" and "feedback"."""

    def __init__(self, slack: Slack, front_door: FrontDoor, rights: Rights) -> None:
        self._slack = slack
        self._front_door = front_door
        self._rights = rights

    def home(self, job: Job) -> None:
        """Show what the bot can do, and the corpus as far as this person may read it.

        In the agent view, opening the messages tab is what opening the pane used to be.
        """
        user, channel = str(job.payload.get("user", "")), str(job.payload.get("channel", ""))
        if job.payload.get("tab") == "messages":
            self._suggest(channel, thread_ts=None)
            return
        scope = self._rights.of(Asked(user=user, text="", channel=channel or "D"))
        try:
            documents = self._front_door.documents(reader=scope.reader)
        except GoldenThreadError as error:
            logger.warning("the App Home lists no documents: %s", error)
            documents = []
        self._slack.reading.views_publish(user_id=user, view=home_view(documents))

    def pane(self, job: Job) -> None:
        """Suggest questions in an assistant thread of the older kind."""
        thread = job.payload["assistant_thread"]
        self._suggest(str(thread["channel_id"]), thread_ts=str(thread["thread_ts"]))

    def feedback(self, job: Job) -> None:
        """Pass a person's judgement on; while the service is down it waits."""
        try:
            self._front_door.give_feedback(
                str(job.payload["answer"]),
                helpful=bool(job.payload["helpful"]),
                comment=str(job.payload["comment"]),
                person=str(job.payload.get("user") or "") or None,
            )
        except (NotFoundError, UsageError) as error:
            logger.warning("feedback is lost: %s", error)

    def _suggest(self, channel: str, *, thread_ts: str | None) -> None:
        prompts = [{"title": example, "message": example} for example in EXAMPLES]
        try:
            # With a thread_ts an agent of the newer kind fails without an error.
            more = {"thread_ts": thread_ts} if thread_ts else {}
            self._slack.reading.api_call(
                "assistant.threads.setSuggestedPrompts",
                json={"channel_id": channel, "prompts": prompts, **more},
            )
        except (OSError, SlackClientError) as error:
            logger.info("no questions suggested: %s", error)
