"""Which units are said beside the best one, and which are said with it in one quote."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering.asking import read_question
from assistant.answering.choosing import choose
from assistant.answering.evidence import gather
from assistant.answering.ranking import Ranked, Ranking
from tests.answering.small_library import SmallLibrary

QUESTION = "How many homes will be built by 2030?"


def quoted(shelf: SmallLibrary, figures: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return what is quoted when units that begin so have this score and meet so many words."""
    asked = read_question(QUESTION)
    vector = shelf.embedder.embed([QUESTION])[0]
    ranked = [
        Ranked(one, {"words_met": figures[name][1]}, figures[name][0])
        for one in gather(shelf.passages(QUESTION), vector, shelf)
        for name in figures
        if one.text.startswith(name)
    ]
    units = sorted(ranked, key=lambda one: -one.score)
    quotes = choose(Ranking(asked, units, {}), shelf)
    return [
        shelf.texts[one.evidence.passage.chunk.document_id][one.start : one.end] for one in quotes
    ]


def test_a_unit_that_meets_fewer_of_the_words_is_not_said() -> None:
    shelf = SmallLibrary()
    shelf.add("plan", "# Homes\n\nWe will build 900 homes by 2030.")
    shelf.add("budget", "# Money\n\nThe fund will be spent by 2030.")

    said = quoted(shelf, {"We will": (5.0, 0.8), "The fund": (4.5, 0.4)})

    assert said == ["We will build 900 homes by 2030."]


def test_a_unit_of_another_paper_that_says_as_much_is_said_too() -> None:
    shelf = SmallLibrary()
    shelf.add("plan", "# Homes\n\nWe will build 900 homes by 2030.")
    shelf.add("report", "# Homes\n\nSome 840 homes will be built by 2030.")

    said = quoted(shelf, {"We will": (5.0, 0.8), "Some": (4.5, 0.75)})

    assert len(said) == 2


def test_two_sentences_of_a_paragraph_make_one_quote() -> None:
    shelf = SmallLibrary()
    shelf.add("plan", "# Homes\n\nWe will build 900 homes. All will be ready by 2030.")

    said = quoted(shelf, {"We will": (5.0, 0.8), "All will": (4.5, 0.4)})

    assert said == ["We will build 900 homes. All will be ready by 2030."]
