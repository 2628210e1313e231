"""A front door that answers at once: what it was asked, and as whom, can be read afterwards."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from assistant.alignment_types import Report
from assistant.errors import GoldenThreadError, NotFoundError, UnreadableDocumentError
from assistant.protocols import Listener
from assistant.types import (
    Answer,
    Citation,
    Document,
    DocumentText,
    Filters,
    Locator,
    Question,
    Reader,
    SearchResult,
    Statement,
)

QUOTE = "We will build 1,200 new homes by 2030."


def citation(number: int = 1, quote: str = QUOTE, title: str = "Housing strategy") -> Citation:
    locator = Locator(
        document_id="housing-strategy",
        title=title,
        kind="strategy",
        version="v1",
        start=100,
        end=100 + len(quote),
        section=("Part 2", "New homes"),
        paragraph="4.3",
        page=7,
    )
    return Citation(number, locator, quote)


def answer(text: str = f"{QUOTE} [1]", *citations: Citation) -> Answer:
    return Answer(
        id="a1",
        question="",
        standalone_question="",
        status="answered",
        text=text,
        statements=(Statement(text, (1,)),),
        citations=citations or (citation(),),
        snapshot="s1",
    )


def not_found() -> Answer:
    text = "The documents do not answer this."
    return replace(
        answer(text), status="not_found", no="near", statements=(), citations=(),
        nearest=(citation(quote="Homes matter to us."),),
    )  # fmt: skip


def document(id_: str = "housing-strategy", audience: tuple[str, ...] = ("public",)) -> Document:
    return Document(
        id_, f"{id_}.md", id_.replace("-", " "), "strategy", "0", "v1", audience=audience
    )


def framework(vision: str) -> dict[str, object]:
    goals = [
        {"id": "1", "level": "ambition", "text": "Homes for all", "parent": None},
        {"id": "1.1", "level": "priority", "text": "Warm homes", "parent": "1"},
        {"id": "2", "level": "ambition", "text": "Good health", "parent": None},
    ]
    return {"vision": vision, "title": f"{vision}: a fair place", "goals": goals}


def checked(title: str, vision: str) -> dict[str, object]:
    """The check of a draft, as the service gives it."""
    return {
        "title": title,
        "vision": vision,
        "framework": framework(vision),
        "served": {"1": "partly", "1.1": "supports", "2": "silent"},
        "sections": [],
        "remarks": [
            {"kind": "vague", "quote": "We hope to <!channel>.", "advice": "Say who will do what.",
             "against": None},
            {"kind": "conflict", "quote": "4,000 homes", "advice": "Settle which holds.",
             "against": {"title": "Housing strategy", "quote": "9,000 homes"}},
        ],
        "anchors": [],
        "notes": [],
    }  # fmt: skip


def drawn(reader: Reader, vision: str) -> dict[str, object]:
    """A matrix; its one column beyond the first is for readers of the board's papers."""
    read = ["Housing strategy"]
    if reader.may_read(("board",)):
        read.append("ZEBRA board paper")
    findings = [
        {"goal_id": goal_id, "stance": stance, "title": title, "document_id": title}
        for title in read
        for goal_id, stance in (("1.1", "supports"), ("1", "partly"), ("2", "silent"))
    ]
    return {
        "framework": framework(vision),
        "documents": [{"key": t, "title": t, "kind": "strategy", "date": None} for t in read],
        "findings": findings,
        "gaps": [{"goal_id": "2", "kind": "unserved", "reason": "Nothing serves it."}],
        "orphans": [{"quote": "Replace the payroll."}],
        "conflicts": [
            {"kind": "figure", "reason": "The same measure has 14000 here and 9000 there.",
             "a": {"title": title}, "b": {"title": "Housing strategy"}} for title in read
        ],
        "scope": f"Judged on {len(read)} documents.",
        "snapshot": "s1",
    }  # fmt: skip


@dataclass
class FakeAssistant:
    """Answers every question with `reply`, after `delay` seconds, or raises `error`."""

    reply: Callable[[Question, Reader], Answer] = field(default=lambda _q, _r: answer())
    delay: float = 0.0
    told: Sequence[tuple[float, str]] = ()  # statements, each after so many seconds
    answers_never: bool = False
    left: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None
    feedback_error: Exception | None = None
    listed: Sequence[Document] = field(default_factory=lambda: [document()])
    asked: list[tuple[Question, Reader]] = field(default_factory=list)
    searched: list[Reader] = field(default_factory=list)
    feedback: list[tuple[str, bool, str]] = field(default_factory=list)
    judges: list[str | None] = field(default_factory=list)
    all_visions: Sequence[tuple[str, str]] = (("our-vision", "Our vision 2040"),)
    checked: list[tuple[str, bytes, Reader, str | None]] = field(default_factory=list)
    drawn: list[tuple[Reader, Filters, str | None]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(
        self, question: Question, *, reader: Reader, listener: Listener | None = None
    ) -> Answer:
        with self.lock:
            self.asked.append((question, reader))
        for seconds, said in self.told:
            time.sleep(seconds)
            if listener and said == "replaced":
                listener.note("replaced")
            elif listener:
                listener.hear(Statement(said, (1,)), [citation()])
        time.sleep(self.delay)
        while listener and self.answers_never:
            if listener.is_gone():
                self.left.set()
                raise GoldenThreadError("Nobody waits for the answer any more.")
            time.sleep(0.05)
        if self.error:
            raise self.error
        return self.reply(question, reader)

    def documents(self, *, reader: Reader) -> Sequence[Document]:
        return [found for found in self.listed if reader.may_read(found.audience)]

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        self.searched.append(reader)
        return [SearchResult(1, 1.0, f"found for {query}", citation().locator)]

    def text(self, document_id: str, *, reader: Reader, version: str | None) -> DocumentText:
        found = next((d for d in self.listed if d.id == document_id), None)
        if found is None or not reader.may_read(found.audience):
            raise NotFoundError(f"There is no document {document_id}.")
        return DocumentText(found, version or "v1", "." * 100 + QUOTE + "." * 900)

    def earlier_answer(self, answer_id: str, *, reader: Reader) -> Answer:
        self.searched.append(reader)
        return self.reply(Question(answer_id), reader)

    def visions(self, *, reader: Reader) -> Sequence[tuple[str, str]]:
        if self.error:
            raise self.error
        return self.all_visions

    def check(
        self, name: str, content: bytes, *, reader: Reader, vision: str | None, form: str
    ) -> Report:
        self.checked.append((name, content, reader, vision))
        if b"broken" in content:
            raise UnreadableDocumentError(f"{name} is damaged.", reason="damaged")
        return Report(checked(PurePath(name).stem, str(vision)), form, b"report")

    def matrix(self, *, reader: Reader, filters: Filters, vision: str | None, form: str) -> Report:
        self.drawn.append((reader, filters, vision))
        if self.error:
            raise self.error
        return Report(drawn(reader, str(vision)), form, b"matrix")

    def give_feedback(
        self, answer_id: str, *, helpful: bool, comment: str, person: str | None
    ) -> None:
        if self.feedback_error:
            raise self.feedback_error
        self.feedback.append((answer_id, helpful, comment))
        self.judges.append(person)

    def questions(self) -> list[str]:
        with self.lock:
            return [question.text for question, _ in self.asked]
