"""Share, and "answer me directly": a question asked again for another place, and posted there."""

from __future__ import annotations

import logging
from dataclasses import replace

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from assistant.types import Question
from bot.blocks import answer_message, rich_text, run, section
from bot.front_door import FrontDoor
from bot.incoming import message_key
from bot.jobs import Asked, Job
from bot.mrkdwn import cut, escape
from bot.rights import Rights
from bot.slack import Slack, error_code, mark_of
from bot.store import Store
from bot.words import INVITE, QUESTION, SHARED

logger = logging.getLogger(__name__)

QUESTION_CHARACTERS = 500


class Sharing:
    """Does the jobs of kind "share": the place's own rights decide what the answer is made of."""

    def __init__(
        self,
        slack: Slack,
        store: Store,
        front_door: FrontDoor,
        rights: Rights,
        *,
        public_url: str | None,
    ) -> None:
        self._store = store
        self._slack = slack
        self._front_door = front_door
        self._rights = rights
        self._public_url = public_url

    def do(self, job: Job) -> None:
        """Post the question and its answer; without a channel, to the person alone."""
        asked = replace(Asked.of(job.payload), response_url="")
        asked = replace(asked, channel=asked.channel or self._slack.direct_channel(asked.user))
        if job.attempts > 1 and self._is_posted(job, asked):
            return
        scope = self._rights.of(asked)
        question = Question(asked.text, filters=scope.filters)
        answer = self._front_door.ask(question, reader=scope.reader)
        shown = answer_message(answer, question=asked.text, public_url=self._public_url)
        title = QUESTION + cut(asked.text, QUESTION_CHARACTERS)
        mark = {"question": job.key, "state": "answer", "answer": answer.id}
        try:
            ts = self._slack.post(
                asked.channel,
                "",
                text=f"{escape(title)}\n\n{shown.text}",
                blocks=[rich_text([section([run(title, bold=True)])]), *shown.blocks],
                mark=mark,
            )
        except SlackApiError as error:
            if error_code(error) not in ("not_in_channel", "channel_not_found"):
                raise
            self._tell(job, INVITE)
        else:
            self._store.join(message_key(asked.channel, ts))
            self._tell(job, SHARED)

    def _is_posted(self, job: Job, asked: Asked) -> bool:
        posted = self._slack.latest(asked.channel, since=job.created)
        return any(mark_of(message).get("question") == job.key for message in posted)

    def _tell(self, job: Job, text: str) -> None:
        url = str(job.payload.get("response_url") or "")
        if url:
            WebhookClient(url, timeout=5).send(
                text=text, response_type="ephemeral", replace_original=False
            )
