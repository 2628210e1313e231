"""A competent model, scripted over the sample corpus: what it says rightly survives the checks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.types import Answer
from tests.generation.rig import Rig, quoting, rig
from tests.llm_server.replies import Asked, Said, statements

pytestmark = pytest.mark.model
GROUPS = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))
BY_QUESTION = {group["q"]: group for group in GROUPS}
TRUE = {pair["right"] for group in GROUPS for pair in group["pairs"]}


class Writer:
    """Writes the sentences of answers.yaml, the right or the wrong ones, and judges them rightly.

    `asked_for` counts the sentences whose evidence was before it.
    """

    def __init__(self, kind: str, *, judges: bool = True) -> None:
        self.kind = kind
        self.judges = judges
        self.asked_for = 0

    def __call__(self, asked: Asked) -> Said:
        if '{"supported"' in asked.rules:
            told = re.findall(r"^Sentence (\d+): (.*)$", asked.task, re.MULTILINE)
            supported = [int(number) for number, sentence in told if sentence in TRUE]
            return Said(json.dumps({"supported": supported}) if self.judges else "I cannot say.")
        if asked.wants("judge"):
            return Said('{"choice": "yes"}')
        pairs = [self._pair(pair, asked.evidence) for pair in BY_QUESTION[asked.question]["pairs"]]
        known = [pair for pair in pairs if pair is not None]
        if "sentences of a draft are wrong" not in asked.task:
            self.asked_for += len(known)
        return Said(statements(*known))

    def _pair(
        self, pair: Mapping[str, Any], evidence: Mapping[int, str]
    ) -> tuple[str, list[int]] | None:
        found = [[n for n, text in evidence.items() if words in text] for words in pair["cites"]]
        return (pair[self.kind], [one[0] for one in found]) if all(found) else None


@pytest.fixture(name="opened", scope="module")
def _opened(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    with rig(sample_indexes, folder, quoting("x"), llm_timeout_seconds=30.0) as opened:
        yield opened


def _ask_all(opened: Rig, writer: Writer) -> tuple[list[Answer], int]:
    opened.server.brain = writer
    answers = [opened.ask(question) for question in BY_QUESTION]
    said = [
        one.text for answer in answers if answer.answerer == "generative"
        for one in answer.statements
    ]  # fmt: skip
    return answers, len(said)


def test_a_good_model_keeps_its_true_sentences(opened: Rig) -> None:
    writer = Writer("right")

    answers, kept = _ask_all(opened, writer)

    assert writer.asked_for >= 80
    assert kept >= 0.9 * writer.asked_for
    assert sum(one.answerer == "generative" for one in answers) >= 0.9 * len(answers)
    assert all(one.model for one in answers if one.answerer == "generative")
    for answer in answers:
        quoted = {citation.number for citation in answer.citations}
        assert all(set(one.citations) <= quoted for one in answer.statements)
        assert all(one.text in answer.text for one in answer.statements)


def test_without_a_judgement_the_checks_alone_let_most_of_them_pass(opened: Rig) -> None:
    writer = Writer("right", judges=False)

    _, kept = _ask_all(opened, writer)

    assert kept >= 0.6 * writer.asked_for


def test_what_is_subtly_wrong_is_refused_when_the_model_judges_rightly(opened: Rig) -> None:
    writer = Writer("wrong")

    answers, kept = _ask_all(opened, writer)

    assert kept <= 0.06 * writer.asked_for
    assert sum(one.answerer == "extractive" for one in answers) >= 0.8 * len(answers)
