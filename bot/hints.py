"""A word to the asker alone, where they may read more than the channel does."""

from __future__ import annotations

import logging

from slack_sdk.errors import SlackClientError

from assistant.errors import GoldenThreadError
from assistant.types import Question
from bot.blocks import paragraphs, rich_text
from bot.buttons import PRIVATELY, VALUE_CHARACTERS, button
from bot.front_door import FrontDoor
from bot.jobs import Asked
from bot.mrkdwn import cut, literal
from bot.rights import Rights, Scope
from bot.slack import Slack
from bot.words import ANSWER_PRIVATELY, MORE_FOR_YOU

logger = logging.getLogger(__name__)


class Hints:
    """Offers to go on in a direct message."""

    def __init__(self, slack: Slack, front_door: FrontDoor, rights: Rights) -> None:
        self._slack = slack
        self._front_door = front_door
        self._rights = rights

    def give(self, asked: Asked, question: Question, scope: Scope) -> None:
        """Tell the asker that there is more for them, if there is; a courtesy that may fail."""
        if asked.is_private or asked.external:
            return
        own = self._rights.of_person(asked.user)
        if own.audiences <= scope.audiences:
            return
        try:
            if self._is_more(question, own, scope):
                self._offer(asked)
        except (GoldenThreadError, SlackClientError, OSError) as error:
            logger.info("no hint given: %s", error)

    def _is_more(self, question: Question, own: Scope, scope: Scope) -> bool:
        answer = self._front_door.ask(question, reader=own.reader)
        if answer.status == "not_found":
            return False
        readable = {document.id for document in self._front_door.documents(reader=scope.reader)}
        return any(citation.locator.document_id not in readable for citation in answer.citations)

    def _offer(self, asked: Asked) -> None:
        offer = button(PRIVATELY, ANSWER_PRIVATELY, cut(literal(asked.text), VALUE_CHARACTERS))
        self._slack.posting.chat_postEphemeral(
            channel=asked.channel,
            user=asked.user,
            thread_ts=asked.root,
            text=MORE_FOR_YOU,
            blocks=[
                rich_text(paragraphs(MORE_FOR_YOU)),
                {"type": "actions", "elements": [offer]},
            ],
        )
