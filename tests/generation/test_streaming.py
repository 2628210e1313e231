"""Checked statements are heard at once; a reader who leaves stops the model's call."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.types import EVERYTHING, Answer, Question
from tests.generation.rig import HOMES, Ear, Rig, quoting, rig
from tests.llm_server.replies import Asked, Said, statements

pytestmark = pytest.mark.model


@pytest.fixture(name="opened", scope="module")
def _opened(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    with rig(sample_indexes, folder, quoting("4,218 people"), llm_timeout_seconds=20.0) as opened:
        opened.ask()
        yield opened


def _ask(opened: Rig, ear: Ear, text: str = HOMES) -> Answer:
    return opened.assistant.ask(Question(text), reader=EVERYTHING, listener=ear)


def test_a_statement_is_heard_before_the_reply_has_ended(opened: Rig) -> None:
    def slow(_asked: Asked, text: str, number: int) -> Said:
        first = statements((text, [number]))
        return Said(first[:-2] + " " * 80 + "]}", drip_seconds=0.01)

    opened.server.brain = quoting("4,218 people told us", slow)
    ear = Ear()

    answer = _ask(opened, ear)

    assert [one.text for one in ear.heard] == [one.text for one in answer.statements]
    assert "4,218 people told us" in ear.quotes[0]


def test_a_wrong_statement_is_never_heard(opened: Rig) -> None:
    opened.server.brain = quoting(
        "4,218 people told us",
        lambda _a, text, n: statements((text.replace("4,218", "4,219"), [n]), (text, [n])),
    )
    ear = Ear()

    _ask(opened, ear)

    assert all("4,219" not in one.text for one in ear.heard)


def test_a_reader_who_leaves_stops_the_call(opened: Rig) -> None:
    opened.server.brain = quoting("4,218 people", lambda *_: Said("x", wait_seconds=15))
    opened.server.hung_up.clear()
    before = len(opened.server.asked)
    started = time.monotonic()

    _ask(opened, Ear(gone=lambda: len(opened.server.asked) > before))

    assert opened.server.hung_up.wait(5)
    assert time.monotonic() - started < 14


def test_what_was_heard_and_then_replaced_is_said_to_be(opened: Rig) -> None:
    wrong = [(f"There were {n},111 people in it.", [1]) for n in range(2, 6)]
    opened.server.brain = quoting(
        "4,218 people told us", lambda _a, text, n: statements((text, [n]), *wrong)
    )
    ear = Ear()

    answer = _ask(opened, ear)

    assert answer.answerer == "extractive"
    kept = len(answer.statements)
    assert ear.stages == ["searching", "writing", "mending", "replaced"]
    assert ear.heard[-kept:] == list(answer.statements)


def test_an_extractive_answer_is_heard_too(opened: Rig) -> None:
    ear = Ear()

    answer = opened.assistant.ask(
        Question(HOMES, answerer="extractive"), reader=EVERYTHING, listener=ear
    )

    assert answer.statements
    assert ear.heard == list(answer.statements)
    assert ear.stages == ["searching"]


def test_an_answer_keeps_the_order_of_the_model_though_the_first_sentence_is_heard_last(
    sample_indexes: Path, tmp_path: Path
) -> None:
    retold = "A total of 4,218 people told us what they want."

    def then(_asked: Asked, text: str, number: int) -> Said | str:
        return statements((retold, [number]), (text, [number]))

    def brain(asked: Asked) -> Said:
        if '{"supported"' in asked.rules:
            return Said('{"supported": [1]}')
        return quoting("4,218 people", then)(asked)

    ear = Ear()
    with rig(sample_indexes, tmp_path, brain, llm_timeout_seconds=30.0) as opened:
        answer = opened.assistant.ask(Question(HOMES), reader=EVERYTHING, listener=ear)
        silent = opened.ask()

    assert answer.answerer == "generative"
    assert [one.text for one in answer.statements] == [one.text for one in silent.statements]
    assert answer.statements[0].text == retold
    assert {one.text for one in ear.heard} == {one.text for one in answer.statements}
    assert "replaced" not in ear.stages
