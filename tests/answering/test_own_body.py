"""A paper speaks of its own body as "we": a question that names that body is answered by it."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.own_body import speaks_as_we
from assistant.answering.ranking import Ranked, Ranking
from tests.answering.small_library import SmallLibrary

OURS = "We will begin with the locks at the three busiest basins."


def ranking_of(question: str, text: str, told_share: float) -> Ranking:
    shelf = SmallLibrary().add("office of river works", f"# Locks\n\n{text}")
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    ranked = [Ranked(one, {"told_share": told_share}, 1.0) for one in units]
    return Ranking(read_question(question), ranked, {})


@pytest.mark.parametrize(
    ("question", "text", "told_share", "is_own"),
    [
        ("Where will the ORW begin with the locks?", OURS, 0.8, True),
        ("Where will the Office of River Works begin?", OURS, 0.8, True),
        # Another body, a place, what is told of others, and what is not told at all.
        ("Where will the NTB begin with the locks?", OURS, 0.8, False),
        ("Where will work in Upper Sallow begin?", OURS, 0.8, False),
        ("Where will the ORW begin with the locks?", "Locks begin at the basins.", 0.8, False),
        ("Where will the ORW begin with the locks?", OURS, 0.4, False),
    ],
)
def test_we_are_the_body_that_the_passages_name(
    question: str, text: str, told_share: float, *, is_own: bool
) -> None:
    ranking = ranking_of(question, text, told_share)

    assert all(speaks_as_we(name, ranking) is is_own for name in ranking.asked.names)
    assert ranking.asked.names
