"""Every citation of every answer is verbatim, and stays so after the documents change."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from assistant.assistant import Assistant
from assistant.settings import load_settings
from assistant.types import EVERYTHING, Answer, Question
from assistant.wiring import open_assistant, open_ingester
from tests.conftest import REPOSITORY, SAMPLE

pytestmark = [pytest.mark.model, pytest.mark.quality]


def questions_in(path: Path) -> list[str]:
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = (entry for group in groups.values() for entry in group)
    return [entry["q"] if isinstance(entry, dict) else entry for entry in entries]


def verify(answers: Iterable[Answer], assistant: Assistant) -> int:
    """Check every citation against the canonical text of its version; return how many there are."""
    checked = 0
    for answer in answers:
        for one in (*answer.citations, *answer.nearest):
            place = one.locator
            text = assistant.text(place.document_id, reader=EVERYTHING, version=place.version).text
            assert one.quote == text[place.start : place.end], answer.question
            checked += 1
        numbers = {one.number for one in answer.citations}
        for statement in answer.statements:
            assert statement.citations, answer.question
            assert set(statement.citations) <= numbers, answer.question
        assert (answer.status == "not_found") == (not answer.statements), answer.question
    return checked


def answers_to(questions: Iterable[str], assistant: Assistant) -> list[Answer]:
    return [assistant.ask(Question(words), reader=EVERYTHING) for words in questions]


_FRAMES = (
    "What does the paper say about {}?",
    "Who is responsible for {}?",
    "When will {} happen?",
    "How many {}?",
    "Why {}?",
    "How does {} support the vision?",
    "Did the board agree {}?",
    "{}",
)


def generated(assistant: Assistant, count: int) -> list[str]:
    """Questions around words as they stand side by side in the documents, sense or none."""
    chance = random.Random(5)
    texts = [
        assistant.text(one.id, reader=EVERYTHING).text.split()
        for one in assistant.documents(reader=EVERYTHING)
        if one.reading == "read"
    ]
    made = []
    for number in range(count):
        told = chance.choice([text for text in texts if len(text) > 20])
        start = chance.randrange(len(told) - 8)
        phrase = " ".join(told[start : start + chance.randrange(1, 8)])
        made.append(_FRAMES[number % len(_FRAMES)].format(phrase))
    return made


def test_no_generated_question_gets_an_unverified_word(tmp_path: Path, models_dir: Path) -> None:
    (tmp_path / "indexes").mkdir()
    (tmp_path / "indexes" / "models").symlink_to(models_dir)
    settings = load_settings(indexes_dir=tmp_path / "indexes")
    open_ingester(settings, progress=lambda *_: None).ingest([SAMPLE])
    assistant = open_assistant(settings)

    answers = answers_to(generated(assistant, 500), assistant)

    assert verify(answers, assistant) >= 500
    assert any(answer.status == "not_found" for answer in answers)


def test_citations_stay_verbatim_when_the_papers_change(tmp_path: Path, models_dir: Path) -> None:
    (tmp_path / "indexes").mkdir()
    (tmp_path / "indexes" / "models").symlink_to(models_dir)
    corpus = shutil.copytree(SAMPLE, tmp_path / "corpus")
    settings = load_settings(indexes_dir=tmp_path / "indexes")
    ingester = open_ingester(settings, progress=lambda *_: None)
    ingester.ingest([corpus])
    assistant = open_assistant(settings)
    questions = questions_in(REPOSITORY / "tests" / "data" / "sample_questions.yaml")
    answers = answers_to(questions, assistant)
    assert len(questions) >= 50
    assert verify(answers, assistant) >= 50

    for path in corpus.rglob("*.md"):
        path.write_text("# Changed\n\nA new beginning.\n\n" + path.read_text(encoding="utf-8"))
    ingester.ingest([corpus])

    verify(answers, open_assistant(settings))


def test_citations_over_the_shared_papers_are_verbatim(
    shared_dir: Path, tmp_path: Path, models_dir: Path
) -> None:
    (tmp_path / "indexes").mkdir()
    (tmp_path / "indexes" / "models").symlink_to(models_dir)
    settings = load_settings(indexes_dir=tmp_path / "indexes")
    open_ingester(settings, progress=lambda *_: None).ingest([shared_dir / "documents" / "essex"])
    assistant = open_assistant(settings)

    asked = questions_in(shared_dir / "eval" / "essex_dev.yaml") + generated(assistant, 200)
    answers = answers_to(asked, assistant)

    assert verify(answers, assistant) >= 225
