"""A small model is examined once: who fails changes no answer, who passes is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.generation.exam import ITEMS
from tests.generation.rig import FACT, HOMES, Rig, number_of, quoting, rig
from tests.llm_server.replies import Asked, Brain, Said

pytestmark = pytest.mark.model
SMALL = "qwen-1.5b-instruct"
KNOWN = {(question, text): answer for question, text, answer in ITEMS}


def _judging(asked: Asked) -> Said | None:
    """The right answer to a question of the exam, None to others."""
    for (question, text), answer in KNOWN.items():
        if f"Question: {question}\nText: {text}\n" in asked.task:
            return Said(json.dumps({"choice": answer}))
    return None


def _good(asked: Asked) -> Said:
    if asked.wants("judge"):
        return _judging(asked) or Said('{"choice": "yes"}')
    return Said(json.dumps({"picks": [number_of(asked, "4,218 people")]}))


def _good_that_finds_nothing(asked: Asked) -> Said:
    return (asked.wants("judge") and _judging(asked)) or Said('{"picks": []}')


def _saying(choice: str) -> Brain:
    def brain(asked: Asked) -> Said:
        if asked.wants("judge"):
            return Said(json.dumps({"choice": choice}))
        return Said(json.dumps({"picks": [max(asked.evidence)]}))

    return brain


def _exams(opened: Rig) -> int:
    return sum(_judging(asked) is not None for asked in opened.server.asked)


def test_a_small_model_that_passes_picks_and_may_say_no(
    sample_indexes: Path, tmp_path: Path
) -> None:
    with rig(sample_indexes, tmp_path, _good, llm_model=SMALL, llm_timeout_seconds=30.0) as opened:
        answer = opened.ask(HOMES)
        opened.server.brain = _good_that_finds_nothing
        refused = opened.ask(HOMES)

        assert answer.answerer == refused.answerer == "generative"
        assert FACT in answer.text
        assert refused.status == "not_found"
        assert _exams(opened) == len(ITEMS)


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_a_small_model_that_says_one_thing_only_changes_no_answer(
    sample_indexes: Path, tmp_path: Path, choice: str
) -> None:
    brain = _saying(choice)
    with rig(sample_indexes, tmp_path, brain, llm_model=SMALL, llm_timeout_seconds=30.0) as opened:
        answer = opened.ask(HOMES)
        again = opened.ask(HOMES)

        assert FACT in answer.text
        assert answer.answerer == again.answerer == "extractive"
        assert len(opened.server.asked) == len(ITEMS)


def test_the_exam_is_not_sat_again_by_the_next_process(
    sample_indexes: Path, tmp_path: Path
) -> None:
    sat = len(ITEMS)
    for _ in range(2):
        with rig(
            sample_indexes, tmp_path, _good, llm_model=SMALL, llm_timeout_seconds=30.0
        ) as opened:
            assert opened.ask(HOMES).answerer == "generative"
            sat = _exams(opened)

    assert sat == 0


def test_a_small_model_set_to_write_cannot_refuse_before_it_has_passed(
    sample_indexes: Path, tmp_path: Path
) -> None:
    def brain(asked: Asked) -> Said:
        if asked.wants("judge"):
            return Said('{"choice": "no"}')
        return Said('{"answerable": false, "statements": []}')

    more = {"llm_model": SMALL, "llm_answers": "write", "llm_timeout_seconds": 30.0}
    with rig(sample_indexes, tmp_path, brain, **more) as opened:
        answer = opened.ask(HOMES)

    assert answer.answerer == "extractive"
    assert FACT in answer.text


def test_a_large_model_sits_no_exam(sample_indexes: Path, tmp_path: Path) -> None:
    with rig(sample_indexes, tmp_path, quoting("4,218 people"), llm_timeout_seconds=30.0) as opened:
        assert opened.ask(HOMES).answerer == "generative"
        assert _exams(opened) == 0
