"""Settings -> the assistant inside the bot's own process, when there is no service to ask."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from assistant.alignment_types import Report
from assistant.api.bodies import answer_of
from assistant.client_bodies import answer_of as parsed_answer
from assistant.errors import GoldenThreadError, NotFoundError
from assistant.protocols import Listener
from assistant.records.answers import Answers, Asker
from assistant.records.database import Database
from assistant.reporting import Reporting
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Document,
    DocumentText,
    Filters,
    Question,
    Reader,
    SearchResult,
)
from assistant.wiring import ServedAssistant

logger = logging.getLogger(__name__)


class InProcess:
    """The assistant of the moment: opened at the first question, again after a new snapshot.

    Answers and what people think of them are kept as the service keeps them.
    """

    def __init__(self, current: ServedAssistant, answers: Answers, public_url: str) -> None:
        self._current = current
        self._reporting = Reporting(current.aligner)
        self._answers = answers
        self._public_url = public_url

    @classmethod
    def open(cls, settings: Settings) -> InProcess:
        """Open the records; the index and the model are opened beside, so that Slack is heard."""
        answers = Answers(Database.open(settings.records_path))
        current = ServedAssistant(settings)
        opened = cls(current, answers, settings.public_url or "")
        threading.Thread(target=opened.warm, name="bot-warm", daemon=True).start()
        return opened

    def warm(self) -> None:
        """Open the assistant before the first question does; what is wrong is said then."""
        try:
            self._answers.purge_old()
            self._current()
        except GoldenThreadError as error:
            logger.warning("no question can be answered yet: %s", error)

    def ask(
        self, question: Question, *, reader: Reader, listener: Listener | None = None
    ) -> Answer:
        """Answer a question with checked citations; the listener hears each when it is checked."""
        answer = self._current().ask(question, reader=reader, listener=listener)
        self._keep(answer, reader)
        return answer

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        """Return ranked passages."""
        return self._current().search(query, reader=reader, filters=filters, top=top)

    def documents(self, *, reader: Reader) -> Sequence[Document]:
        """List the documents that the reader may read."""
        return self._current().documents(reader=reader)

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        """Return a document's canonical text."""
        return self._current().text(document_id, reader=reader, version=version)

    def earlier_answer(self, answer_id: str, *, reader: Reader) -> Answer:
        """Return a kept answer to a reader who may read all that its asker might."""
        kept = self._answers.get(answer_id, reader=reader)
        if kept is None or kept.body is None:
            raise NotFoundError("This answer is not kept any more. Ask again, please.")
        return parsed_answer(kept.body)

    def visions(self, *, reader: Reader) -> Sequence[tuple[str, str]]:
        """Return the id and the title of every vision whose goals the reader may read."""
        return self._reporting.visions(reader=reader)

    def check(
        self, name: str, content: bytes, *, reader: Reader, vision: str | None, form: str
    ) -> Report:
        """Check a draft, without keeping it."""
        return self._reporting.check(name, content, reader=reader, vision=vision, form=form)

    def matrix(self, *, reader: Reader, filters: Filters, vision: str | None, form: str) -> Report:
        """Hold every document that the reader may read against the goals of a vision."""
        return self._reporting.matrix(reader=reader, filters=filters, vision=vision, form=form)

    def give_feedback(
        self, answer_id: str, *, helpful: bool, comment: str, person: str | None
    ) -> None:
        """Keep a person's judgement of an answer."""
        asker = Asker(person=person)
        self._answers.give_feedback(answer_id, asker=asker, helpful=helpful, comment=comment)

    def _keep(self, answer: Answer, reader: Reader) -> None:
        """Keep an answer as it was given; one that cannot be kept is given all the same."""
        body = answer_of(answer, self._public_url)
        quoted = [one.document_id for one in [*body.citations, *body.nearest]]
        try:
            self._answers.save(
                body.model_dump(mode="json"),
                asker=Asker(),
                audiences=reader.audiences,
                documents=quoted,
            )
        except GoldenThreadError as error:
            logger.warning("answer %s is not kept: %s", answer.id, error)
