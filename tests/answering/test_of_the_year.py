"""What names the year asked about comes before a unit of another time that tells no more."""

from __future__ import annotations

import pytest

from assistant.answering.asking import read_question
from assistant.answering.evidence import gather
from assistant.answering.ranking import Ranked, in_order
from tests.answering.small_library import SmallLibrary

TRAMS = "Trams | 2031: 12 | 2035: 85"
PLAN = "We will have 140 trams by December 2039."
QUESTION = "How many trams are we to have by 2035?"


def first_of(question: str, told_shares: tuple[float, float]) -> str:
    shelf = SmallLibrary().add("depot", f"# Depot\n\n{PLAN}\n\n| {TRAMS}\n")
    units = gather(shelf.passages(question), shelf.embedder.embed([question])[0], shelf)
    ranked = [
        Ranked(unit, {"told_share": share, "type": 1.0}, score)
        for unit, share, score in zip(units, told_shares, (8.0, 7.0), strict=True)
    ]
    return in_order(read_question(question), ranked)[0].evidence.text


@pytest.mark.parametrize(
    ("question", "told_shares", "first"),
    [
        (QUESTION, (0.7, 0.7), TRAMS),
        # It tells less of the question, or the year is that of what comes first, or of nothing.
        (QUESTION, (0.9, 0.5), PLAN),
        ("How many trams are we to have by 2039?", (0.7, 0.7), PLAN),
        ("How many trams are we to have by 2050?", (0.7, 0.7), PLAN),
    ],
)
def test_the_year_asked_about_leads(
    question: str, told_shares: tuple[float, float], first: str
) -> None:
    assert first_of(question, told_shares) == first
