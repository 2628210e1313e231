"""How well a text meets a question's words, token by token."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.token_match import QuestionTokens
from tests.fakes import FakeEmbedder

QUESTION = "Who owns the flood wall?"


def met(text: str, start: int = 0, weights: dict[str, float] | None = None) -> float:
    embedder = FakeEmbedder()
    asked = read_question(QUESTION)
    told = weights or {term.stem: 1.0 for term in asked.terms}
    asking = QuestionTokens(asked, embedder.read([QUESTION])[0], told)
    return asking.met_by(embedder.read([text])[0], start)


def test_a_text_that_says_more_of_the_question_meets_it_better() -> None:
    assert met("Ann Lee owns the flood wall") > met("Ann Lee owns the school") > met("Nothing here")


def test_a_telling_word_weighs_more_than_a_common_one() -> None:
    weights = {"flood": 5.0, "wall": 1.0}

    assert met("the flood", weights=weights) > met("the wall", weights=weights)


def test_what_stands_before_the_unit_is_not_taken_for_it() -> None:
    text = "the flood wall. Ann Lee"

    assert met(text, start=text.index("Ann")) < met(text)
    assert met("", start=0) == pytest.approx(0.0, abs=0.5)
