"""What one question is marked on; frozen, and the form in which a run is kept as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.evaluation.questions import Expectation
from assistant.types import AnswerStatus


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval showed for a question.

    `rank` is that of the first passage that holds the evidence, None when none of the first ten
    does; `tokens` how many were shown when the evidence had been. `documents` is the share of the
    needed documents among the passages.
    """

    rank: int | None
    tokens: int | None
    documents: float
    longest: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer said. `facts` and `cited` are None where the file expects none.

    `lacks` names of each group of needed facts that is missing its alternatives.
    """

    status: AnswerStatus
    facts: bool | None
    cited: bool | None
    citations: int
    not_verbatim: int
    words: int
    quotes: tuple[int, ...]
    statements: int
    statements_needed: int
    took_ms: int
    text: str = ""
    documents: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Whether the answer says that the documents do not answer."""
        return self.status == "not_found"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question with its marks; `found` only where evidence is named, `answered` if asked."""

    question: str
    expectation: Expectation
    found: Found | None = None
    answered: Answered | None = None

    @property
    def is_right(self) -> bool | None:
        """Whether the question was answered, or refused, as it should be; None if not asked."""
        if self.answered is None:
            return None
        if self.expectation == "unanswerable":
            return self.answered.is_refusal
        wrong = self.answered.facts is False or self.answered.cited is False
        return not (self.answered.is_refusal or wrong)
