"""Command: the sample's questions typed in many ways -> how many get another answer than plain.

python -m benchmarks.answering.as_typed
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.assistant import Assistant
from assistant.indexing.folder import IndexesFolder
from assistant.ingest import Ingester
from assistant.settings import Settings
from assistant.types import EVERYTHING, Question
from assistant.wiring import open_assistant
from benchmarks.answering.corpora import model
from benchmarks.answering.question_sets import OFFICERS, SETS, items_of

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|does|do|did|has|have|can|will)\b")


def _low(question: str) -> str:
    return question if question.split()[0].isupper() else question[0].lower() + question[1:]


def _marked(question: str) -> str:
    return question.rstrip("?") + "?"


def _behind(words: str) -> Callable[[str], str]:
    return lambda question: f"{question.rstrip('?')} {words}?"


def _within(word: str) -> Callable[[str], str]:
    return lambda question: _AUXILIARY.sub(lambda verb: f"{verb[0]} {word}", question, count=1)


WAYS: Mapping[str, Callable[[str], str]] = {
    "small letters": str.lower,
    "capitals": str.upper,
    "each word a capital": str.title,
    "no mark": lambda question: question.rstrip("?"),
    "three marks": lambda question: question.rstrip("?") + "???",
    "two spaces": lambda question: question.replace(" ", "  "),
    "emoji": lambda question: f"{question} :pray:",
    "label": lambda question: f"Q: {question}",
    "quoted": lambda question: f'"{question}"',
    "greeting": lambda question: f"Hi all, {_low(question)}",
    "remind me": lambda question: f"Remind me {_low(question)}",
    "thanks": lambda question: f"{_marked(question)} Thanks!",
    "so": lambda question: f"So {_low(question)}",
    "in the papers": lambda question: f"According to the papers, {_low(question)}",
    "in the documents": _behind("in the documents"),
    "at the moment": _behind("at the moment"),
    "actually": _within("actually"),
    "with evidence": lambda question: f"{_marked(question)} Short answer, with evidence.",
    "what for": lambda question: f"We are preparing a briefing for members. {question}",
    "hurry": lambda question: f"{_marked(question)} We need it for Thursday.",
}


def main() -> None:
    """Ask each question plainly and in each way; print how many answers differ."""
    questions = [
        item.question
        for name in OFFICERS
        if name.endswith("sample") and SETS[name][1].exists()
        for item in items_of(name)
        if item.answerable and not item.aligned
    ]
    with tempfile.TemporaryDirectory() as folder:
        assistant = _sample(Path(folder))
        plain = {question: _outcome(assistant, question) for question in questions}
        answered = sum(status != "not_found" for status, _ in plain.values())
        print(f"{len(questions)} questions, {answered} answered as they stand; typed otherwise:")
        for name, way in WAYS.items():
            outcomes = {question: _outcome(assistant, way(question)) for question in questions}
            other = sum(outcomes[question] != plain[question] for question in questions)
            refused = sum(
                outcomes[question][0] == "not_found" != plain[question][0] for question in questions
            )
            print(f"  {name:20} {other:3} with another first quote, {refused:3} of them refused")


def _sample(folder: Path) -> Assistant:
    Ingester(IndexesFolder(folder), model()).ingest([SETS["sample"][0]])
    return open_assistant(Settings(indexes_dir=folder))


def _outcome(assistant: Assistant, question: str) -> tuple[str, str]:
    """Return the status and the first quote."""
    answer = assistant.ask(Question(question), reader=EVERYTHING)
    return answer.status, answer.citations[0].quote if answer.citations else ""


if __name__ == "__main__":
    main()
