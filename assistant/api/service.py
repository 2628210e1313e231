"""What every route needs of the service: the front door, the caller, the answers kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.api.aligning import OpenAligner
from assistant.api.bodies import answer_of
from assistant.api.idempotency import Replies
from assistant.api.jobs import Jobs
from assistant.api.metrics import Metrics
from assistant.api.schemas import AnswerBody
from assistant.api.tracing import NoTracing, Tracing
from assistant.assistant import Assistant
from assistant.corpus.sources import Sources
from assistant.corpus.uploads import Uploads
from assistant.errors import (
    GoldenThreadError,
    IndexMissingError,
    IndexUnusableError,
    NotFoundError,
)
from assistant.indexing.withdrawals import Withdrawals
from assistant.protocols import Listener
from assistant.records.answers import Answers, Asker, KeptAnswer
from assistant.records.keys import Keys
from assistant.timing import timed
from assistant.types import Document, DocumentText, Question, Reader
from assistant.wiring import ServedAssistant

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Service:
    """The objects that routes share; `open_assistant` returns the front door as it is now."""

    open_assistant: Callable[[], Assistant]
    open_aligner: Callable[[], OpenAligner]
    public_url: str | None
    keys: Keys
    answers: Answers
    corpus_dir: Path
    uploads: Uploads
    jobs: Jobs
    replies: Replies
    forget: Callable[[str], None]
    withdrawals: Withdrawals
    metrics: Metrics = field(default_factory=Metrics)
    tracing: Tracing = field(default_factory=NoTracing)

    def answer(
        self,
        assistant: Assistant,
        question: Question,
        *,
        reader: Reader,
        asker: Asker,
        listener: Listener | None = None,
    ) -> AnswerBody:
        """Answer a question and keep the answer as it was given."""
        try:
            answer = assistant.ask(question, reader=reader, listener=listener)
        except IndexUnusableError:
            # A document that was withdrawn this moment is missing only from the snapshot before.
            fresh = self.open_assistant()
            if fresh is assistant or listener is not None:
                raise
            answer = fresh.ask(question, reader=reader)
        body = answer_of(answer, self.public_url)
        with timed("records", self.observe):
            self.answers.save(
                body.model_dump(mode="json"),
                asker=asker,
                audiences=reader.audiences,
                documents=[citation.document_id for citation in [*body.citations, *body.nearest]],
            )
        self.metrics.count_answer(body.status, body.took_ms / 1000)
        return body

    def observe(self, stage: str, seconds: float) -> None:
        """Note how long a stage took."""
        self.metrics.count_stage(stage, seconds)
        self.tracing.stage(stage, seconds)

    def earlier_answer(self, answer_id: str, reader: Reader) -> AnswerBody:
        """Return a kept answer to a reader who may read all that its asker might.

        Raises:
            NotFoundError: there is none, or it is not for this reader.
        """
        kept = self.answers.get(answer_id, reader=reader)
        changed = None if kept is None else self.changed_documents(kept, reader)
        if kept is None or changed is None:
            raise NotFoundError("There is no answer with this id. It may have been erased.")
        return AnswerBody.model_validate({**(kept.body or {}), "changed_documents": changed})

    def document(self, document_id: str, reader: Reader) -> Document:
        """Return a document without the name of a successor that the reader may not read."""
        assistant = self.open_assistant()
        document = assistant.document(document_id, reader=reader)
        if document.superseded_by is None:
            return document
        try:
            assistant.document(document.superseded_by, reader=reader)
        except NotFoundError:
            return replace(document, superseded_by=None)
        return document

    def readable_documents(self, reader: Reader) -> list[Document]:
        """Return the documents that the reader may read; none while there is no index."""
        try:
            return self.open_assistant().documents(reader=reader)
        except IndexMissingError:
            return []

    def sources(self) -> Sources:
        """Return the folders that the served documents lie in, the corpus folder among them."""
        return Sources.of(self.open_assistant().snapshot(), self.corpus_dir)

    def text(self, document_id: str, reader: Reader, version: str | None) -> DocumentText:
        """Return a document's text, now or in an earlier version.

        Raises:
            NotFoundError: there is no such text, or it is not for this reader.
        """
        document = self.document(document_id, reader)
        if version is not None and not _SHA256.fullmatch(version):
            raise NotFoundError(f"The document {document_id} has no version {version}.")
        text = self.open_assistant().text(document_id, reader=reader, version=version)
        return replace(text, document=document)

    def changed_documents(self, kept: KeptAnswer, reader: Reader) -> list[str] | None:
        """Return the cited documents that have another text now, None if one may not be read."""
        if kept.body is None:
            return None
        assistant = self.open_assistant()
        citations = [*kept.body["citations"], *kept.body["nearest"]]
        quoted = {(citation["document_id"], citation["version"]) for citation in citations}
        try:
            return sorted(
                {
                    document_id
                    for document_id, version in quoted
                    if assistant.document(document_id, reader=reader).version != version
                }
            )
        except NotFoundError:
            return None


def state_of(open_assistant: Callable[[], Assistant]) -> str:
    """Return a name of what is served now, nothing while there is no index."""
    if isinstance(open_assistant, ServedAssistant):
        return open_assistant.state()
    try:
        return open_assistant().snapshot().id
    except GoldenThreadError:
        return ""


def _service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


# What routes ask for in their signatures.
TheService = Annotated[Service, Depends(_service)]
