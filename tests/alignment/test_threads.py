"""The golden thread of a subject: the vision's own words, who acts on it, which link is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.alignment.aligner import Aligner
from assistant.alignment_types import GoldenThread
from assistant.settings import Settings
from assistant.types import EVERYTHING
from assistant.wiring import open_aligner


@pytest.fixture(name="aligner", scope="module")
def _aligner(sample_indexes: Path) -> Aligner:
    return open_aligner(Settings(indexes_dir=sample_indexes))


def quotes(thread: GoldenThread, kind: str) -> str:
    return " ".join(one.citation.quote for one in thread.links if one.kind == kind)


def test_a_subject_runs_from_the_vision_to_the_decision(aligner: Aligner) -> None:
    thread = aligner.thread("broadband", reader=EVERYTHING)

    assert [goal.id for goal in thread.goals] == ["6.1"]
    assert "98 per cent of homes and businesses by 2028" in quotes(thread, "vision")
    assert "90 per cent of homes and businesses by March 2027" in quotes(thread, "strategy")
    assert "agreed to match the national rural broadband fund" in quotes(thread, "board")
    assert thread.gaps == ()


def test_a_subject_in_other_words_than_the_papers_has_the_thread_of_its_goal(
    aligner: Aligner,
) -> None:
    thread = aligner.thread("ageing", reader=EVERYTHING)

    assert thread.goals[0].id == "2"
    assert any(
        one.citation.locator.document_id == "health-and-wellbeing-strategy-2024-2029"
        and one.stance == "supports"
        for one in thread.links
    )


def test_who_speaks_of_it_without_a_commitment_is_no_link(aligner: Aligner) -> None:
    thread = aligner.thread("rough sleeping", reader=EVERYTHING)

    assert thread.gaps == ("board",)
    assert "no board paper commits to anything on it" in thread.text


def test_a_subject_of_no_goal_is_said_to_be_one(aligner: Aligner) -> None:
    thread = aligner.thread("retrofit", reader=EVERYTHING)

    assert thread.goals == ()
    assert "No goal of the vision is about “retrofit”" in thread.text
    assert quotes(thread, "board")


def test_a_subject_that_nobody_writes_of_has_no_thread(aligner: Aligner) -> None:
    thread = aligner.thread("parking charges", reader=EVERYTHING)

    assert thread.links == ()
    assert thread.text == "Nothing that was searched is about “parking charges”."
