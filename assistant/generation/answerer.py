"""Question and passages -> an answer that a language model wrote or picked, every sentence checked.

The extractive answer is made first: it costs milliseconds, tells when there is nothing to ask a
model about, and is what the reader gets when the model is down, slow, over budget or wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.errors import ModelError
from assistant.generation.budget import Allowance, Ledger, Limits
from assistant.generation.checking import Checker, Verdict
from assistant.generation.composing import Composition, refusal
from assistant.generation.evidence import Evidence, gather, numbered, shortened
from assistant.generation.exam import Exam
from assistant.generation.followups import standalone
from assistant.generation.gate import is_hopeless
from assistant.generation.judging import Judge
from assistant.generation.picking import candidates, pick
from assistant.generation.saying import said
from assistant.generation.session import Session
from assistant.generation.writing import Writer, write
from assistant.protocols import Answerer, Embedder, Entailment, LanguageModel, Library, Listener
from assistant.types import Answer, Passage, Question, Reader

logger = logging.getLogger(__name__)

Way = Literal["write", "pick"]
Find = Callable[[Question, Reader], Sequence[Passage]]
# Of the tokens a model reads at once, what rules, question and reply may take.
_RESERVED_TOKENS = 2_200
_CHARACTERS_PER_TOKEN = 3.0
_MOST_EVIDENCE_CHARACTERS = 16_000
_UNCONFIRMED = "What the language model wrote could not be confirmed: the answer is quoted."
_WITHOUT_MODEL = "The language model could not be used: the answer is quoted."


@dataclass(frozen=True)
class Generator:
    """A language model and how it may be used."""

    model: LanguageModel
    name: str
    way: Way
    limits: Limits = field(default_factory=Limits)
    ledger: Ledger | None = None
    seconds: float = 30.0
    context_tokens: int = 8192
    entailment: Entailment | None = None
    checker: type[Checker] = Checker
    judges_doubts: bool = True
    exam: Exam | None = None

    def session(self, listener: Listener | None) -> Session:
        """Begin the calls of one answer."""
        allowance = Allowance(self.limits, self.ledger)
        return Session(self.model, allowance, seconds=self.seconds, listener=listener)

    @property
    def evidence_characters(self) -> int:
        """How much evidence fits into what the model reads at once."""
        tokens = max(300, self.context_tokens - _RESERVED_TOKENS)
        return min(_MOST_EVIDENCE_CHARACTERS, int(tokens * _CHARACTERS_PER_TOKEN))


class GenerativeAnswerer:
    """Answers by a language model when it is asked to and can, else by the extractive answerer."""

    def __init__(
        self,
        generator: Generator,
        extractive: Answerer,
        embedder: Embedder,
        library: Library,
        find: Find,
    ) -> None:
        self._generator = generator
        self._extractive = extractive
        self._embedder = embedder
        self._library = library
        self._find = find

    def answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        *,
        reader: Reader,
        listener: Listener | None = None,
    ) -> Answer:
        """Return an answer whose every sentence was checked; `answerer` says who gave it."""
        if question.answerer == "extractive":
            return self._extractive.answer(question, passages, reader=reader)
        session = self._generator.session(listener)
        asked, found = self._standing_alone(question, passages, reader, session)
        plain = self._extractive.answer(asked, found, reader=reader)
        plain = replace(plain, question=question.text, standalone_question=asked.text)
        try:
            return self._generated(asked, found, reader, session, plain) or plain
        except ModelError as error:
            logger.warning("The answer is extractive: %s", error)
            return replace(plain, scope=_WITHOUT_MODEL)

    def _standing_alone(
        self, question: Question, passages: Sequence[Passage], reader: Reader, session: Session
    ) -> tuple[Question, Sequence[Passage]]:
        """Return a follow-up as a question of its own with the passages found for that."""
        text = standalone(question, session)
        if text == question.text:  # the model left it: what the rules made of it stands
            return replace(question, text=question.alone, standalone=None), passages
        alone = replace(question, text=text, standalone=None)
        return alone, self._find(alone, reader)

    def _generated(
        self,
        question: Question,
        passages: Sequence[Passage],
        reader: Reader,
        session: Session,
        plain: Answer,
    ) -> Answer | None:
        """Return the model's answer; None when the extractive one is to be given."""
        vector = self._embedder.embed([question.text])[0]
        evidence = gather(passages, vector, self._library, reader)
        if not evidence or is_hopeless(question.text, evidence, plain):
            return None
        evidence = shortened(evidence, self._generator.evidence_characters)
        session.note("writing")
        exam = self._generator.exam
        is_believed = exam is None or exam.is_passed(session)
        if self._generator.way == "write":
            return self._written(question, evidence, session, plain, is_believed=is_believed)
        return self._picked(question, evidence, session, plain) if is_believed else None

    def _picked(
        self, question: Question, evidence: Sequence[Evidence], session: Session, plain: Answer
    ) -> Answer | None:
        composition = Composition(self._library, session.listener)
        nearest = numbered(candidates(question.text, evidence))
        pick(
            question.text,
            nearest,
            session,
            lambda one: composition.add(said(one), [one], "quoted"),
        )
        if not composition.statements:
            return self._refused(plain)
        return composition.answer(plain, model=self._generator.name, is_whole=True)

    def _written(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        session: Session,
        plain: Answer,
        *,
        is_believed: bool,
    ) -> Answer | None:
        """Return what the model wrote; when the gate doubted, only after a yes of the judge.

        A model that is not believed can neither say no nor lift that doubt.
        """
        doubted = plain.status == "not_found"
        composition = Composition(self._library, None if doubted else session.listener)
        checker = self._generator.checker(self._embedder, evidence, self._generator.entailment)

        def add(verdict: Verdict) -> None:
            composition.add(verdict.sentence, verdict.cited, "verified")

        def wait(verdict: Verdict) -> None:
            """Nobody hears it now: it is added in its place."""

        judge = Judge(session) if self._generator.judges_doubts else None
        on_right = wait if composition.listener is None else add
        written = write(question.text, evidence, Writer(session, checker, judge), on_right)
        for verdict in written.right:
            add(verdict)
        composition.put_in_order([verdict.sentence for verdict in written.right])
        if written.says_unanswerable:
            return self._refused(plain) if is_believed else None
        if written.is_too_little or (doubted and not is_believed):
            return replace(plain, scope=_UNCONFIRMED)
        if doubted and not Judge(session).is_answer(question.text, _text(composition)):
            return self._refused(plain)
        is_whole = not written.wrong and not written.is_cut
        return composition.answer(plain, model=self._generator.name, is_whole=is_whole)

    def _refused(self, plain: Answer) -> Answer:
        """Return the model's no; a question of alignment is still answered by its gaps."""
        if plain.thread is not None:
            return plain
        return refusal(plain, self._library, model=self._generator.name)


def _text(composition: Composition) -> str:
    return " ".join(one.text for one in composition.statements)
