"""A unit that tells all of a question but one word answers another question."""

from __future__ import annotations

import pytest

from assistant.answering.asking import Asked, read_question
from assistant.answering.evidence import Evidence, gather
from assistant.answering.relation import told_words
from assistant.answering.untold import untold_word
from tests.answering.small_library import SmallLibrary

UNSURE, SURE = 0.45, 0.9


def first(text: str) -> Evidence:
    shelf = SmallLibrary().add("paper", f"# Paper\n\n{text}\n")
    return gather(shelf.passages(text), shelf.embedder.embed([text])[0], shelf)[0]


def told(asked: Asked, unit: Evidence, nearest: float) -> dict[str, float]:
    return told_words(asked, unit, dict.fromkeys(asked.stems, nearest))


def untold(
    question: str, text: str, nearest: float = 0.2, probability: float = UNSURE
) -> str | None:
    """Return the untold word; the nearest token of the unit is `nearest` to each that lacks."""
    asked, unit = read_question(question), first(text)
    weights = dict.fromkeys(asked.stems, 1.0)
    found = untold_word(asked, unit, told(asked, unit, nearest), weights, probability)
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "text", "word"),
    [
        (
            "When was the Tolver by-law repealed?",
            "The Tolver by-law of 1934 forbids bathing.",
            "repealed",
        ),
        ("Who pays for the Ashby skate ramp?", "Scouts look after the Ashby skate ramp.", "pays"),
        (
            "How many nurses visit the Ashby clinic each week?",
            "Each week 40 carers visit the Ashby clinic.",
            "nurses",
        ),
        (
            "Is alcohol sold at the Ashby market?",
            "Fish and bread are sold at the Ashby market.",
            "alcohol",
        ),
    ],
)
def test_the_word_that_was_changed_is_found(question: str, text: str, word: str) -> None:
    assert untold(question, text) == word


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # It is told, or by a word that says the same.
        ("Who pays for the Ashby skate ramp?", "The parish pays for the Ashby skate ramp."),
        ("When was the Ashby market started?", "The Ashby market began in 1890."),
        # Two words are put otherwise: the text has its own way of telling.
        ("How many nurses call at the Ashby clinic weekly?", "Each week 40 carers visit Ashby."),
        # What the question calls its paper, a verb of two words, a short form.
        ("What does the Ashby roadmap say of fish and bread?", "Ashby sells fish and bread."),
        ("Who sat on the Ashby ramp board?", "The Ashby ramp board: Ivy Pemberton, Sol Tranter."),
        (
            "How many staff does the Ashby records centre have?",
            "The ARS, or Ashby centre, has 40 staff.",
        ),
        # A list need not say how many it has, nor a duty that one needs what one must have.
        ("What are the four rules that Ashby rowers follow?", "Ashby rowers follow these rules."),
        (
            "By when does every Ashby rower need a life jacket?",
            "Every Ashby rower will have a life jacket by May.",
        ),
        # One part of the question may be told here and the other elsewhere.
        (
            "When did the Ashby market open, and who pays for it?",
            "The Ashby market opened in 1890.",
        ),
        # How and why are told in many words, and a slip of the fingers is no other word.
        ("Why did Ashby dislike the skate ramp?", "Ashby complained of noise at the skate ramp."),
        ("What share of Ashby homes are rentted?", "Some 40 per cent of Ashby homes."),
    ],
)
def test_a_text_that_may_tell_it_is_left_to_answer(question: str, text: str) -> None:
    assert untold(question, text) is None


def test_a_word_that_stands_elsewhere_in_the_passage_is_told() -> None:
    question = "How many nurses visit the Ashby clinic each week?"
    text = "Each week 40 of them visit the Ashby clinic. It is hard to find nurses."

    assert untold(question, text) is None


def test_what_is_told_nearly_needs_little_else_to_answer() -> None:
    question, text = "Who audits the Ashby fund?", "Scouts raise money for the Ashby fund."

    assert untold(question, text, nearest=0.35, probability=UNSURE) == "audits"
    assert untold(question, text, nearest=0.35, probability=SURE) is None
    assert untold(question, text, nearest=0.2, probability=SURE) == "audits"


def test_what_has_no_kin_is_not_put_in_other_words() -> None:
    question, text = "How many tubas does the Ashby band own?", "The Ashby band owns 40 flutes."

    assert untold(question, text, nearest=0.35, probability=SURE) == "tubas"


def test_each_word_counts_where_a_body_is_sought() -> None:
    question, text = "Which firm greases and paints the Ashby ramp?", "Crale Ltd owns Ashby ramp."

    assert untold(question, text) in ("greases", "paints")
    assert untold(question.replace("Which firm", "Who in all"), text) is None


def test_a_unit_that_was_not_read_for_it_is_left_alone() -> None:
    asked, unit = read_question("Who audits the Ashby fund?"), first("The Ashby fund is large.")

    assert untold_word(asked, unit, {}, {}, UNSURE) is None
