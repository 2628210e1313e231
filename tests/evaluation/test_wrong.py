"""Who measures wants to see what a wrong answer said, and what it should have had."""

from __future__ import annotations

from dataclasses import replace

from assistant.evaluation.marks import Found, Outcome
from assistant.evaluation.wrong import told_wrong
from tests.evaluation.test_run import ANSWERED, OUTCOME


def test_a_wrong_answer_is_told_with_what_it_lacks() -> None:
    wrong = replace(
        ANSWERED,
        facts=False,
        cited=False,
        text="Homes will\nbe built. [1]",
        documents=("plan",),
        lacks=("140,000 or 140000",),
    )

    told = told_wrong([OUTCOME, replace(OUTCOME, answered=wrong)])

    assert told.splitlines() == [
        "How many homes?",
        "    said   Homes will be built. [1]",
        "    cites  plan",
        "    found  the evidence in passage 2",
        "    lacks  140,000 or 140000",
        "    lacks  a citation of what the file names",
    ]


def test_a_wrong_refusal_tells_whether_the_evidence_was_found() -> None:
    refused = replace(ANSWERED, status="not_found", facts=None, text="Nothing answers this.")
    lost = replace(OUTCOME, found=Found(None, None, 0.0, 0), answered=refused)

    assert told_wrong([lost]).endswith("found  no evidence among ten")


def test_an_answer_where_none_is_right_is_told_as_such() -> None:
    assert "a plain no" in told_wrong([Outcome("Where?", "unanswerable", None, ANSWERED)])


def test_nothing_wrong_is_said() -> None:
    assert told_wrong([OUTCOME]) == "No answer was wrong."
    assert "only searched" in told_wrong([Outcome("Where?", "answerable", Found(1, 9, 1.0, 9))])
