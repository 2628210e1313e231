"""Each way in which a model's service fails ends in a right answer within the time limit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.types import Answer
from tests.generation.rig import HOMES, Rig, quoting, rig
from tests.llm_server.replies import Asked, Said, always, in_turn, statements

pytestmark = pytest.mark.model
LIMIT = 6.0
# The model answers beside the search, the checks and a busy machine.
SLACK = 12.0

RIGHT = quoting("4,218 people told us")
WRONGS = {
    "error": Said(status=500),
    "busy": Said(status=429),
    "busy for long": Said(status=429, headers={"Retry-After": "60"}),
    "refused key": Said(status=401),
    "unknown model": Said(status=404),
    "silent": Said("", wait_seconds=60),
    "dripping": Said("x", drip_seconds=0.3, is_endless=True),
    "prose without citations": Said("not JSON and not cited"),
    "broken JSON": Said('{"answerable": true, "statements": [{"text": "Broken'),
    "another form": Said('{"statements": "none"}'),
    "wrong types": Said('[1, 2, {"text": 7, "evidence": "x"}]'),
    "invented citation": Said(statements(("4,218 people told us what they hoped.", [99]))),
    "no citation": Said(statements(("4,218 people told us what they hoped.", []))),
    "wrong number": Said(statements(("9,999 people took part in the conversations.", [6]))),
    "garbled stream": Said("", is_garbled=True),
    "cut off at once": Said("", cut_after=0),
    "nothing": Said(""),
    "endless": Said("x" * 60_000, piece=4_000),
}


@pytest.fixture(name="opened", scope="module")
def _opened(sample_indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One assistant for all tests; the first question imports LlamaIndex."""
    folder = tmp_path_factory.mktemp("rig")
    with rig(sample_indexes, folder, RIGHT, llm_timeout_seconds=LIMIT) as opened:
        opened.ask()
        yield opened


def _is_extractive(answer: Answer) -> bool:
    return answer.answerer == "extractive" and answer.model is None and "4,218" in answer.text


def test_a_right_answer_is_given_with_its_quote(opened: Rig) -> None:
    opened.server.brain = RIGHT

    answer = opened.ask()

    assert (answer.answerer, answer.model, answer.status) == ("generative", "fake-70b", "answered")
    assert "4,218 people told us" in answer.text
    assert "4,218 people told us" in answer.citations[0].quote
    assert answer.statements[0].support == "verified"
    assert "Worded by the language model fake-70b" in answer.scope


@pytest.mark.parametrize("wrong", sorted(WRONGS))
def test_what_the_service_does_wrong_never_reaches_the_reader(opened: Rig, wrong: str) -> None:
    opened.server.brain = always(WRONGS[wrong])
    started = time.monotonic()

    answer = opened.ask()

    assert _is_extractive(answer)
    assert "the answer is quoted" in answer.scope
    assert time.monotonic() - started < LIMIT + SLACK


def test_a_service_that_is_down_is_not_waited_for(sample_indexes: Path, tmp_path: Path) -> None:
    with rig(sample_indexes, tmp_path, RIGHT, llm_url="http://127.0.0.1:9/v1") as opened:
        assert _is_extractive(opened.ask())


def test_a_failure_that_passes_is_tried_again(opened: Rig) -> None:
    failures = in_turn(Said(status=500), Said(status=429, headers={"Retry-After": "0.2"}))
    left = [1, 2]
    opened.server.brain = lambda asked: failures(asked) if left and left.pop() else RIGHT(asked)

    assert opened.ask().answerer == "generative"


def test_a_reply_cut_off_keeps_its_checked_sentences(opened: Rig) -> None:
    def cut(_asked: Asked, text: str, number: int) -> Said:
        whole = statements((text, [number]), ("Something that is never finished", [number]))
        return Said(whole, cut_after=whole.index("Something"))

    opened.server.brain = quoting("4,218 people told us", cut)

    answer = opened.ask()

    assert (answer.status, answer.answerer) == ("partial", "generative")
    assert len(answer.statements) == 1
    assert "left out" in answer.text


def test_a_wrong_sentence_goes_back_once_and_is_mended(opened: Rig) -> None:
    def wrong_first(asked: Asked, text: str, number: int) -> str:
        is_second = "are wrong" in asked.task
        said = text if is_second else text.replace("4,218", "5,000")
        return statements((said, [number]))

    opened.server.brain = quoting("4,218 people told us", wrong_first)
    before = len(opened.server.asked)

    answer = opened.ask()

    assert (answer.answerer, answer.status) == ("generative", "answered")
    assert "“5,000” is not in what it cites" in opened.server.asked[-1].task
    assert len(opened.server.asked) == before + 2


def test_what_is_wrong_twice_is_dropped_and_told(opened: Rig) -> None:
    def half_wrong(_asked: Asked, text: str, number: int) -> str:
        return statements((text, [number]), ("Some 77,000 people took part.", [number]))

    opened.server.brain = quoting("4,218 people told us", half_wrong)

    answer = opened.ask()

    assert (answer.answerer, answer.status) == ("generative", "partial")
    assert "77,000" not in answer.text


def test_a_service_without_shapes_is_asked_in_words(opened: Rig) -> None:
    opened.server.speaks_shapes = False
    opened.server.brain = quoting(
        "4,218 people told us", lambda _a, text, number: f"Here you are:\n- {text} [{number}]"
    )

    answer = opened.ask()

    opened.server.speaks_shapes = True
    assert answer.answerer == "generative"
    assert "Here you are" not in answer.text


def test_thinking_aloud_is_not_the_answer(opened: Rig) -> None:
    opened.server.brain = quoting(
        "4,218 people told us",
        lambda _a, text, number: (
            '<think>Perhaps {"text": "No.", "evidence": [1]}?</think>'
            + statements((text, [number]))
        ),
    )

    assert len(opened.ask().statements) == 1


def test_a_model_that_finds_no_answer_is_believed(opened: Rig) -> None:
    opened.server.brain = always(statements(answerable=False))

    answer = opened.ask()

    assert (answer.status, answer.no, answer.answerer) == ("not_found", "near", "generative")
    assert answer.nearest
    assert not answer.citations


def test_no_model_is_asked_when_there_is_nothing_to_ask_about(opened: Rig) -> None:
    before = len(opened.server.asked)

    answer = opened.ask("asdf qwerty zxcv")

    assert answer.status == "not_found"
    assert len(opened.server.asked) == before


def test_the_caller_may_choose_the_extractive_answer(opened: Rig) -> None:
    before = len(opened.server.asked)

    assert _is_extractive(opened.ask(HOMES, answerer="extractive"))
    assert len(opened.server.asked) == before
